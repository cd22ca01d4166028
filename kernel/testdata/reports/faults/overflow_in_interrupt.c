// SPDX-License-Identifier: Apache-2.0
// The interrupt finds no room to be saved.
#include <stdint.h>

#include "drivers/irqchip/irqchip.h"
#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"

// kernel.ld
extern char __stack_bottom[];

[[gnu::noinline, gnu::used]] static void unmask(void) { irq_flags_unmask(); }

int main(void) {
  if (irqchip_enable(board.irqchip, board.timer_irq) != STATUS_OK) {
    return 1;
  }
  clock_event_start(board.timer, clock_source_now_ns(board.clock));
  __asm__ volatile(
      "mov sp, %0\n\t"
      "bl unmask\n"
      "1:\n\t"
      "b 1b"
      :
      : "r"(__stack_bottom));
  return 2;
}
