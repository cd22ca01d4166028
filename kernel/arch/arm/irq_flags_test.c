// SPDX-License-Identifier: Apache-2.0
// irq_flags: masks IRQ and FIQ only, nests, puts back what it found.
#include "kernel/irq_flags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// CPSR (DDI 0406C, B1.3.3): A 8, I 7, F 6; the rest stays.
enum { kMasks = 0x1c0 };

static uintptr_t read_cpsr(void) {
  uintptr_t cpsr;
  __asm__ volatile("mrs %0, cpsr" : "=r"(cpsr) : : "memory");
  return cpsr;
}

static uintptr_t read_masks(void) { return read_cpsr() & kMasks; }

static void write_masks(uintptr_t masks) {
  const uintptr_t cpsr = (read_cpsr() & ~(uintptr_t)kMasks) | masks;
  __asm__ volatile("msr cpsr_cx, %0" : : "r"(cpsr) : "memory");
}

// Nothing is enabled that could interrupt, so unmasking is harmless.
static void save_masks_and_restore_puts_back(void **state) {
  (void)state;
  static const uintptr_t kBefore[] = {0, 0x40, 0x80, 0xc0, 0x100, 0x1c0};
  const uintptr_t found = read_masks();
  for (size_t i = 0; i < sizeof(kBefore) / sizeof(kBefore[0]); i++) {
    write_masks(kBefore[i]);
    const uintptr_t flags = irq_flags_save();
    const uintptr_t inside = read_masks();
    irq_flags_restore(flags);
    const uintptr_t after = read_masks();
    write_masks(found);
    assert_int_equal(inside, kBefore[i] | 0xc0);
    assert_int_equal(after, kBefore[i]);
  }
}

static void saves_nest(void **state) {
  (void)state;
  const uintptr_t found = read_masks();
  write_masks(0);
  const uintptr_t outer = irq_flags_save();
  const uintptr_t inner = irq_flags_save();
  irq_flags_restore(inner);
  const uintptr_t inside = read_masks();
  irq_flags_restore(outer);
  const uintptr_t after = read_masks();
  write_masks(found);
  assert_int_equal(inside, 0xc0);
  assert_int_equal(after, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(save_masks_and_restore_puts_back),
      cmocka_unit_test(saves_nest),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
