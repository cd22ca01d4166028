// SPDX-License-Identifier: Apache-2.0
/** @file QEMU's "virt": cores are started by PSCI, Arm DEN 0022, 5.6. */
#include <stdbool.h>
#include <stdint.h>

#include "kernel/smccc.h"
#include "tests/smp/smp_internal.h"

#define PSCI_CPU_ON 0xc4000003u
#define PSCI_SUCCESS 0

bool smp_start(unsigned cpu, void (*entry)(void)) {
  // Tests start at EL1 there, and QEMU answers from above, by HVC. The core's
  // affinity is its number, and a 64-bit call's answer is a 32-bit integer.
  return (int32_t)smccc_hvc(PSCI_CPU_ON, cpu, (uintptr_t)entry, 0) ==
         PSCI_SUCCESS;
}
