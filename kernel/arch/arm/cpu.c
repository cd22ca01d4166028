// SPDX-License-Identifier: Apache-2.0
/** @file The core: identity, level, waiting. Sections: DDI 0406C. */
#include "kernel/cpu.h"

#include <stddef.h>
#include <stdint.h>

struct cpu_identity cpu_identify(void) {
  static const struct {
    uint16_t part;
    const char *name;
  } kParts[] = {
      {0xb76, "ARM1176JZF-S"},
      {0xc07, "Cortex-A7"},
      {0xd03, "Cortex-A53"},
      {0xd08, "Cortex-A72"},
  };
  // MIDR (B4.1.105): implementer 31:24, variant 23:20, part 15:4, revision 3:0.
  uint32_t midr;
  __asm__("mrc p15, 0, %0, c0, c0, 0" : "=r"(midr));
  struct cpu_identity identity = {
      .name = "unknown core",
      .variant = (midr >> 20) & 0xf,
      .revision = midr & 0xf,
  };
  const uint32_t kArm = 0x41;
  if (midr >> 24 == kArm) {
    for (size_t i = 0; i < sizeof(kParts) / sizeof(kParts[0]); i++) {
      if ((midr >> 4 & 0xfff) == kParts[i].part) {
        identity.name = kParts[i].name;
      }
    }
  }
  return identity;
}

unsigned cpu_exception_level(void) {
  // CPSR.M (B1.3.3); the other modes are all of level 1.
  const uint32_t kHyp = 0x1a;
  uint32_t cpsr;
  __asm__("mrs %0, cpsr" : "=r"(cpsr));
  return (cpsr & 0x1f) == kHyp ? 2 : 1;
}

void cpu_relax(void) { __asm__ volatile("yield"); }

void cpu_unmask_errors(void) { __asm__ volatile("cpsie a"); }

void cpu_halt(void) {
  __asm__ volatile("cpsid aif");
  for (;;) {
    cpu_wait_for_interrupt();
  }
}
