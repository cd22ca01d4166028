// SPDX-License-Identifier: Apache-2.0
/**
 * @file What may be done with which memory. Every address is itself: the map is
 * the identity, for the first 4 GiB, and the same on all cores.
 *
 * After start-up these are mapped: code (MMU_CODE), constants (MMU_CONSTANTS),
 * the rest of the board's RAM (MMU_DATA) and its devices (MMU_DEVICE). Not
 * mapped, so an access is an exception: all other addresses, the first page of
 * RAM if that is at address 0, and the page below each stack. MMU and caches
 * are on from before the first C function that the program could notice.
 *
 * Ranges are whole pages. Entries change one by one, so nobody may use a range
 * while it is being changed, on this core or on others; nor the 2 MiB around it
 * (on ARMv6, 1 MiB) if these are one entry so far, as most of RAM is. Around
 * the image, the stacks included, every page has an entry of its own.
 *
 * None of these functions blocks, but for other cores that are in one of them.
 * All mask interrupts, for as long as they need for the range.
 */
#ifndef DAEDALUS_KERNEL_MMU_H_
#define DAEDALUS_KERNEL_MMU_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

/** Ranges begin and end at multiples of this. */
#define MMU_PAGE_BYTES 4096

/** What memory is, and may be used for. There is none to be written and
 * executed. */
enum mmu_kind {
  MMU_CODE,      /**< Executed and read. */
  MMU_CONSTANTS, /**< Read. */
  MMU_DATA,      /**< Read and written. */
  MMU_UNCACHED,  /**< Read and written, past the caches: what devices share. */
  MMU_DEVICE,    /**< Registers: in order, as often as written, one by one. */
};

/**
 * Maps `bytes` bytes from `address` on, which are not mapped.
 *
 * @return STATUS_INVALID_ARGUMENT if these are not whole pages, at least one;
 *         STATUS_OUT_OF_RANGE if they do not end below 4 GiB, or if there is no
 *         room for more tables: some are reserved, and never given back;
 *         STATUS_BUSY if a part is mapped. The map is then unchanged.
 */
status_t mmu_map(uintptr_t address, size_t bytes, enum mmu_kind kind);

/**
 * Takes a range out of the map, all of which is mapped. What is in the caches
 * of it is written back first.
 *
 * @return as mmu_map(), but STATUS_NOT_FOUND, not STATUS_BUSY, if a part is not
 *         mapped.
 */
status_t mmu_unmap(uintptr_t address, size_t bytes);

/**
 * Makes another kind of a range, all of which is mapped. Contents stay; to be
 * code, they are made visible as instructions.
 *
 * @return as mmu_unmap().
 */
status_t mmu_protect(uintptr_t address, size_t bytes, enum mmu_kind kind);

/** Addresses in a row that are mapped the same. */
struct mmu_range {
  uint64_t base;
  uint64_t bytes;
  enum mmu_kind kind;
};

/**
 * Reads the tables: gives the range that begins at or goes on behind `address`,
 * or else the next. For people: while others change the map, what it says is of
 * before or after. Takes a step for each entry. ISR-safe.
 *
 * @return false, with `range` untouched, if nothing is mapped from there on.
 */
bool mmu_next_range(uint64_t address, struct mmu_range *range);

#endif  // DAEDALUS_KERNEL_MMU_H_
