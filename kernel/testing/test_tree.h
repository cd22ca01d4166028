// SPDX-License-Identifier: Apache-2.0
/**
 * @file Device trees for tests, written by libfdt. One at a time: each begins
 * where the last one was. What cannot be written fails the test.
 */
#ifndef DAEDALUS_KERNEL_TESTING_TEST_TREE_H_
#define DAEDALUS_KERNEL_TESTING_TEST_TREE_H_

#include <stddef.h>
#include <stdint.h>

/** Begins a tree with its root node. */
void test_tree_begin(void);

/** Begins a node in the one that is open. */
void test_tree_node(const char *name);

/** Adds a property of `count` cells, in this machine's byte order. */
void test_tree_cells(const char *name, const uint32_t *cells, size_t count);

/** The same, with the cells written out. */
#define TEST_TREE_CELLS(name, ...)                       \
  test_tree_cells(name, (const uint32_t[]){__VA_ARGS__}, \
                  sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

/** Adds a property of any bytes. */
void test_tree_bytes(const char *name, const void *bytes, size_t count);

/** Adds a property that is a string. */
void test_tree_string(const char *name, const char *value);

/** Ends the node that is open. */
void test_tree_end_node(void);

/** Ends the root and the tree. @return its size in bytes. */
size_t test_tree_end(void);

/** The tree, aligned to 8 bytes. */
unsigned char *test_tree(void);

/**
 * A board with all that is read of one: model, boot arguments, two memory
 * nodes, one of them with two ranges, and a memory node that is disabled.
 * @return its size in bytes.
 */
size_t test_tree_board(void);

#endif  // DAEDALUS_KERNEL_TESTING_TEST_TREE_H_
