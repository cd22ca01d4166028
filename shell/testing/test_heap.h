// SPDX-License-Identifier: Apache-2.0
/** @file The memory that the kernel heap has before main() on a board. */
#ifndef DAEDALUS_SHELL_TESTING_TEST_HEAP_H_
#define DAEDALUS_SHELL_TESTING_TEST_HEAP_H_

/** Gives the heap its memory, if it has none. */
void test_heap_begin(void);

#endif  // DAEDALUS_SHELL_TESTING_TEST_HEAP_H_
