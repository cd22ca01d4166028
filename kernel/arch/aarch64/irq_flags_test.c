// SPDX-License-Identifier: Apache-2.0
// irq_flags: masks IRQ and FIQ only, nests, puts back what it found.
#include "kernel/irq_flags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// DAIF (DDI 0487, C5.2.4): D 9, A 8, I 7, F 6.
static uintptr_t read_daif(void) {
  uintptr_t daif;
  __asm__ volatile("mrs %0, daif" : "=r"(daif) : : "memory");
  return daif;
}

static void write_daif(uintptr_t daif) {
  __asm__ volatile("msr daif, %0" : : "r"(daif) : "memory");
}

// Nothing is enabled that could interrupt, so unmasking is harmless.
static void save_masks_and_restore_puts_back(void **state) {
  (void)state;
  static const uintptr_t kBefore[] = {0, 0x40, 0x80, 0xc0, 0x300, 0x3c0};
  const uintptr_t found = read_daif();
  for (size_t i = 0; i < sizeof(kBefore) / sizeof(kBefore[0]); i++) {
    write_daif(kBefore[i]);
    const uintptr_t flags = irq_flags_save();
    const uintptr_t inside = read_daif();
    irq_flags_restore(flags);
    const uintptr_t after = read_daif();
    write_daif(found);
    assert_int_equal(inside, kBefore[i] | 0xc0);
    assert_int_equal(after, kBefore[i]);
  }
}

static void saves_nest(void **state) {
  (void)state;
  const uintptr_t found = read_daif();
  write_daif(0);
  const uintptr_t outer = irq_flags_save();
  const uintptr_t inner = irq_flags_save();
  irq_flags_restore(inner);
  const uintptr_t inside = read_daif();
  irq_flags_restore(outer);
  const uintptr_t after = read_daif();
  write_daif(found);
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
