// SPDX-License-Identifier: Apache-2.0
/** @file Restart and halt by the BCM2835's watchdog. */
#include "drivers/watchdog/bcm2835_pm.h"

#include "drivers/mmio.h"
#include "drivers/watchdog/bcm2835_pm_regs.h"

// Time for the last write to get out of the core, no more.
enum { kWatchdogTicks = 10 };

static status_t reset(const struct bcm2835_pm *pm, uint32_t partition) {
  const uint32_t status =
      mmio_read32(pm->base + BCM2835_PM_RSTS) & ~BCM2835_PM_RSTS_PARTITION_MASK;
  // An earlier halt would be remembered: a restart writes its partition too.
  mmio_write32(pm->base + BCM2835_PM_RSTS,
               BCM2835_PM_PASSWORD | status | partition);

  mmio_write32(pm->base + BCM2835_PM_WDOG,
               BCM2835_PM_PASSWORD | kWatchdogTicks);
  const uint32_t control =
      mmio_read32(pm->base + BCM2835_PM_RSTC) & ~BCM2835_PM_RSTC_WRCFG_MASK;
  mmio_write32(
      pm->base + BCM2835_PM_RSTC,
      BCM2835_PM_PASSWORD | control | BCM2835_PM_RSTC_WRCFG_FULL_RESET);

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
