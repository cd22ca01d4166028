// SPDX-License-Identifier: Apache-2.0
/**
 * @file What is in the caches of memory that others read or write who do not
 * look there: devices, and cores that have their caches off.
 *
 * Memory that such a device writes must not share a line with anything else,
 * or what is written next to it may overwrite the device's: see
 * CACHE_LINE_BYTES. All of these wait for the end of what they do, for every
 * observer. ISR-safe.
 */
#ifndef DAEDALUS_KERNEL_CACHE_H_
#define DAEDALUS_KERNEL_CACHE_H_

#include <stddef.h>

/** The longest line of any of our cores: for `alignas`. */
#define CACHE_LINE_BYTES 64

/** Writes what was changed back to memory: before a device reads it. */
void cache_clean(const void *start, size_t bytes);

/**
 * The same, and forgets it: after a device has written there, before that is
 * read. The cache may have read ahead since the last time, so it has to be
 * after; as it must have been clean before, writing it back does no harm.
 */
void cache_clean_and_invalidate(const void *start, size_t bytes);

/** Lets what was written be executed, on every core. */
void cache_sync_code(const void *start, size_t bytes);

#endif  // DAEDALUS_KERNEL_CACHE_H_
