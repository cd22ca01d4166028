// SPDX-License-Identifier: Apache-2.0
/** @file Cores that wait for an address to jump to. */
#ifndef DAEDALUS_TESTS_SMP_AARCH64_PEN_H_
#define DAEDALUS_TESTS_SMP_AARCH64_PEN_H_

#include <stdint.h>

#include "tests/smp/limits.h"

/** Where core n waits for pen_gates[n] if it starts together with core 0. */
extern uint64_t pen_gates[SMP_CPUS];

/** Writes `entry` to `gate`, past the caches, and wakes who waits for it. */
void pen_open(uintptr_t gate, void (*entry)(void));

#endif  // DAEDALUS_TESTS_SMP_AARCH64_PEN_H_
