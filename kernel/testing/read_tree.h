// SPDX-License-Identifier: Apache-2.0
/** @file Reads all of a device tree, whatever it is. */
#ifndef DAEDALUS_KERNEL_TESTING_READ_TREE_H_
#define DAEDALUS_KERNEL_TESTING_READ_TREE_H_

#include <stddef.h>

/**
 * Asks kernel/device_tree.h for all that it can find, and walks nodes and
 * properties as somebody does who prints the tree. CHECKs that every answer is
 * possible, in the tree and one of finitely many.
 *
 * @return whether there is a tree of at most `bytes` bytes at `tree`.
 */
bool read_tree(const unsigned char *tree, size_t bytes);

#endif  // DAEDALUS_KERNEL_TESTING_READ_TREE_H_
