// SPDX-License-Identifier: Apache-2.0
/** @file PSCI calls. Sections: Arm DEN 0022. */
#include "drivers/power/psci.h"

#include <stdint.h>

#include "kernel/smccc.h"

// 5.1: 32-bit calls, owned by the standard secure service.
#define PSCI_SYSTEM_OFF 0x84000008u
#define PSCI_SYSTEM_RESET 0x84000009u
// 5.2.1
#define PSCI_NOT_SUPPORTED (-1)

static status_t call(enum psci_conduit conduit, uint32_t function) {
  int64_t answer;
  switch (conduit) {
    case PSCI_CONDUIT_HVC:
      answer = smccc_hvc(function, 0, 0, 0);
      break;
    case PSCI_CONDUIT_SMC:
      answer = smccc_smc(function, 0, 0, 0);
      break;
    case PSCI_CONDUIT_NONE:
    default:
      return STATUS_UNSUPPORTED;
  }
  // A 32-bit call's answer is the lower half, the upper one is undefined.
  return (int32_t)answer == PSCI_NOT_SUPPORTED ? STATUS_UNSUPPORTED : STATUS_IO;
}

status_t psci_system_off(enum psci_conduit conduit) {
  return call(conduit, PSCI_SYSTEM_OFF);
}

status_t psci_system_reset(enum psci_conduit conduit) {
  return call(conduit, PSCI_SYSTEM_RESET);
}
