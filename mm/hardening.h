// SPDX-License-Identifier: Apache-2.0
/**
 * @file How much a heap distrusts its users. `--//mm:hardening=LEVEL` chooses.
 *
 * off: nothing is checked. default: what costs a few instructions per call.
 * secure: a canary behind every block and a look at every free block that is
 * handed out. docs/heap.md says what each level catches and costs.
 */
#ifndef DAEDALUS_MM_HARDENING_H_
#define DAEDALUS_MM_HARDENING_H_

#define MM_HARDENING_OFF 0
#define MM_HARDENING_DEFAULT 1
#define MM_HARDENING_SECURE 2

#ifndef MM_HARDENING
#define MM_HARDENING MM_HARDENING_DEFAULT
#endif

/** For conditions: the compiler drops what is behind a false one. */
#define MM_HARDENED (MM_HARDENING >= MM_HARDENING_DEFAULT)
#define MM_SECURE (MM_HARDENING >= MM_HARDENING_SECURE)

#endif  // DAEDALUS_MM_HARDENING_H_
