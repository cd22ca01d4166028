// SPDX-License-Identifier: Apache-2.0
/** @file What cores find wrong while they run, for core 0 to fail on. */
#ifndef DAEDALUS_MM_SMP_PROBLEMS_H_
#define DAEDALUS_MM_SMP_PROBLEMS_H_

/** Notes that `cpu`, which runs this, found `what`; the first one stays. */
void problem(unsigned cpu, const char *what);

/** Fails the running cmocka test if any core found a problem. */
void problems_check(void);

#endif  // DAEDALUS_MM_SMP_PROBLEMS_H_
