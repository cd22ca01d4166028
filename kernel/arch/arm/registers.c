// SPDX-License-Identifier: Apache-2.0
/** @file Those that ARMv6 has as well: DDI 0406C, B4.1; DDI 0301H, 3.2. */
#include "kernel/registers.h"

#include <stdint.h>

#define READ(name, operands)                                     \
  static uint32_t read_##name(void) {                            \
    uint32_t value;                                              \
    __asm__ volatile("mrc p15, 0, %0, " operands : "=r"(value)); \
    return value;                                                \
  }

READ(SCTLR, "c1, c0, 0")
READ(ACTLR, "c1, c0, 1")
READ(CPACR, "c1, c0, 2")
READ(TTBR0, "c2, c0, 0")
READ(TTBCR, "c2, c0, 2")
READ(DACR, "c3, c0, 0")
READ(VBAR, "c12, c0, 0")
READ(MIDR, "c0, c0, 0")
READ(CTR, "c0, c0, 1")
READ(MPIDR, "c0, c0, 5")

static uint32_t read_CPSR(void) {
  uint32_t value;
  __asm__ volatile("mrs %0, cpsr" : "=r"(value));
  return value;
}

static uint32_t read_stack_pointer(void) {
  return (uintptr_t)__builtin_frame_address(0);
}

static const struct {
  const char *name;
  uint32_t (*read)(void);
} kRegisters[] = {
    {"SP", read_stack_pointer}, {"CPSR", read_CPSR},   {"SCTLR", read_SCTLR},
    {"ACTLR", read_ACTLR},      {"CPACR", read_CPACR}, {"TTBR0", read_TTBR0},
    {"TTBCR", read_TTBCR},      {"DACR", read_DACR},   {"VBAR", read_VBAR},
    {"MIDR", read_MIDR},        {"CTR", read_CTR},     {"MPIDR", read_MPIDR},
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
