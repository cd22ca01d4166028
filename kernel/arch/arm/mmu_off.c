// SPDX-License-Identifier: Apache-2.0
/** @file ARMv6 has no MMU code yet: all addresses are what they are. */
#include "kernel/arch/mmu_start.h"
#include "kernel/mmu.h"

void mmu_draw_map(void) {}

void mmu_enable(void) {}

status_t mmu_map_devices(void) { return STATUS_OK; }

bool mmu_next_range(uint64_t, struct mmu_range *) { return false; }
