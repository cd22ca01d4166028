// SPDX-License-Identifier: Apache-2.0
/** @file Numbers for C and assembly. */
#ifndef DAEDALUS_TESTS_SMP_LIMITS_H_
#define DAEDALUS_TESTS_SMP_LIMITS_H_

/** Cores that smp_run() uses: what every board has that has several. The host
 * has a few more threads than that, of BUILD.bazel. */
#ifndef SMP_CPUS
#define SMP_CPUS 4
#endif

/** Stack of each core of a board but the first, in bytes. */
#define SMP_STACK_BYTES 16384

#endif  // DAEDALUS_TESTS_SMP_LIMITS_H_
