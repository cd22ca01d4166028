// SPDX-License-Identifier: Apache-2.0
/** @file The virtual timer: no level above traps it. Sections: DDI 0487. */
#include "tests/smp/tick.h"

#include <stdbool.h>
#include <stdint.h>

#include "tests/smp/aarch64/tick_registers.h"
#include "tests/smp/interrupts.h"

static struct {
  void (*handler)(void);
  uint32_t interval;  // in ticks of the counter
} tick;

void tick_start(void (*handler)(void), uint32_t interval_us) {
  tick.handler = handler;
  tick.interval = (uint32_t)(tick_timer_frequency() * interval_us / 1000000);
  interrupts_start(true);
  tick_timer_set(tick.interval);
  tick_vectors_on();
}

void tick_stop(void) {
  tick_vectors_off();
  tick_timer_stop();
  // What it had asked for meanwhile.
  while (interrupts_acknowledge() != INTERRUPTS_NONE) {
  }
}

void tick_interrupt(void) {
  const bool due = tick_timer_is_due();
  if (due) {
    tick_timer_set(tick.interval);
  }
  // It may also be another core's wake-up. This one is awake.
  (void)interrupts_acknowledge();
  if (due) {
    tick.handler();
  }
}
