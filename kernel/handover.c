// SPDX-License-Identifier: Apache-2.0
/** @file The way out. What can fail comes first. */
#include "kernel/handover.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/console.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/leave.h"
#include "kernel/smp.h"

// leave.S
extern const char handover_copy[];
extern const char handover_copy_end[];

// The next kernel begins with all of them off, as after a reset.
static void disable_interrupts(void) {
  struct irq_handler handler;
  for (unsigned i = 0; irq_read(i, &handler); i++) {
    // Those between cores cannot be held back on every board; nobody sends any.
    (void)irqchip_disable(board.irqchip, handler.irq);
  }
}

status_t handover_start(const struct handover *handover) {
  const status_t status = smp_park_others();
  if (status != STATUS_OK) {
    return status;
  }
  console_stop_interrupts();
  console_flush();
  (void)irq_flags_save();
  disable_interrupts();

  // Behind the image: handover_plan() has made sure of the room.
  const size_t code_bytes = (size_t)(handover_copy_end - handover_copy);
  char *const code = (char *)(handover->from + handover->bytes);  // NOLINT
  memcpy(code, handover_copy, code_bytes);

  cpu_leave(&(const struct cpu_leave){
      .entry = (uintptr_t)code,
      .level = boot_exception_level(),
      .clean_base = board.ram_base,
      .clean_bytes = handover->end - board.ram_base,
      .arguments = {boot_device_tree_address(), handover->from, handover->to,
                    handover->bytes},
  });
}
