// SPDX-License-Identifier: Apache-2.0
/** @file The way out. What can fail comes first. */
#include "kernel/handover.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/cache.h"
#include "kernel/console.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/leave.h"
#include "kernel/smp.h"

// leave.S
extern const char handover_copy[];
extern const char handover_copy_end[];

// kernel.ld
extern char __text_start[];
extern char __heap_end[];

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

  // Behind the image: plan_handover() has made sure of the room.
  const size_t code_bytes = (size_t)(handover_copy_end - handover_copy);
  const size_t copied = (handover->bytes + HANDOVER_ALIGNMENT - 1) /
                        HANDOVER_ALIGNMENT * HANDOVER_ALIGNMENT;
  char *const code = (char *)(handover->from + copied);  // NOLINT
  memcpy(code, handover_copy, code_bytes);
  cache_clean_and_invalidate((const void *)handover->from,  // NOLINT
                             copied + code_bytes);

  cpu_leave(&(const struct cpu_leave){
      .entry = (uintptr_t)code,
      .level = boot_exception_level(),
      .clean_base = (uintptr_t)__text_start,
      .clean_bytes = (size_t)(__heap_end - __text_start),
      .arguments = {boot_device_tree_address(), handover->from, handover->to,
                    copied},
  });
}
