// SPDX-License-Identifier: Apache-2.0
/** @file Wake-ups are the kernel's: taken by its handler, or ended here. */
#include "tests/smp/interrupts.h"

#include <stdint.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/status.h"
#include "mm/port.h"
#include "tests/smp/limits.h"

void interrupts_wake_others(void) {
  const uint32_t all = (1u << SMP_CPUS) - 1;
  cpu_memory_barrier();
  if (irqchip_send(board.irqchip, 0, all & ~(1u << cpu_index())) != STATUS_OK) {
    mm_port_panic("smp: core %u can wake nobody", cpu_index());
  }
}

void interrupts_wait(void) {
  struct irqchip_claim claim;
  cpu_wait_for_interrupt();
  if (irqchip_claim(board.irqchip, &claim)) {
    irqchip_complete(board.irqchip, &claim);
  }
}
