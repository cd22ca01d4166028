// SPDX-License-Identifier: Apache-2.0
/** @file Register accesses on the host. Include drivers/mmio.h, not this. */
#ifndef DAEDALUS_TESTS_FAKES_MMIO_ACCESS_H_
#define DAEDALUS_TESTS_FAKES_MMIO_ACCESS_H_

#include <stdint.h>

/** Answers as fake_mmio.h was told to; fails the test if it was not. */
uint32_t mmio_access_read32(uintptr_t address);

/** Fails the test unless fake_mmio.h was told to expect exactly this. */
void mmio_access_write32(uintptr_t address, uint32_t value);

#endif  // DAEDALUS_TESTS_FAKES_MMIO_ACCESS_H_
