// SPDX-License-Identifier: Apache-2.0
/** @file A platform for tests: counts what is asked of it, and returns. */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_PLATFORM_H_
#define DAEDALUS_SHELL_TESTING_FAKE_PLATFORM_H_

#include <stddef.h>

#include "kernel/memory.h"
#include "mm/heap.h"
#include "shell/shell.h"

/** What has been asked of the fake platform since fake_platform_reset(). */
struct fake_platform_calls {
  size_t exceptions;
  size_t reboots;
  size_t poweroffs;
};

extern const struct shell_platform kFakePlatform;

/** Forgets all calls and the RAM and sets the figures that heap_stats() gives.
 */
void fake_platform_reset(const struct heap_stats *stats);

/** Sets the RAM. Keeps `ranges`, which have to outlive the next reset. */
void fake_platform_set_memory(const struct memory_range *ranges, size_t count);

/** The calls so far. */
struct fake_platform_calls fake_platform_calls(void);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_PLATFORM_H_
