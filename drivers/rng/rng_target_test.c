// SPDX-License-Identifier: Apache-2.0
// Random numbers through the board's own object: not stuck, all of every word.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/rng/rng.h"
#include "kernel/board.h"
#include "kernel/status.h"

// By chance, two are the same once in 2^128 runs.
static void two_reads_differ(void **state) {
  (void)state;
  uint8_t first[16] = {0};
  uint8_t second[16] = {0};
  assert_int_equal(rng_fill(board.rng, first, sizeof(first)), STATUS_OK);
  assert_int_equal(rng_fill(board.rng, second, sizeof(second)), STATUS_OK);
  assert_memory_not_equal(first, second, sizeof(first));
}

// By chance, one of the 32 bits is the same in all 256 words once in 2^250
// runs.
static void every_bit_of_a_word_changes(void **state) {
  (void)state;
  uint32_t ones = 0;
  uint32_t zeros = 0;
  for (int i = 0; i < 256; i++) {
    uint8_t bytes[4];
    uint32_t word;
    assert_int_equal(rng_fill(board.rng, bytes, sizeof(bytes)), STATUS_OK);
    memcpy(&word, bytes, sizeof(word));
    ones |= word;
    zeros |= ~word;
  }
  assert_int_equal(ones, 0xffffffff);
  assert_int_equal(zeros, 0xffffffff);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_reads_differ),
      cmocka_unit_test(every_bit_of_a_word_changes),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
