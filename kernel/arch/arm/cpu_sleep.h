// SPDX-License-Identifier: Apache-2.0
/** @file Sleep, which ARMv6 and ARMv7 do with different instructions. */
#ifndef DAEDALUS_KERNEL_ARCH_ARM_CPU_SLEEP_H_
#define DAEDALUS_KERNEL_ARCH_ARM_CPU_SLEEP_H_

/** Sleeps until an interrupt is pending, masked or not. */
void cpu_sleep(void);

#endif  // DAEDALUS_KERNEL_ARCH_ARM_CPU_SLEEP_H_
