// SPDX-License-Identifier: Apache-2.0
/** @file bench and selftest, on a board that can be broken. With either heap.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/status.h"
#include "kernel/timers.h"
#include "mm/heap.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;

static size_t heap_used(void) {
  struct heap_stats stats;
  heap_stats(&stats);
  return stats.used;
}

static bool is_bump(void) { return heap_rewind(heap_used()); }

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  test.fake.looks = 0;
  test.fake.interrupt_at = 0;
  return timers_begin() == STATUS_OK ? 0 : -1;
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

static void expect_status(const char *status) { expect("echo $?", status); }

// Blocks. Each begins with the address of the next.
static void **hogs;

// Takes memory until about `left` bytes are left.
static void leave(size_t left) {
  struct heap_stats stats;
  heap_stats(&stats);
  while (stats.free > left + 4096) {
    const size_t more = stats.free - left;
    void **hog =
        heap_alloc(more < stats.largest_free ? more : stats.largest_free);
    assert_non_null(hog);
    *hog = (void *)hogs;
    hogs = hog;
    heap_stats(&stats);
  }
}

static void give_back(size_t used) {
  while (hogs != nullptr) {
    void **const hog = hogs;
    hogs = *hog;
    heap_free((void *)hog);
  }
  (void)heap_rewind(used);
  assert_int_equal(heap_used(), used);
}

// --- bench ------------------------------------------------------------------

// Look number k at the counter costs 10 + k instructions, and as many ns, and
// each operation takes two. The second makes it cost 11 + 2 * i instructions,
// both make it cost 21 + 4 * i ns. The first 1024 operations do nothing; 256 of
// them at best cost 266 instructions, 531 ns each. The others cost 102058 on
// average, 202057 at most, and 204115 ns.
static void bench_shows_what_operations_cost(void **state) {
  (void)state;
  const size_t used = heap_used();
  fake_board.instructions_per_look = 10;
  fake_board.instructions_more_each_look = 1;
  expect("bench fill",
         "          operations  instructions     worst        ns\r\n"
         "fill          100000        101792    201791    203584\r\n");
  assert_int_equal(heap_used(), used);
}

static void bench_shows_ns_where_nothing_counts(void **state) {
  (void)state;
  expect("bench FILL",
         "          operations            ns     worst\r\n"
         "fill          100000             0         0\r\n");
  expect_status("0\r\n");
}

static void bench_runs_all_that_this_heap_can(void **state) {
  (void)state;
  const size_t used = heap_used();
  static const char *const kRows[] = {
      "\r\nfill          100000 ", "\r\npair          200000 ",
      "\r\nstack         100000 ", "\r\nchurn         200000 ",
      "\r\ngrowth         12000 ", "\r\nobstacles      12000 ",
      "\r\nholes           3968 "};
  static const char *const kRefused[] = {
      "\r\nfill          100000 ",
      "\r\npair      needs --//mm:heap=general\r\n",
      "\r\nstack     needs --//mm:heap=general\r\n",
      "\r\nchurn     needs --//mm:heap=general\r\n",
      "\r\ngrowth    needs --//mm:heap=general\r\n",
      "\r\nobstacles needs --//mm:heap=general\r\n",
      "\r\nholes     needs --//mm:heap=general\r\n"};
  type("bench");
  for (size_t i = 0; i < sizeof(kRows) / sizeof(kRows[0]); i++) {
    assert_non_null(strstr(output, is_bump() ? kRefused[i] : kRows[i]));
  }
  assert_int_equal(heap_used(), used);
  expect_status(is_bump() ? "5\r\n" : "0\r\n");
}

static void bench_says_when_there_is_no_room(void **state) {
  (void)state;
  const size_t used = heap_used();
  // First there is no room for its books, then not for its blocks.
  for (size_t left = 500000; left <= 2500000; left += 2000000) {
    leave(left);
    const size_t used_then = heap_used();
    type("bench fill");
    assert_non_null(strstr(output, "\r\nfill      the heap is too small\r\n"));
    assert_int_equal(heap_used(), used_then);
    expect_status("5\r\n");
    give_back(used);
  }
}

static void ctrl_c_ends_bench(void **state) {
  (void)state;
  const size_t used = heap_used();
  test.fake.interrupt_at = 20;
  expect("bench",
         "          operations            ns     worst\r\n"
         "fill      ^C\r\n");
  assert_int_equal(test.fake.looks, 20);
  assert_int_equal(heap_used(), used);
  expect_status("8\r\n");
}

static void bench_knows_its_workloads(void **state) {
  (void)state;
  type("bench fil");
  assert_non_null(strstr(output, "Did you mean 'fill'?"));
}

// --- selftest ---------------------------------------------------------------

static void selftest_of_a_good_machine(void **state) {
  (void)state;
  const size_t used = heap_used();
  expect("selftest",
         "memory  ok\r\n"
         "timer   ok\r\n"
         "cores   ok\r\n"
         "probe   ok\r\n"
         "rng     ok\r\n"
         "rtc     ok\r\n");
  assert_int_equal(heap_used(), used);
  expect_status("0\r\n");
  expect("selftest TIMER", "timer   ok\r\n");
}

static size_t flushes;

static void break_a_word(void *start) {
  // Of the second block, of 3 words, in the third kind of contents.
  if (flushes++ == 16 * 4 + 1) {
    *(uint32_t *)start ^= 0x10000;
  }
}

static void selftest_finds_a_broken_word(void **state) {
  (void)state;
  const size_t used = heap_used();
  flushes = 0;
  fake_board.each_flush = break_a_word;
  expect("selftest memory", "memory  FAILED: bytes 12 (0xc)\r\n");
  assert_int_equal(heap_used(), used);
  expect_status("1\r\n");
}

static void selftest_finds_that_memory_is_short(void **state) {
  (void)state;
  const size_t used = heap_used();
  leave(100000);
  const size_t used_then = heap_used();
  type("selftest memory");
  assert_non_null(strstr(output, "memory  FAILED: bytes "));
  assert_int_equal(heap_used(), used_then);
  give_back(used);
}

static void *lost;

static void lose_memory(void *start) {
  (void)start;
  if (lost == nullptr) {
    lost = heap_alloc(100000);
  }
}

static void selftest_finds_what_is_not_given_back(void **state) {
  (void)state;
  // All of the bump heap comes back.
  if (is_bump()) {
    return;
  }
  lost = nullptr;
  fake_board.each_flush = lose_memory;
  // Besides, what the heap keeps of it.
  type("selftest memory");
  assert_non_null(strstr(output, "\r\nmemory  FAILED: bytes 1000"));
  heap_free(lost);
}

static void selftest_finds_a_broken_timer(void **state) {
  (void)state;
  fake_board.timer_is_broken = true;
  expect("selftest; echo $?",
         "memory  ok\r\n"
         "timer   FAILED: ns 1000000000 (0x3b9aca00)\r\n"
         "cores   ok\r\n"
         "probe   ok\r\n"
         "rng     ok\r\n"
         "rtc     ok\r\n"
         "1\r\n");
  expect("timers", "Clock: 1000000 Hz\r\nRunning: 0\r\n");
}

static void selftest_finds_interrupts_that_are_not_counted(void **state) {
  (void)state;
  fake_board.timer_is_uncounted = true;
  expect("selftest timer", "timer   FAILED: ns 10000000 (0x989680)\r\n");
}

static void selftest_finds_a_silent_core(void **state) {
  (void)state;
  fake_board.call_status = STATUS_TIMED_OUT;
  expect("selftest cores", "cores   FAILED: mask 1 (0x1)\r\n");
}

// It may still answer, when the command has returned.
static void expect_answer_not_on_stack(const char *command) {
  enum { kMostStack = 1 << 20 };
  fake_board.call_status = STATUS_TIMED_OUT;
  test_shell_enter(&test, command);
  const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  assert_true(here - (uintptr_t)fake_board.call_context > kMostStack);
}

static void a_late_answer_finds_its_place(void **state) {
  (void)state;
  expect_answer_not_on_stack("selftest cores");
  expect_answer_not_on_stack("cpu");
}

static void selftest_finds_wrong_accesses(void **state) {
  (void)state;
  fake_board.board_status = STATUS_IO;
  expect("selftest probe", "probe   FAILED: mask 2 (0x2)\r\n");
  fake_board.all_is_writable = true;
  expect("selftest probe", "probe   FAILED: mask 6 (0x6)\r\n");
}

static void selftest_finds_broken_devices(void **state) {
  (void)state;
  fake_board.random_step = 0;
  expect("selftest rng", "rng     FAILED: status 7 (0x7)\r\n");
  fake_board.random_status = STATUS_TIMED_OUT;
  expect("selftest rng", "rng     FAILED: status 3 (0x3)\r\n");
  fake_board.date_status = STATUS_UNSUPPORTED;
  expect("selftest rtc", "rtc     FAILED: status 5 (0x5)\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(bench_shows_what_operations_cost, start),
      cmocka_unit_test_setup(bench_shows_ns_where_nothing_counts, start),
      cmocka_unit_test_setup(bench_runs_all_that_this_heap_can, start),
      cmocka_unit_test_setup(bench_says_when_there_is_no_room, start),
      cmocka_unit_test_setup(ctrl_c_ends_bench, start),
      cmocka_unit_test_setup(bench_knows_its_workloads, start),
      cmocka_unit_test_setup(selftest_of_a_good_machine, start),
      cmocka_unit_test_setup(selftest_finds_a_broken_word, start),
      cmocka_unit_test_setup(selftest_finds_that_memory_is_short, start),
      cmocka_unit_test_setup(selftest_finds_what_is_not_given_back, start),
      cmocka_unit_test_setup(selftest_finds_a_broken_timer, start),
      cmocka_unit_test_setup(selftest_finds_interrupts_that_are_not_counted,
                             start),
      cmocka_unit_test_setup(selftest_finds_a_silent_core, start),
      cmocka_unit_test_setup(a_late_answer_finds_its_place, start),
      cmocka_unit_test_setup(selftest_finds_wrong_accesses, start),
      cmocka_unit_test_setup(selftest_finds_broken_devices, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
