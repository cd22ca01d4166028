// SPDX-License-Identifier: Apache-2.0
/** @file How many cores there are. */
#ifndef DAEDALUS_TESTS_SMP_LIMITS_H_
#define DAEDALUS_TESTS_SMP_LIMITS_H_

/** Cores that cores_run() uses: what every board has that has several. The host
 * has a few more threads than that, of BUILD.bazel. */
#ifndef SMP_CPUS
#define SMP_CPUS 4
#endif

#endif  // DAEDALUS_TESTS_SMP_LIMITS_H_
