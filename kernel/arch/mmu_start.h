// SPDX-License-Identifier: Apache-2.0
/** @file How the MMU gets on. For the start code and start.c. */
#ifndef DAEDALUS_KERNEL_ARCH_MMU_START_H_
#define DAEDALUS_KERNEL_ARCH_MMU_START_H_

#include "kernel/status.h"

/**
 * Draws the map of RAM. Called by the start code on the first core, with the
 * MMU off and before .bss is clear.
 */
void mmu_draw_map(void);

/** Turns the MMU and the caches of this core on, with that map. Needs no memory
 * but the map: a core without a stack may call it. */
void mmu_enable(void);

/**
 * Maps the board's devices. Once, on the first core, before any is used.
 *
 * @return STATUS_OUT_OF_RANGE if there is no room for the table: they are in
 *         more than one GiB besides that of the RAM (not on ARMv6).
 */
status_t mmu_map_devices(void);

#endif  // DAEDALUS_KERNEL_ARCH_MMU_START_H_
