// SPDX-License-Identifier: Apache-2.0
/** @file How much RAM there is, and who says so. */
#ifndef DAEDALUS_KERNEL_MEMORY_H_
#define DAEDALUS_KERNEL_MEMORY_H_

#include <stdint.h>

#include "kernel/status.h"

/** A piece of RAM. */
struct memory_range {
  uint64_t base;      /**< First byte, physical address. */
  uint64_t bytes;     /**< Not 0. */
  const char *source; /**< Who says so: "device tree", "firmware", "board". */
};

/**
 * Gives range number `index` of the board's RAM, from 0 on. All are from the
 * same source, the first of these that knows of any: the device tree, the
 * firmware (`board.memory`), the board's own data.
 *
 * Nothing is kept: each call reads the tree or asks the firmware, so it takes
 * that long. Not for interrupt handlers.
 *
 * @return STATUS_NOT_FOUND, with `range` as it was, if there are no more than
 *         `index`. There is always a first.
 */
status_t memory_range(unsigned index, struct memory_range *range);

#endif  // DAEDALUS_KERNEL_MEMORY_H_
