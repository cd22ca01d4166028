// SPDX-License-Identifier: Apache-2.0
/** @file PSCI calls. Sections: Arm DEN 0022. */
#include "drivers/power/psci.h"

#include <stdint.h>

#include "kernel/smccc.h"

// 5.1: 32-bit calls, owned by the standard secure service.
#define PSCI_CPU_OFF 0x84000002u
#define PSCI_SYSTEM_OFF 0x84000008u
#define PSCI_SYSTEM_RESET 0x84000009u
// 5.1: a 64-bit call.
#define PSCI_CPU_ON 0xc4000003u
#define PSCI_AFFINITY_INFO 0xc4000004u
// 5.7.3
#define PSCI_AFFINITY_OFF 1
// 5.2.1
#define PSCI_SUCCESS 0
#define PSCI_NOT_SUPPORTED (-1)
#define PSCI_INVALID_PARAMETERS (-2)
#define PSCI_ALREADY_ON (-4)
#define PSCI_ON_PENDING (-5)

// Answers are 32-bit integers, of 64-bit calls, too; above is nothing.
static int32_t ask(enum psci_conduit conduit, uint32_t function, uint64_t a1,
                   uint64_t a2) {
  switch (conduit) {
    case PSCI_CONDUIT_HVC:
      return (int32_t)smccc_hvc(function, a1, a2, 0);
    case PSCI_CONDUIT_SMC:
      return (int32_t)smccc_smc(function, a1, a2, 0);
    case PSCI_CONDUIT_NONE:
    default:
      return PSCI_NOT_SUPPORTED;
  }
}

static status_t call(enum psci_conduit conduit, uint32_t function, uint64_t a1,
                     uint64_t a2) {
  switch (ask(conduit, function, a1, a2)) {
    case PSCI_SUCCESS:
      return STATUS_OK;
    case PSCI_NOT_SUPPORTED:
      return STATUS_UNSUPPORTED;
    case PSCI_INVALID_PARAMETERS:
      return STATUS_NOT_FOUND;
    case PSCI_ALREADY_ON:
    case PSCI_ON_PENDING:
      return STATUS_BUSY;
    default:
      return STATUS_IO;
  }
}

// Whose success is not to come back.
static status_t last_call(enum psci_conduit conduit, uint32_t function) {
  const status_t status = call(conduit, function, 0, 0);
  return status == STATUS_UNSUPPORTED ? status : STATUS_IO;
}

status_t psci_system_off(enum psci_conduit conduit) {
  return last_call(conduit, PSCI_SYSTEM_OFF);
}

status_t psci_system_reset(enum psci_conduit conduit) {
  return last_call(conduit, PSCI_SYSTEM_RESET);
}

status_t psci_cpu_off(enum psci_conduit conduit) {
  return last_call(conduit, PSCI_CPU_OFF);
}

bool psci_cpu_is_off(enum psci_conduit conduit, uint64_t mpidr) {
  return ask(conduit, PSCI_AFFINITY_INFO, mpidr, 0) == PSCI_AFFINITY_OFF;
}

status_t psci_cpu_on(enum psci_conduit conduit, uint64_t mpidr,
                     uint64_t entry) {
  return call(conduit, PSCI_CPU_ON, mpidr, entry);
}
