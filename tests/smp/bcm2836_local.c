// SPDX-License-Identifier: Apache-2.0
/**
 * @file The local interrupts of the BCM2836 and the BCM2837: each core has
 * mailboxes that others write to, and its timers. Sections: Broadcom, "BCM2836
 * ARM-local peripherals", revision 3.4.
 */
#include <stdint.h>

#include "tests/smp/interrupts.h"
#include "tests/smp/limits.h"
#include "tests/smp/smp_internal.h"

#define LOCAL_BASE 0x40000000u
// 4.6, 4.7: which timers and which mailboxes interrupt core n, at + 4 n.
#define TIMER_CONTROL 0x40
#define MAILBOX_CONTROL 0x50
// 4.10: what asks core n for an interrupt, at + 4 n.
#define IRQ_SOURCE 0x60
// 4.8: mailbox 0 of core n, at + 16 n: bits to set, bits that are set.
#define MAILBOX_SET 0x80
#define MAILBOX_CLEAR 0xc0

// The same in TIMER_CONTROL and in IRQ_SOURCE.
#define VIRTUAL_TIMER (1u << 3)
#define MAILBOX_0 (1u << 4)

enum { kWakeUp = 0 };

static volatile uint32_t *reg(unsigned offset) {
  return (volatile uint32_t *)(uintptr_t)(LOCAL_BASE + offset);
}

void interrupts_start(bool virtual_timer) {
  const unsigned cpu = smp_cpu();
  *reg(TIMER_CONTROL + 4 * cpu) = virtual_timer ? VIRTUAL_TIMER : 0;
  *reg(MAILBOX_CONTROL + 4 * cpu) = 1;
}

void interrupts_wake_others(void) {
  smp_publish();
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    if (cpu != smp_cpu()) {
      *reg(MAILBOX_SET + 16 * cpu) = 1;
    }
  }
}

unsigned interrupts_acknowledge(void) {
  const unsigned cpu = smp_cpu();
  const uint32_t source = *reg(IRQ_SOURCE + 4 * cpu);
  if ((source & MAILBOX_0) != 0) {
    *reg(MAILBOX_CLEAR + 16 * cpu) = UINT32_MAX;
    return kWakeUp;
  }
  // A timer's goes when it is set again.
  return (source & VIRTUAL_TIMER) != 0 ? INTERRUPTS_VIRTUAL_TIMER
                                       : INTERRUPTS_NONE;
}

void interrupts_wait(void) {
  smp_sleep();
  (void)interrupts_acknowledge();
}
