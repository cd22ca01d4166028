// SPDX-License-Identifier: Apache-2.0
/** @file PL031 driver. Source: Arm DDI 0224. */
#include "drivers/rtc/pl031.h"

#include "drivers/mmio.h"
#include "drivers/rtc/pl031_regs.h"
#include "kernel/compiler.h"

static uintptr_t base_of(struct rtc *rtc) {
  return CONTAINER_OF(rtc, struct pl031, rtc)->base;
}

static status_t read(struct rtc *rtc, uint64_t *seconds) {
  const uintptr_t base = base_of(rtc);
  if ((mmio_read32(base + PL031_CR) & PL031_CR_START) == 0) {
    return STATUS_UNSUPPORTED;
  }
  *seconds = mmio_read32(base + PL031_DR);
  return STATUS_OK;
}

static status_t set(struct rtc *rtc, uint64_t seconds) {
  if (seconds > UINT32_MAX) {
    return STATUS_OUT_OF_RANGE;
  }
  const uintptr_t base = base_of(rtc);
  mmio_write32(base + PL031_LR, (uint32_t)seconds);
  mmio_write32(base + PL031_CR, PL031_CR_START);
  return STATUS_OK;
}

const struct rtc_ops pl031_ops = {.read = read, .set = set};
