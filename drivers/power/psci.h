// SPDX-License-Identifier: Apache-2.0
/**
 * @file Power State Coordination Interface: the firmware switches the machine
 * off or restarts it. Source: Arm DEN 0022, "PSCI", version 1.1.
 */
#ifndef DAEDALUS_DRIVERS_POWER_PSCI_H_
#define DAEDALUS_DRIVERS_POWER_PSCI_H_

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

#endif  // DAEDALUS_DRIVERS_POWER_PSCI_H_
