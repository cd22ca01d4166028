// SPDX-License-Identifier: Apache-2.0
/** @file Waits too short for a timer. */
#ifndef DAEDALUS_DRIVERS_WAIT_CYCLES_H_
#define DAEDALUS_DRIVERS_WAIT_CYCLES_H_

#include <stdint.h>

/** Waits `cycles` cycles of the CPU's clock at least. ISR-safe. */
static inline void wait_cycles(uint32_t cycles) {
  // An iteration has two instructions that depend on each other's results, and
  // without the barrier there would be none.
  for (; cycles != 0; cycles--) {
    __asm__ volatile("" : "+r"(cycles));
  }
}

#endif  // DAEDALUS_DRIVERS_WAIT_CYCLES_H_
