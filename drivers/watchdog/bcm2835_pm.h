// SPDX-License-Identifier: Apache-2.0
/**
 * @file Power manager of BCM2835 and successors: restart and halt, both by
 * letting the watchdog run out. There is no public manual of it.
 */
#ifndef DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_H_
#define DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_H_

#include <stdint.h>

#include "kernel/status.h"

/** One power manager: nothing but where it is. */
struct bcm2835_pm {
  uintptr_t base; /**< First register, physical address. */
};

/**
 * Looks at the watchdog that both functions grant to the reset: far more than
 * its 0.15 ms take, at 10 ns a look.
 */
#define BCM2835_PM_RESET_POLLS 1000000u

/**
 * Restarts the chip: everything starts anew, from the firmware on. May be
 * called with interrupts masked, after a panic too.
 *
 * @return STATUS_TIMED_OUT if we are still here after BCM2835_PM_RESET_POLLS.
 *         The reset may then still come.
 */
status_t bcm2835_pm_restart(const struct bcm2835_pm *pm);

/**
 * Restarts the chip and has the firmware halt it, in a low-power state that
 * only a power cycle or the board's wake pin ends. Otherwise like
 * bcm2835_pm_restart().
 */
status_t bcm2835_pm_halt(const struct bcm2835_pm *pm);

#endif  // DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_H_
