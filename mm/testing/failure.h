// SPDX-License-Identifier: Apache-2.0
/** @file How a check that is not part of a test program fails it. */
#ifndef DAEDALUS_MM_TESTING_FAILURE_H_
#define DAEDALUS_MM_TESTING_FAILURE_H_

/**
 * Ends the test: with cmocka the test function, in a program without it
 * (failure_abort.c) the program.
 */
_Noreturn void failure(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // DAEDALUS_MM_TESTING_FAILURE_H_
