// SPDX-License-Identifier: Apache-2.0
/**
 * @file Calls to the firmware above us. Source: Arm DEN 0028, "SMC Calling
 * Convention", 2.
 *
 * Only where something answers: without a monitor or hypervisor the
 * instruction is undefined and ends in the exception dump.
 */
#ifndef DAEDALUS_KERNEL_SMCCC_H_
#define DAEDALUS_KERNEL_SMCCC_H_

#include <stdint.h>

/** Calls the hypervisor (HVC). Does not return if the call says so. */
int64_t smccc_hvc(uint32_t function, uint64_t a1, uint64_t a2, uint64_t a3);

/** Calls the secure monitor (SMC). Does not return if the call says so. */
int64_t smccc_smc(uint32_t function, uint64_t a1, uint64_t a2, uint64_t a3);

#endif  // DAEDALUS_KERNEL_SMCCC_H_
