// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for AArch64 without an operating
 * system: one core, interrupts masked while the heap is busy.
 *
 * Every port offers the names of this file as "mm/port.h"; `--//mm/port=LABEL`
 * takes another one. All but the panic is inline: the lock is a quarter of what
 * an allocation costs. That is why assembly stands here, and not with the rest
 * of it in kernel/arch.
 */
#ifndef DAEDALUS_MM_PORT_AARCH64_PORT_H_
#define DAEDALUS_MM_PORT_AARCH64_PORT_H_

#include "mm/port/aarch64/cpu.h"
#include "mm/port/bare/one_core.h"

#endif  // DAEDALUS_MM_PORT_AARCH64_PORT_H_
