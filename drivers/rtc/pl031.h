// SPDX-License-Identifier: Apache-2.0
/**
 * @file Arm PrimeCell real time clock (PL031), without its alarm. Source: Arm
 * DDI 0224.
 */
#ifndef DAEDALUS_DRIVERS_RTC_PL031_H_
#define DAEDALUS_DRIVERS_RTC_PL031_H_

#include <stdint.h>

#include "drivers/rtc/rtc.h"

/**
 * One PL031. The caller owns the memory. Start with
 * `{.rtc.ops = &pl031_ops, .base = base}`; there is nothing to initialise.
 *
 * It counts 32 bits: up to 2106-02-07 06:28:15, then from 1970 again.
 */
struct pl031 {
  struct rtc rtc; /**< What everybody else uses. */
  uintptr_t base; /**< First register, physical address. */
};

extern const struct rtc_ops pl031_ops;

#endif  // DAEDALUS_DRIVERS_RTC_PL031_H_
