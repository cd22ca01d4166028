// SPDX-License-Identifier: Apache-2.0
/**
 * @file Which way a branch mostly goes, and which functions are rarely called:
 * private to mm.
 */
#ifndef DAEDALUS_MM_LIKELY_H_
#define DAEDALUS_MM_LIKELY_H_

#define MM_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define MM_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/** Before a function: it is rarely called, so it had better be small than fast,
 * and there is one copy of it. */
#if defined(__has_attribute)
#if __has_attribute(minsize)
#define MM_SMALL __attribute__((noinline, minsize))
#endif
#endif
#ifndef MM_SMALL
#define MM_SMALL __attribute__((noinline))
#endif

#endif  // DAEDALUS_MM_LIKELY_H_
