// SPDX-License-Identifier: Apache-2.0
/** @file Numbers of kernel/smp.h, for C and assembly. */
#ifndef DAEDALUS_KERNEL_SMP_LIMITS_H_
#define DAEDALUS_KERNEL_SMP_LIMITS_H_

/** Most cores that a board has. */
#define SMP_MAX_CPUS 4

/** Stack of each core but the first, in bytes. */
#define SMP_STACK_BYTES 16384

#endif  // DAEDALUS_KERNEL_SMP_LIMITS_H_
