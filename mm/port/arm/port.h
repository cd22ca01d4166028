// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for 32-bit Arm from ARMv6K on
 * without an operating system: one core, interrupts masked while the heap is
 * busy.
 */
#ifndef DAEDALUS_MM_PORT_ARM_PORT_H_
#define DAEDALUS_MM_PORT_ARM_PORT_H_

#include "mm/port/arm/cpu.h"
#include "mm/port/bare/one_core.h"

#endif  // DAEDALUS_MM_PORT_ARM_PORT_H_
