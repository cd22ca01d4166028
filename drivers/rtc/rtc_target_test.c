// SPDX-License-Identifier: Apache-2.0
// The date through the board's own object. The emulator's clock is the host's,
// even where time is otherwise a count of instructions.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/rtc/rtc.h"
#include "kernel/board.h"
#include "kernel/status.h"

// Far more than a second has on any host: a test that fails, not one that
// hangs.
enum { kPolls = 30000000 };

// Longer than these tests take, however slow the host is.
enum { kSomeSeconds = 3600 };

static uint64_t now(void) {
  uint64_t seconds = 0;
  assert_int_equal(rtc_read(board.rtc, &seconds), STATUS_OK);
  return seconds;
}

static void set(uint64_t seconds) {
  assert_int_equal(rtc_set(board.rtc, seconds), STATUS_OK);
}

// Between 2024-01-01 and 2106.
static void the_date_is_plausible(void **state) {
  (void)state;
  assert_in_range(now(), 1704067200, UINT32_MAX - kSomeSeconds);
}

static void it_goes_on(void **state) {
  (void)state;
  const uint64_t start = now();
  uint64_t later = start;
  for (uint32_t i = 0; i < kPolls && later == start; i++) {
    later = now();
  }
  assert_in_range(later, start + 1, start + kSomeSeconds);
}

static void it_can_be_set(void **state) {
  (void)state;
  const uint64_t before = now();
  set(4000000000);
  assert_in_range(now(), 4000000000, 4000000000 + kSomeSeconds);
  set(0);
  assert_in_range(now(), 0, kSomeSeconds);
  set(before);
  assert_in_range(now(), before, before + kSomeSeconds);
}

static void it_stays_when_it_cannot_count_so_far(void **state) {
  (void)state;
  const uint64_t before = now();
  assert_int_equal(rtc_set(board.rtc, 0x100000000), STATUS_OUT_OF_RANGE);
  assert_in_range(now(), before, before + kSomeSeconds);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_date_is_plausible),
      cmocka_unit_test(it_goes_on),
      cmocka_unit_test(it_can_be_set),
      cmocka_unit_test(it_stays_when_it_cannot_count_so_far),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
