// SPDX-License-Identifier: Apache-2.0
/** @file Which way a branch mostly goes, private to mm. */
#ifndef DAEDALUS_MM_LIKELY_H_
#define DAEDALUS_MM_LIKELY_H_

#define MM_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define MM_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

#endif  // DAEDALUS_MM_LIKELY_H_
