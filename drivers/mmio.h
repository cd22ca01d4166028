// SPDX-License-Identifier: Apache-2.0
/**
 * @file Device registers: the only way to reach one.
 *
 * Accesses happen as written: none is merged, repeated or dropped, and they
 * stay in order among themselves. On the host //drivers:mmio is the fake of
 * //tests/fakes, so that every driver can be tested there; Bazel chooses.
 */
#ifndef DAEDALUS_DRIVERS_MMIO_H_
#define DAEDALUS_DRIVERS_MMIO_H_

#include <stdint.h>

#include "drivers/mmio_access.h"

/** Reads the 32-bit register at `address`, which is 4-byte aligned. */
static inline uint32_t mmio_read32(uintptr_t address) {
  return mmio_access_read32(address);
}

/** Writes the 32-bit register at `address`, which is 4-byte aligned. */
static inline void mmio_write32(uintptr_t address, uint32_t value) {
  mmio_access_write32(address, value);
}

#endif  // DAEDALUS_DRIVERS_MMIO_H_
