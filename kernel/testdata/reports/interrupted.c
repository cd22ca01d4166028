// SPDX-License-Identifier: Apache-2.0
// A handler panics: the backtrace goes through the interrupt.
#include <stdint.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/panic.h"
#include "kernel/status.h"

int wait_for_it(void);

static void time_is_up(void *context) {
  (void)context;
  panic("time is up");
}

static void serve_timer(void *context) {
  (void)context;
  clock_event_handle_interrupt(board.timer);
}

[[gnu::noinline]] int wait_for_it(void) {
  irq_flags_unmask();
  for (;;) {
    cpu_wait_for_interrupt();
  }
}

int main(void) {
  static struct irq_handler timer = {.function = serve_timer};
  timer.irq = board.timer_irq;
  board.timer->expired = time_is_up;
  if (irq_register(&timer) != STATUS_OK) {
    return 1;
  }
  clock_event_start(board.timer, clock_source_now_ns(board.clock) + 1000000);
  return wait_for_it() + 1;
}
