// SPDX-License-Identifier: Apache-2.0
/** @file The BCM2835's watchdog, and restart and halt by it. */
#include "drivers/watchdog/bcm2835_pm.h"

#include <stddef.h>

#include "drivers/mmio.h"
#include "drivers/watchdog/bcm2835_pm_regs.h"
#include "kernel/compiler.h"

// Time for the last write to get out of the core, no more.
enum { kWatchdogTicks = 10 };

// What happens when the time is over.
static void set_outcome(const struct bcm2835_pm *pm, uint32_t outcome) {
  const uint32_t others =
      mmio_read32(pm->base + BCM2835_PM_RSTC) & ~BCM2835_PM_RSTC_WRCFG_MASK;
  mmio_write32(pm->base + BCM2835_PM_RSTC,
               BCM2835_PM_PASSWORD | others | outcome);
}

static void run_out_in(const struct bcm2835_pm *pm, uint32_t ticks) {
  mmio_write32(pm->base + BCM2835_PM_WDOG, BCM2835_PM_PASSWORD | ticks);
  set_outcome(pm, BCM2835_PM_RSTC_WRCFG_FULL_RESET);
}

static status_t start(struct watchdog *watchdog, uint32_t timeout_ms) {
  if (timeout_ms == 0 || timeout_ms > BCM2835_PM_MAX_TIMEOUT_MS) {
    return STATUS_OUT_OF_RANGE;
  }
  // 65536 / 1000 = 8192 / 125.
  run_out_in(CONTAINER_OF(watchdog, struct bcm2835_pm, watchdog),
             timeout_ms * 8192 / 125);
  return STATUS_OK;
}

static void stop(struct watchdog *watchdog) {
  set_outcome(CONTAINER_OF(watchdog, struct bcm2835_pm, watchdog), 0);
}

const struct watchdog_ops bcm2835_pm_watchdog_ops = {
    .start = start,
    .stop = stop,
};

static status_t reset(const struct bcm2835_pm *pm, uint32_t partition) {
  const uint32_t status =
      mmio_read32(pm->base + BCM2835_PM_RSTS) & ~BCM2835_PM_RSTS_PARTITION_MASK;
  // An earlier halt would be remembered: a restart writes its partition too.
  mmio_write32(pm->base + BCM2835_PM_RSTS,
               BCM2835_PM_PASSWORD | status | partition);

  run_out_in(pm, kWatchdogTicks);

  for (uint32_t i = 0; i < BCM2835_PM_RESET_POLLS; i++) {
    (void)mmio_read32(pm->base + BCM2835_PM_WDOG);
  }
  return STATUS_TIMED_OUT;
}

status_t bcm2835_pm_restart(const struct bcm2835_pm *pm) {
  return reset(pm, 0);
}

status_t bcm2835_pm_halt(const struct bcm2835_pm *pm) {
  return reset(pm, BCM2835_PM_RSTS_PARTITION_HALT);
}
