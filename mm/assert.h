// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm holds to be true, private to mm. Tests on the host and debug
 * builds look; optimised builds and boards (NDEBUG) do not, and have no code
 * for it.
 */
#ifndef DAEDALUS_MM_ASSERT_H_
#define DAEDALUS_MM_ASSERT_H_

#include "mm/port.h"

/**
 * MM_ASSERT(condition) panics unless `condition` is true. For mm's own
 * mistakes: a caller's are checked in every build. Unlike other panics it may
 * come with a lock held.
 *
 * With NDEBUG the condition is compiled and never evaluated.
 */
#ifdef NDEBUG
#define MM_ASSERT(condition) ((void)(1 || (condition)))
#else
#define MM_ASSERT(condition)                                            \
  ((condition) ? (void)0                                                \
               : mm_port_panic("%s:%d: assertion failed: %s", __FILE__, \
                               __LINE__, #condition))
#endif

#endif  // DAEDALUS_MM_ASSERT_H_
