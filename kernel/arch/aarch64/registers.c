// SPDX-License-Identifier: Apache-2.0
/** @file Names: DDI 0487, C5.2 and D19.2. All can be read at EL1. */
#include "kernel/registers.h"

#include <stdint.h>

#define READ(name)                                    \
  static uint64_t read_##name(void) {                 \
    uint64_t value;                                   \
    __asm__ volatile("mrs %0, " #name : "=r"(value)); \
    return value;                                     \
  }

READ(CurrentEL)
READ(DAIF)
READ(SCTLR_EL1)
READ(TCR_EL1)
READ(TTBR0_EL1)
READ(MAIR_EL1)
READ(VBAR_EL1)
READ(CPACR_EL1)
READ(CNTFRQ_EL0)
READ(CNTVCT_EL0)
READ(MIDR_EL1)
READ(MPIDR_EL1)
READ(CTR_EL0)
READ(ID_AA64ISAR0_EL1)
READ(ID_AA64MMFR0_EL1)
READ(ID_AA64PFR0_EL1)

static uint64_t read_stack_pointer(void) {
  return (uintptr_t)__builtin_frame_address(0);
}

static const struct {
  const char *name;
  uint64_t (*read)(void);
} kRegisters[] = {
    {"SP", read_stack_pointer},
    {"CurrentEL", read_CurrentEL},
    {"DAIF", read_DAIF},
    {"SCTLR_EL1", read_SCTLR_EL1},
    {"TCR_EL1", read_TCR_EL1},
    {"TTBR0_EL1", read_TTBR0_EL1},
    {"MAIR_EL1", read_MAIR_EL1},
    {"VBAR_EL1", read_VBAR_EL1},
    {"CPACR_EL1", read_CPACR_EL1},
    {"CNTFRQ_EL0", read_CNTFRQ_EL0},
    {"CNTVCT_EL0", read_CNTVCT_EL0},
    {"MIDR_EL1", read_MIDR_EL1},
    {"MPIDR_EL1", read_MPIDR_EL1},
    {"CTR_EL0", read_CTR_EL0},
    {"ID_AA64ISAR0_EL1", read_ID_AA64ISAR0_EL1},
    {"ID_AA64MMFR0_EL1", read_ID_AA64MMFR0_EL1},
    {"ID_AA64PFR0_EL1", read_ID_AA64PFR0_EL1},
};

bool registers_read(unsigned index, struct register_value *value) {
  if (index >= sizeof(kRegisters) / sizeof(kRegisters[0])) {
    return false;
  }
  *value = (struct register_value){
      .name = kRegisters[index].name,
      .value = kRegisters[index].read(),
  };
  return true;
}
