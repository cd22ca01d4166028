// SPDX-License-Identifier: Apache-2.0
// Accesses to RAM, to where nothing is, and to where they may not be.
#include "kernel/probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/status.h"

// Above the RAM that QEMU gives any board, and not a device of any.
static const uintptr_t kNothing = 0x80000000u;

static uint64_t memory[3];

static uintptr_t middle(void) { return (uintptr_t)&memory[1]; }

static int fill(void **state) {
  (void)state;
  memset(memory, 0xa5, sizeof(memory));
  memory[1] = 0x0123456789abcdef;
  return 0;
}

static void reads_ram(void **state) {
  (void)state;
  uint8_t byte;
  uint16_t half;
  uint32_t word;
  uint64_t two;
  assert_int_equal(probe_read8(middle(), &byte), STATUS_OK);
  assert_int_equal(byte, 0xef);
  assert_int_equal(probe_read8(middle() + 3, &byte), STATUS_OK);
  assert_int_equal(byte, 0x89);
  assert_int_equal(probe_read16(middle() + 2, &half), STATUS_OK);
  assert_int_equal(half, 0x89ab);
  assert_int_equal(probe_read32(middle() + 4, &word), STATUS_OK);
  assert_int_equal(word, 0x01234567);
  assert_int_equal(probe_read64(middle(), &two), STATUS_OK);
  assert_int_equal(two, 0x0123456789abcdef);
}

static void reads_no_more_than_the_value(void **state) {
  (void)state;
  struct {
    uint8_t byte, after[3];
    uint16_t half, after_half[3];
  } values;
  memset(&values, 0x5a, sizeof(values));
  assert_int_equal(probe_read8(middle(), &values.byte), STATUS_OK);
  assert_int_equal(probe_read16(middle(), &values.half), STATUS_OK);
  assert_int_equal(values.byte, 0xef);
  assert_int_equal(values.half, 0xcdef);
  assert_int_equal(values.after[0], 0x5a);
  assert_int_equal(values.after_half[0], 0x5a5a);
}

static void writes_ram(void **state) {
  (void)state;
  assert_int_equal(probe_write8(middle() + 1, 0x11), STATUS_OK);
  assert_int_equal(memory[1], 0x0123456789ab11ef);
  assert_int_equal(probe_write16(middle() + 6, 0x2222), STATUS_OK);
  assert_int_equal(memory[1], 0x2222456789ab11ef);
  assert_int_equal(probe_write32(middle() + 4, 0x33333333), STATUS_OK);
  assert_int_equal(memory[1], 0x3333333389ab11ef);
  assert_int_equal(probe_write64(middle(), 0x4455667788990011), STATUS_OK);
  assert_int_equal(memory[1], 0x4455667788990011);
  assert_int_equal(memory[0], 0xa5a5a5a5a5a5a5a5);
  assert_int_equal(memory[2], 0xa5a5a5a5a5a5a5a5);
}

static void says_that_nothing_is_read(void **state) {
  (void)state;
  uint8_t byte = 0x5a;
  uint16_t half = 0x5a5a;
  uint32_t word = 0x5a5a5a5a;
  uint64_t two = 0x5a5a5a5a5a5a5a5a;
  assert_int_equal(probe_read8(kNothing + 1, &byte), STATUS_IO);
  assert_int_equal(probe_read16(kNothing + 2, &half), STATUS_IO);
  assert_int_equal(probe_read32(kNothing + 4, &word), STATUS_IO);
  assert_int_equal(probe_read64(kNothing + 8, &two), STATUS_IO);
  assert_int_equal(byte, 0x5a);
  assert_int_equal(half, 0x5a5a);
  assert_int_equal(word, 0x5a5a5a5a);
  assert_int_equal(two, 0x5a5a5a5a5a5a5a5a);
}

static void says_that_nothing_is_written(void **state) {
  (void)state;
  assert_int_equal(probe_write8(kNothing + 1, 1), STATUS_IO);
  assert_int_equal(probe_write16(kNothing + 2, 1), STATUS_IO);
  assert_int_equal(probe_write32(kNothing + 4, 1), STATUS_IO);
  assert_int_equal(probe_write64(kNothing + 8, 1), STATUS_IO);
}

static void takes_no_misaligned_address(void **state) {
  (void)state;
  uint16_t half = 0x5a5a;
  uint32_t word = 0x5a5a5a5a;
  uint64_t two = 0x5a5a5a5a5a5a5a5a;
  for (uintptr_t i = 1; i < 8; i++) {
    const uintptr_t address = middle() + i;
    if (i % 2 != 0) {
      assert_int_equal(probe_read16(address, &half), STATUS_INVALID_ARGUMENT);
      assert_int_equal(probe_write16(address, 1), STATUS_INVALID_ARGUMENT);
    }
    if (i % 4 != 0) {
      assert_int_equal(probe_read32(address, &word), STATUS_INVALID_ARGUMENT);
      assert_int_equal(probe_write32(address, 1), STATUS_INVALID_ARGUMENT);
    }
    assert_int_equal(probe_read64(address, &two), STATUS_INVALID_ARGUMENT);
    assert_int_equal(probe_write64(address, 1), STATUS_INVALID_ARGUMENT);
  }
  assert_int_equal(half, 0x5a5a);
  assert_int_equal(word, 0x5a5a5a5a);
  assert_int_equal(two, 0x5a5a5a5a5a5a5a5a);
  assert_int_equal(memory[1], 0x0123456789abcdef);
}

// Aborts leave nothing behind that adds up.
static void goes_on_any_number_of_times(void **state) {
  (void)state;
  unsigned aborted = 0;
  for (unsigned i = 0; i < 10000; i++) {
    uint32_t word;
    aborted += probe_read32(kNothing, &word) == STATUS_IO ? 1 : 0;
    aborted += probe_write32(middle(), i) == STATUS_OK ? 0 : 1;
  }
  assert_int_equal(aborted, 10000);
  assert_int_equal(*(uint32_t *)middle(), 9999);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(reads_ram, fill),
      cmocka_unit_test_setup(reads_no_more_than_the_value, fill),
      cmocka_unit_test_setup(writes_ram, fill),
      cmocka_unit_test(says_that_nothing_is_read),
      cmocka_unit_test(says_that_nothing_is_written),
      cmocka_unit_test_setup(takes_no_misaligned_address, fill),
      cmocka_unit_test_setup(goes_on_any_number_of_times, fill),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
