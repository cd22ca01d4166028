// SPDX-License-Identifier: Apache-2.0
// What start.S promises to C. Sections: DDI 0487.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/boot.h"
#include "kernel/cpu.h"

// kernel.ld
extern char __bss_start[];
extern char __data_start[];
extern char __stack_bottom[];
extern char __stack_top[];

// vectors.S
extern char exception_vectors[];

#define READ(name)                                    \
  ({                                                  \
    uint64_t value_;                                  \
    __asm__ volatile("mrs %0, " name : "=r"(value_)); \
    value_;                                           \
  })

static void runs_at_el1_on_its_own_stack_pointer(void **state) {
  (void)state;
  assert_int_equal(cpu_exception_level(), 1);
  // C5.2.19
  assert_int_equal(READ("spsel"), 1);
}

static void knows_the_level_it_was_entered_at(void **state) {
  (void)state;
  // HCR_EL2 and what is above cannot be read from here; but it is one of these.
  assert_in_range(boot_exception_level(), 1, 3);
}

static void runs_on_core_0(void **state) {
  (void)state;
  // D19.2.100: Aff3 in 39:32, Aff2 to Aff0 in 23:0.
  assert_int_equal(READ("mpidr_el1") & 0xff00ffffff, 0);
}

static void stack_is_aligned_and_in_its_place(void **state) {
  (void)state;
  uint64_t sp;
  __asm__ volatile("mov %0, sp" : "=r"(sp));
  assert_int_equal(sp % 16, 0);
  assert_in_range(sp, (uintptr_t)__stack_bottom, (uintptr_t)__stack_top);
  assert_int_equal((uintptr_t)__stack_bottom % 4096, 0);
  assert_in_range((uintptr_t)__stack_bottom, (uintptr_t)__data_start + 4096,
                  (uintptr_t)__bss_start);
  assert_int_equal(__stack_top - __stack_bottom, 65536);
}

static void vectors_are_installed(void **state) {
  (void)state;
  assert_int_equal(READ("vbar_el1"), (uintptr_t)exception_vectors);
  assert_int_equal(READ("vbar_el1") % 2048, 0);
}

static void interrupts_are_masked_and_errors_are_not(void **state) {
  (void)state;
  // C5.2.4: D 9, A 8, I 7, F 6.
  assert_int_equal(READ("daif"), 0x2c0);
}

static void floating_point_traps(void **state) {
  (void)state;
  // D19.2.33: FPEN is 21:20, 0 traps at EL0 and EL1.
  assert_int_equal(READ("cpacr_el1") >> 20 & 3, 0);
}

static void mmu_and_caches_are_on(void **state) {
  (void)state;
  // D19.2.123: WXN 19, I 12, C 2, A 1, M 0; EE 25 is big-endian data.
  assert_int_equal(READ("sctlr_el1") & 0x2081007, 0x81007);
}

static void misaligned_stack_pointer_faults(void **state) {
  (void)state;
  // D19.2.123: SA 3. The emulator stores it and does not act on it.
  assert_int_equal(READ("sctlr_el1") >> 3 & 1, 1);
}

static void physical_counter_is_readable(void **state) {
  (void)state;
  // Traps to EL2 unless CNTHCTL_EL2 says otherwise.
  const uint64_t before = READ("cntpct_el0");
  uint64_t after = before;
  for (int i = 0; i < 1000 && after == before; i++) {
    after = READ("cntpct_el0");
  }
  assert_true(after > before);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(runs_at_el1_on_its_own_stack_pointer),
      cmocka_unit_test(knows_the_level_it_was_entered_at),
      cmocka_unit_test(runs_on_core_0),
      cmocka_unit_test(stack_is_aligned_and_in_its_place),
      cmocka_unit_test(vectors_are_installed),
      cmocka_unit_test(interrupts_are_masked_and_errors_are_not),
      cmocka_unit_test(floating_point_traps),
      cmocka_unit_test(mmu_and_caches_are_on),
      cmocka_unit_test(misaligned_stack_pointer_faults),
      cmocka_unit_test(physical_counter_is_readable),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
