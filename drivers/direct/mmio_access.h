// SPDX-License-Identifier: Apache-2.0
/** @file Register accesses on a board. Include drivers/mmio.h, not this. */
#ifndef DAEDALUS_DRIVERS_DIRECT_MMIO_ACCESS_H_
#define DAEDALUS_DRIVERS_DIRECT_MMIO_ACCESS_H_

#include <stdint.h>

static inline uint32_t mmio_access_read32(uintptr_t address) {
  return *(const volatile uint32_t *)address;
}

static inline void mmio_access_write32(uintptr_t address, uint32_t value) {
  *(volatile uint32_t *)address = value;
}

#endif  // DAEDALUS_DRIVERS_DIRECT_MMIO_ACCESS_H_
