// SPDX-License-Identifier: Apache-2.0
/** @file Where a board's Arm GICv2 is. Source: Arm IHI 0048. */
#ifndef DAEDALUS_TESTS_SMP_GIC_H_
#define DAEDALUS_TESTS_SMP_GIC_H_

#include <stdint.h>

/** Physical addresses; a file per board defines it. */
struct gic {
  uintptr_t distributor;
  uintptr_t cpu_interface;
};
extern const struct gic gic;

#endif  // DAEDALUS_TESTS_SMP_GIC_H_
