// SPDX-License-Identifier: Apache-2.0
/** @file The board's timer, of which every core has one. */
#include "tests/smp/tick.h"

#include <stdatomic.h>
#include <stdint.h>

#include "drivers/irqchip/irqchip.h"
#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"
#include "mm/port.h"

static struct {
  void (*handler)(void);
  uint64_t interval_ns;
  // One core at a time may register, and once is enough for all.
  atomic_int registration;
} tick;

// Who has registered the handler.
enum { NOBODY, SOMEBODY, DONE };

static void start_timer(void) {
  clock_event_start(board.timer,
                    clock_source_now_ns(board.clock) + tick.interval_ns);
}

static void expired(void *context) {
  (void)context;
  start_timer();
  tick.handler();
}

static void handle_timer(void *context) {
  (void)context;
  clock_event_handle_interrupt(board.timer);
}

static void register_handler(void) {
  static struct irq_handler timer = {.function = handle_timer};
  timer.irq = board.timer_irq;
  board.timer->expired = expired;
  if (irq_register(&timer) != STATUS_OK) {
    mm_port_panic("smp: the kernel takes no handler");
  }
}

void tick_start(void (*handler)(void), uint32_t interval_us) {
  tick.handler = handler;
  tick.interval_ns = UINT64_C(1000) * interval_us;
  int nobody = NOBODY;
  if (atomic_compare_exchange_strong(&tick.registration, &nobody, SOMEBODY)) {
    register_handler();
    atomic_store(&tick.registration, DONE);
  }
  while (atomic_load(&tick.registration) != DONE) {
    cpu_relax();
  }
  if (irqchip_enable(board.irqchip, board.timer_irq) != STATUS_OK) {
    mm_port_panic("smp: core %u has no timer", cpu_index());
  }
  start_timer();
  irq_flags_unmask();
}

void tick_stop(void) {
  (void)irq_flags_save();
  clock_event_stop(board.timer);
}
