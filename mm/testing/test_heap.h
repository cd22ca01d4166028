// SPDX-License-Identifier: Apache-2.0
/** @file The kernel heap in tests, on the host and on boards. */
#ifndef DAEDALUS_MM_TESTING_TEST_HEAP_H_
#define DAEDALUS_MM_TESTING_TEST_HEAP_H_

#include <stddef.h>

/**
 * Gives the kernel heap 1 MiB, unless it has its region already, as on boards.
 * For the set-up of a test group.
 *
 * @return 0.
 */
int test_heap_start(void **state);

/** Bytes in use now. */
size_t test_heap_used(void);

#endif  // DAEDALUS_MM_TESTING_TEST_HEAP_H_
