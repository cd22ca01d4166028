// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Device trees as firmware hands them over: flattened, read-only, and of any
 * content whatever. libfdt reads them; here is what has to hold before it may,
 * and what takes more than one call of it. To walk a tree, call libfdt.
 *
 * Source: "Devicetree Specification" 0.4 ("DTSpec").
 *
 * Nothing here allocates, keeps anything or reads outside of the tree. All of
 * it takes time in proportion to the tree's size, and may be called from an
 * interrupt handler.
 */
#ifndef DAEDALUS_KERNEL_DEVICE_TREE_H_
#define DAEDALUS_KERNEL_DEVICE_TREE_H_

#include <stdint.h>

#include "kernel/status.h"

/**
 * The tree at `address`, if there is one that libfdt may be called with: on 8
 * bytes, its blocks on theirs (DTSpec 5.6), magic and header as they should be
 * (5.2), and all of it between `start` and `end`, which has to be readable.
 *
 * @return null if not; then it has read nothing outside of `start` to `end`,
 *         and nothing at all if `address` is outside, not aligned or 0.
 */
const void *device_tree_at(uintptr_t address, uintptr_t start, uintptr_t end);

/**
 * Finds a range of RAM: number `index` of those in all memory nodes (DTSpec
 * 3.4), in the tree's order. Empty ranges do not count, nor do nodes that are
 * not for us (2.3.4: a `status` that is not "okay").
 *
 * @param tree From device_tree_at().
 * @param[out] base First byte.
 * @param[out] bytes Not 0, and the last byte is below 2^64.
 * @return STATUS_NOT_FOUND if there are no more than `index`, or the tree
 * breaks off before it; STATUS_INVALID_ARGUMENT if what would say is broken: no
 *         `reg` or half a range in it, cells (2.3.5) that are not 1 or 2, an
 *         end beyond 2^64. Both leave `base` and `bytes` as they are.
 */
status_t device_tree_memory(const void *tree, unsigned index, uint64_t *base,
                            uint64_t *bytes);

/**
 * A property that is one string, such as ("/", "model") or ("/chosen",
 * "bootargs"). Of a list of strings (DTSpec 2.2.4), the first.
 *
 * @param tree From device_tree_at().
 * @param path Of the node, from the root.
 * @return the string, in the tree; null if there is no such property or it is
 *         no string.
 */
const char *device_tree_string(const void *tree, const char *path,
                               const char *name);

#endif  // DAEDALUS_KERNEL_DEVICE_TREE_H_
