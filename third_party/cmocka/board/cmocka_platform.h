// SPDX-License-Identifier: Apache-2.0
/**
 * @file What cmocka.c sees on boards, after the C library's headers and before
 * its own.
 *
 * Boards compile without floating point. cmocka holds run times in doubles;
 * without a clock they are 0, which an integer holds as well. The float
 * asserts become integer asserts here that nobody can reach: a test that names
 * one does not compile for a board.
 */
#ifndef DAEDALUS_THIRD_PARTY_CMOCKA_BOARD_CMOCKA_PLATFORM_H_
#define DAEDALUS_THIRD_PARTY_CMOCKA_BOARD_CMOCKA_PLATFORM_H_

#include <float.h>

#define double long
#define float long

// A tolerance for rounding errors, which integers have none of.
#undef FLT_EPSILON
#define FLT_EPSILON 0
#undef DBL_EPSILON
#define DBL_EPSILON 0

#endif  // DAEDALUS_THIRD_PARTY_CMOCKA_BOARD_CMOCKA_PLATFORM_H_
