// SPDX-License-Identifier: Apache-2.0
// Bytes from a generator whose words are known.
#include "drivers/rng/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"

static status_t read_word(struct rng *rng, uint32_t *word) {
  (void)rng;
  *word = (uint32_t)mock();
  return (status_t)mock();
}

static const struct rng_ops kOps = {.read_word = read_word};
static struct rng rng = {.ops = &kOps};

static void gives(uint32_t word, status_t status) {
  will_return(read_word, word);
  will_return(read_word, status);
}

static void nothing_takes_no_word(void **state) {
  (void)state;
  assert_int_equal(rng_fill(&rng, nullptr, 0), STATUS_OK);
}

static void bytes_come_out_of_words(void **state) {
  (void)state;
  static const uint8_t kExpected[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0x55};
  uint8_t bytes[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0x55};
  gives(0x04030201, STATUS_OK);
  gives(0x08070605, STATUS_OK);
  gives(0xffffff09, STATUS_OK);
  assert_int_equal(rng_fill(&rng, bytes, 9), STATUS_OK);
  assert_memory_equal(bytes, kExpected, sizeof(bytes));
}

static void an_error_ends_it(void **state) {
  (void)state;
  uint8_t bytes[8] = {0};
  gives(0x04030201, STATUS_OK);
  gives(0x08070605, STATUS_TIMED_OUT);
  assert_int_equal(rng_fill(&rng, bytes, 8), STATUS_TIMED_OUT);
  assert_int_equal(bytes[4], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_takes_no_word),
      cmocka_unit_test(bytes_come_out_of_words),
      cmocka_unit_test(an_error_ends_it),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
