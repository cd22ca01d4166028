// SPDX-License-Identifier: Apache-2.0
/**
 * @file Power manager of BCM2835 and successors: the watchdog, and restart and
 * halt by letting it run out. There is no public manual of it.
 */
#ifndef DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_H_
#define DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_H_

#include <stdint.h>

#include "drivers/watchdog/watchdog.h"
#include "kernel/status.h"

/** 20 bits of 1/65536 s, rounded down. */
#define BCM2835_PM_MAX_TIMEOUT_MS 15999u

/** One power manager. The caller owns the memory and fills it in, at build time
 * if it likes: there is nothing to initialise. */
struct bcm2835_pm {
  struct watchdog watchdog; /**< `ops` is &bcm2835_pm_watchdog_ops, and the
                                 longest time BCM2835_PM_MAX_TIMEOUT_MS. */
  uintptr_t base;           /**< First register, physical address. */
};

/** For `watchdog.ops`. What the firmware started, watchdog_stop() stops. */
extern const struct watchdog_ops bcm2835_pm_watchdog_ops;

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
