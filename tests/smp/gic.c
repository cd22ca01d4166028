// SPDX-License-Identifier: Apache-2.0
/** @file GICv2. Sections: Arm IHI 0048B. */
#include "tests/smp/gic.h"

#include <stdint.h>

#include "tests/smp/interrupts.h"
#include "tests/smp/smp_internal.h"

// 4.3: distributor.
#define GICD_CTLR 0x000
#define GICD_ISENABLER0 0x100
#define GICD_SGIR 0xf00
// 4.4: interface of the core that asks.
#define GICC_CTLR 0x00
#define GICC_PMR 0x04
#define GICC_IAR 0x0c
#define GICC_EOIR 0x10

// 4.3.15: interrupt 0 for all but this core.
#define ALL_OTHERS (1u << 24)

static volatile uint32_t *reg(uintptr_t base, unsigned offset) {
  return (volatile uint32_t *)(base + offset);
}

void interrupts_start(bool virtual_timer) {
  const uint32_t timer = virtual_timer ? 1u << INTERRUPTS_VIRTUAL_TIMER : 0;
  *reg(gic.distributor, GICD_CTLR) = 1;
  *reg(gic.distributor, GICD_ISENABLER0) = timer | 1;
  *reg(gic.cpu_interface, GICC_PMR) = 0xff;
  *reg(gic.cpu_interface, GICC_CTLR) = 1;
}

void interrupts_wake_others(void) {
  smp_publish();
  *reg(gic.distributor, GICD_SGIR) = ALL_OTHERS;
}

unsigned interrupts_acknowledge(void) {
  // With the sender's number in bits 12:10, which the end has to name, too.
  const uint32_t interrupt = *reg(gic.cpu_interface, GICC_IAR);
  const unsigned number = interrupt & 0x3ff;
  if (number != INTERRUPTS_NONE) {
    *reg(gic.cpu_interface, GICC_EOIR) = interrupt;
  }
  return number;
}

void interrupts_wait(void) {
  smp_sleep();
  (void)interrupts_acknowledge();
}
