// SPDX-License-Identifier: Apache-2.0
/**
 * @file Power State Coordination Interface: the firmware switches the machine
 * off, restarts it, and starts its cores. Source: Arm DEN 0022, "PSCI",
 * version 1.1.
 */
#ifndef DAEDALUS_DRIVERS_POWER_PSCI_H_
#define DAEDALUS_DRIVERS_POWER_PSCI_H_

#include <stdint.h>

#include "kernel/status.h"

/** How the firmware is called. The board knows; asking wrongly is fatal. */
enum psci_conduit {
  PSCI_CONDUIT_NONE, /**< No firmware above us. */
  PSCI_CONDUIT_HVC,
  PSCI_CONDUIT_SMC,
};

/**
 * Turns the machine off (SYSTEM_OFF, 5.10). Returns only on failure.
 *
 * @return STATUS_UNSUPPORTED if there is no conduit or the firmware does not
 *         know the function (5.2.1); STATUS_IO on any other answer.
 */
status_t psci_system_off(enum psci_conduit conduit);

/** Restarts the machine (SYSTEM_RESET, 5.11). Else like psci_system_off(). */
status_t psci_system_reset(enum psci_conduit conduit);

/**
 * Has the core whose affinity is `mpidr` (MPIDR_EL1 with nothing but Aff3 to
 * Aff0) begin at `entry`, a physical address, at the caller's level
 * (CPU_ON, 5.6).
 *
 * @return STATUS_NOT_FOUND if there is no such core (INVALID_PARAMETERS);
 *         STATUS_BUSY if it is on, or on its way; STATUS_UNSUPPORTED and
 * STATUS_IO as psci_system_off(). The core is then as it was.
 */
status_t psci_cpu_on(enum psci_conduit conduit, uint64_t mpidr, uint64_t entry);

/**
 * Turns this core off (CPU_OFF, 5.5), until psci_cpu_on(). Interrupts are
 * masked. Returns only on failure: as psci_system_off().
 */
status_t psci_cpu_off(enum psci_conduit conduit);

/** Returns whether the core whose affinity is `mpidr` is off (AFFINITY_INFO,
 * 5.7). */
bool psci_cpu_is_off(enum psci_conduit conduit, uint64_t mpidr);

#endif  // DAEDALUS_DRIVERS_POWER_PSCI_H_
