// SPDX-License-Identifier: Apache-2.0
// What start.S promises to C. Sections: DDI 0406C.
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

// A register of the system control coprocessor.
#define READ_CP15(opc1, crn, crm, opc2)                                   \
  ({                                                                      \
    uint32_t value_;                                                      \
    __asm__ volatile("mrc p15, " #opc1 ", %0, " #crn ", " #crm ", " #opc2 \
                     : "=r"(value_));                                     \
    value_;                                                               \
  })

static uint32_t read_cpsr(void) {
  uint32_t cpsr;
  __asm__ volatile("mrs %0, cpsr" : "=r"(cpsr));
  return cpsr;
}

static void runs_in_supervisor_mode(void **state) {
  (void)state;
  // B1.3.3: M 4:0.
  assert_int_equal(read_cpsr() & 0x1f, 0x13);
  assert_int_equal(cpu_exception_level(), 1);
  assert_in_range(boot_exception_level(), 1, 2);
}

static void stack_is_aligned_and_in_its_place(void **state) {
  (void)state;
  uintptr_t sp;
  __asm__ volatile("mov %0, sp" : "=r"(sp));
  assert_int_equal(sp % 4, 0);
  assert_in_range(sp, (uintptr_t)__stack_bottom, (uintptr_t)__stack_top);
  assert_int_equal((uintptr_t)__stack_bottom % 4096, 0);
  assert_in_range((uintptr_t)__stack_bottom, (uintptr_t)__data_start + 4096,
                  (uintptr_t)__bss_start);
  assert_int_equal(__stack_top - __stack_bottom, 65536);
}

static void vectors_are_installed(void **state) {
  (void)state;
  assert_int_equal(READ_CP15(0, c12, c0, 0), (uintptr_t)exception_vectors);
  assert_int_equal((uintptr_t)exception_vectors % 32, 0);
}

static void interrupts_are_masked_and_errors_are_not(void **state) {
  (void)state;
  // B1.3.3: A 8, I 7, F 6.
  assert_int_equal(read_cpsr() & 0x1c0, 0xc0);
}

static void floating_point_is_off(void **state) {
  (void)state;
  // B4.1.40: cp10 21:20, cp11 23:22, 0 is undefined.
  assert_int_equal(READ_CP15(0, c1, c0, 2) >> 20 & 0xf, 0);
}

static void mmu_and_caches_are_on(void **state) {
  (void)state;
  // B4.1.105: part number 15:4. ARMv6 (DDI 0301H, 3.2.7) has no WXN; XP 23.
  const bool is_arm1176 = (READ_CP15(0, c0, c0, 0) >> 4 & 0xfff) == 0xb76;
  // B4.1.130: WXN 19, I 12, C 2, M 0; high vectors 13, big-endian exceptions
  // 25, Thumb exceptions 30.
  assert_int_equal(
      READ_CP15(0, c1, c0, 0) & (is_arm1176 ? 0x42803005 : 0x42083005),
      is_arm1176 ? 0x801005 : 0x81005);
}

static void misaligned_accesses_fault(void **state) {
  (void)state;
  // B4.1.130: A 1.
  assert_int_equal(READ_CP15(0, c1, c0, 0) >> 1 & 1, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(runs_in_supervisor_mode),
      cmocka_unit_test(stack_is_aligned_and_in_its_place),
      cmocka_unit_test(vectors_are_installed),
      cmocka_unit_test(interrupts_are_masked_and_errors_are_not),
      cmocka_unit_test(floating_point_is_off),
      cmocka_unit_test(mmu_and_caches_are_on),
      cmocka_unit_test(misaligned_accesses_fault),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
