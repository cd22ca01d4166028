// SPDX-License-Identifier: Apache-2.0
/**
 * @file What cmocka.c is compiled against instead of the C library's getenv(),
 * printf(), fopen() and fclose(): see `local_defines` in cmocka.BUILD.
 *
 * This is how tests report in TAP (Test Anything Protocol) on the host and on
 * boards alike, without a line for it in any test.
 */
#ifndef DAEDALUS_THIRD_PARTY_CMOCKA_ENVIRONMENT_H_
#define DAEDALUS_THIRD_PARTY_CMOCKA_ENVIRONMENT_H_

#include <stdio.h>

/**
 * Like getenv(), but CMOCKA_MESSAGE_OUTPUT is TAP unless it is set.
 *
 * @return The value, not to be changed or freed, or NULL. Boards have no
 *         variables: all others are NULL there.
 */
char *cmocka_getenv(const char *name);

/**
 * Like printf(). Host only: with Bazel's XML_OUTPUT_FILE set, TAP lines also
 * go into that file as a JUnit report, which is written when the program ends.
 */
int cmocka_printf(const char *format, ...)
    __attribute__((__format__(__printf__, 1, 2)));

/** Like fopen() on a machine that has no files. Boards only. Returns NULL. */
FILE *cmocka_fopen(const char *path, const char *mode);

/** Like fclose() where nothing was ever opened. Boards only. Returns EOF. */
int cmocka_fclose(FILE *file);

#endif  // DAEDALUS_THIRD_PARTY_CMOCKA_ENVIRONMENT_H_
