// SPDX-License-Identifier: Apache-2.0
/** @file The core: identity, level, waiting. Sections: DDI 0487. */
#include "kernel/cpu.h"

#include <stddef.h>
#include <stdint.h>

struct cpu_identity cpu_identify(void) {
  static const struct {
    uint16_t part;
    const char *name;
  } kParts[] = {
      {0xd03, "Cortex-A53"},
      {0xd07, "Cortex-A57"},
      {0xd08, "Cortex-A72"},
      {0xd0b, "Cortex-A76"},
  };
  // MIDR_EL1 (D19.2.99): implementer 31:24, variant 23:20, part 15:4,
  // revision 3:0.
  uint64_t midr;
  __asm__("mrs %0, midr_el1" : "=r"(midr));
  struct cpu_identity identity = {
      .name = "unknown core",
      .variant = (midr >> 20) & 0xf,
      .revision = midr & 0xf,
  };
  const uint32_t kArm = 0x41;
  if ((midr >> 24 & 0xff) == kArm) {
    for (size_t i = 0; i < sizeof(kParts) / sizeof(kParts[0]); i++) {
      if ((midr >> 4 & 0xfff) == kParts[i].part) {
        identity.name = kParts[i].name;
      }
    }
  }
  return identity;
}

unsigned cpu_index(void) {
  uint64_t mpidr;  // MPIDR_EL1 (D19.2.100): Aff0 is 7:0.
  __asm__("mrs %0, mpidr_el1" : "=r"(mpidr));
  return (unsigned)(mpidr & 0xff);
}

unsigned cpu_exception_level(void) {
  uint64_t current_el;  // CurrentEL (C5.2.1): bits 3:2.
  __asm__("mrs %0, CurrentEL" : "=r"(current_el));
  return (unsigned)(current_el >> 2 & 3);
}

void cpu_relax(void) { __asm__ volatile("yield"); }

// Devices are outside of the cores' shareability domain: the whole system.
void cpu_memory_barrier(void) { __asm__ volatile("dsb sy" : : : "memory"); }

void cpu_unmask_errors(void) { __asm__ volatile("msr daifclr, #4"); }

void cpu_wait_for_interrupt(void) {
  // What was written before is to be seen by who ends the sleep.
  __asm__ volatile("dsb sy\n\twfi" : : : "memory");
}

void cpu_send_event(void) { __asm__ volatile("dsb sy\n\tsev" : : : "memory"); }

void cpu_halt(void) {
  __asm__ volatile("msr daifset, #0xf");
  for (;;) {
    __asm__ volatile("wfi");
  }
}
