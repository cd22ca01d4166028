// SPDX-License-Identifier: Apache-2.0
/** @file What commands say of pins and the board. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "drivers/gpio/gpio.h"
#include "kernel/memory.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  test.fake.interrupt_at = 0;
  return timers_begin() == STATUS_OK ? 0 : -1;
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

// --- gpio -------------------------------------------------------------------

static void gpio_sets_a_pin_up_and_drives_it(void **state) {
  (void)state;
  expect("gpio get 7", "GPIO 7 = 0 (low), input, pull none\r\n");
  expect("gpio mode 7 OUTPUT", "GPIO 7 = 0 (low), output, pull none\r\n");
  expect("gpio pull 7 up", "GPIO 7 = 0 (low), output, pull up\r\n");
  expect("gpio set 7 high", "GPIO 7 = 1 (high), output, pull up\r\n");
  expect("gpio set 7 OFF", "GPIO 7 = 0 (low), output, pull up\r\n");
  expect("gpio toggle 7", "GPIO 7 = 1 (high), output, pull up\r\n");
  expect("gpio mode 0x7 alt5; gpio pull 7 pull-down",
         "GPIO 7 = 1 (high), alt5, pull up\r\n"
         "GPIO 7 = 1 (high), alt5, pull down\r\n");
}

static void gpio_knows_each_word_for_a_level(void **state) {
  (void)state;
  type("gpio mode 3 out");
  static const char *const kHigh[] = {"1", "high", "on", "true", "True"};
  static const char *const kLow[] = {"0", "low", "off", "false", "LOW"};
  for (size_t i = 0; i < 5; i++) {
    char line[32];
    snprintf(line, sizeof(line), "gpio set 3 %s", kHigh[i]);
    type(line);
    assert_true(fake_board.pins[3].high);
    snprintf(line, sizeof(line), "gpio set 3 %s", kLow[i]);
    type(line);
    assert_false(fake_board.pins[3].high);
  }
}

static void gpio_does_not_claim_to_drive_an_input(void **state) {
  (void)state;
  expect("gpio set 7 1",
         "gpio set 7 1\r\n"
         "         ^\r\n"
         "gpio: not an output but input; say gpio mode 7 output\r\n");
  type("gpio toggle 7");
  assert_non_null(strstr(output, "not an output but input"));
  type("gpio blink 7");
  assert_non_null(strstr(output, "not an output; say gpio mode 7 output"));
  assert_false(fake_board.pins[7].high);
}

static void gpio_keeps_its_hands_off_the_console(void **state) {
  (void)state;
  static const char *const kLines[] = {
      "gpio mode 14 output", "gpio pull 15 up",   "gpio set 14 1",
      "gpio toggle 15",      "gpio-mode 14 alt0", "gpio blink 14 1"};
  for (size_t i = 0; i < sizeof(kLines) / sizeof(kLines[0]); i++) {
    type(kLines[i]);
    assert_non_null(strstr(output, "the console is on this pin"));
  }
  assert_int_equal(fake_board.pins[14].function, GPIO_INPUT);
  assert_int_equal(fake_board.pins[15].pull, GPIO_PULL_NONE);
  expect("gpio mode 14 output force",
         "GPIO 14 = 0 (low), output, pull none\r\n");
  expect("gpio get 15", "GPIO 15 = 0 (low), input, pull none\r\n");
}

static void gpio_says_what_is_wrong(void **state) {
  (void)state;
  expect("gpio get 20",
         "gpio get 20\r\n"
         "         ^^\r\n"
         "gpio: PIN is a number from 0 to 19\r\n");
  expect("gpio mode 7 sideways",
         "gpio mode 7 sideways\r\n"
         "            ^^^^^^^^\r\n"
         "gpio: expected input, output, in, out, alt0, alt1, alt2, "
         "alt3, alt4 or alt5\r\n");
  expect("gpio set 7",
         "gpio set 7\r\n"
         "          ^\r\n"
         "gpio: 0, 1, low, high, off, on, false or true is missing\r\n");
  expect("gpio pull 19 up",
         "gpio pull 19 up\r\n"
         "          ^^\r\n"
         "gpio: this chip cannot do that\r\n");
}

static void gpio_lists_all_pins(void **state) {
  (void)state;
  fake_board.pins[1].function = GPIO_ALT3;
  fake_board.pins[1].pull = GPIO_PULL_DOWN;
  fake_board.pins[1].high = true;
  type("gpio list");
  assert_non_null(strstr(output,
                         "  Pin  Mode    Pull  Level\r\n"
                         "    0  input   none  low\r\n"
                         "    1  alt3    down  high\r\n"));
  assert_non_null(strstr(output,
                         "   14  input   none  low  (console)\r\n"
                         "   15  input   none  low  (console)\r\n"
                         "   16  input"));
  assert_non_null(strstr(output, "   19  input   -     low\r\ndaedalus> "));
}

static void gpio_lists_one_pin(void **state) {
  (void)state;
  expect("gpio list 15",
         "  Pin  Mode    Pull  Level\r\n"
         "   15  input   none  low  (console)\r\n");
  expect("gpio list 19",
         "  Pin  Mode    Pull  Level\r\n"
         "   19  input   -     low\r\n");
  expect("gpio list x",
         "gpio list x\r\n"
         "          ^\r\n"
         "gpio: PIN is a number from 0 to 19\r\n");
}

// Each form that takes a pin refuses what is none, and changes nothing.
static void gpio_takes_no_other_pin(void **state) {
  (void)state;
  static const char *const kForms[] = {
      "gpio list %s",        "gpio get %s",     "gpio mode %s output",
      "gpio pull %s up",     "gpio set %s 1",   "gpio toggle %s",
      "gpio watch %s",       "gpio blink %s",   "gpio-get %s",
      "gpio-mode %s alt3",   "gpio-pull %s up", "gpio-set %s on",
      "gpio-toggle %s force"};
  static const char *const kPins[] = {
      "20", "-1", "4x", "18446744073709551616", "4294967296", "''", "1K"};
  for (size_t form = 0; form < sizeof(kForms) / sizeof(kForms[0]); form++) {
    for (size_t pin = 0; pin < sizeof(kPins) / sizeof(kPins[0]); pin++) {
      char line[64];
      snprintf(line, sizeof(line), kForms[form], kPins[pin]);
      type(line);
      assert_non_null(strstr(output, ": PIN is a number from 0 to 19\r\n"));
    }
  }
  for (size_t pin = 0; pin < kFakePins; pin++) {
    assert_int_equal(fake_board.pins[pin].function, GPIO_INPUT);
    assert_int_equal(fake_board.pins[pin].pull, GPIO_PULL_NONE);
    assert_false(fake_board.pins[pin].high);
  }
}

static void old_names_do_the_same(void **state) {
  (void)state;
  expect("gpio-mode 17 output", "GPIO 17 = 0 (low), output, pull none\r\n");
  expect("gpio-set 17 1", "GPIO 17 = 1 (high), output, pull none\r\n");
  expect("gpio-toggle 17", "GPIO 17 = 0 (low), output, pull none\r\n");
  expect("gpio-pull 17 pullup", "GPIO 17 = 0 (low), output, pull up\r\n");
  expect("gpio-get 17", "GPIO 17 = 0 (low), output, pull up\r\n");
  expect("gpio-get 58",
         "gpio-get 58\r\n"
         "         ^^\r\n"
         "gpio-get: PIN is a number from 0 to 19\r\n");
}

static unsigned sleeps;

static void make_edges(void) {
  sleeps++;
  if (sleeps == 2) {
    fake_board_edge(5, true);
  } else if (sleeps == 3) {
    fake_board_edge(5, false);
    fake_board_edge(5, true);
    fake_board_edge(5, false);
  }
}

static void gpio_watches_edges(void **state) {
  (void)state;
  sleeps = 0;
  fake_board.now_ns = 7000000000;
  fake_board.each_sleep = make_edges;
  test.fake.looks = 0;
  test.fake.interrupt_at = 12;
  expect("gpio watch 5",
         "Watching GPIO 5; Ctrl-C ends it.\r\n"
         "    7.040000  high\r\n"
         "    7.060000  low\r\n"
         "    7.060000  high\r\n"
         "    7.060000  low\r\n"
         "^C\r\n");
  assert_int_equal(fake_board.events, 0);
  type("irq");
  assert_null(strstr(output, "gpio watch"));
}

// Every other sleep.
static void toggle_the_last(void) {
  sleeps++;
  if (sleeps == 2 || sleeps == 4) {
    fake_board.pins[19].high = !fake_board.pins[19].high;
  }
}

static void make_many_edges(void) {
  sleeps++;
  for (unsigned i = 0; i < 100 && sleeps <= 2; i++) {
    fake_board_edge(5, i % 2 == 0);
  }
}

// Of a pin that never rests, 32 edges between two looks; then it is let go, and
// watched again after the look.
static void gpio_watch_leaves_time_for_others(void **state) {
  (void)state;
  sleeps = 0;
  fake_board.each_sleep = make_many_edges;
  test.fake.looks = 0;
  test.fake.interrupt_at = 12;
  type("gpio watch 5");
  size_t edges = 0;
  for (const char *c = output; (c = strchr(c, '.')) != nullptr; c++) {
    edges += c[7] == ' ' && c[8] == ' ';
  }
  assert_int_equal(edges, 64);
  const char *const first = strstr(output, "  low\r\nToo fast: not all");
  assert_non_null(first);
  assert_non_null(strstr(first + 10, "  low\r\nToo fast: not all"));
}

static void gpio_looks_at_a_pin_without_events(void **state) {
  (void)state;
  sleeps = 0;
  fake_board.now_ns = 9000000000;
  fake_board.each_sleep = toggle_the_last;
  test.fake.looks = 0;
  test.fake.interrupt_at = 12;
  expect("gpio watch 19",
         "Looking every 20 ms at GPIO 19; Ctrl-C ends it.\r\n"
         "    9.040000  high\r\n"
         "    9.080000  low\r\n"
         "^C\r\n");
  type("irq");
  assert_null(strstr(output, "gpio watch"));
}

static void gpio_blinks(void **state) {
  (void)state;
  type("gpio mode 5 output");
  const uint64_t before = fake_board.now_ns;
  expect("gpio blink 5 3 2s", "");
  assert_true(fake_board.pins[5].high);
  assert_int_equal(fake_board.now_ns - before, 6000000000);
  // The console's pins, too, if it has to be.
  type("gpio mode 14 output force");
  expect("gpio blink 14 1 1ms force; gpio blink 14 force", "");
  assert_true(fake_board.pins[14].high);
  expect("gpio blink 5 1 soon force",
         "gpio blink 5 1 soon force\r\n"
         "               ^^^^\r\n"
         "gpio: PERIOD is up to 100 years: in seconds, or with ns, us, ms, s, "
         "m or h\r\n");
  expect("gpio blink 5 0",
         "gpio blink 5 0\r\n"
         "             ^\r\n"
         "gpio: COUNT is a number from 1 to 1000000\r\n");
  test.fake.looks = 0;
  test.fake.interrupt_at = 2;
  expect("gpio blink 5 || echo ended", "^C\r\n");
}

// --- board ------------------------------------------------------------------

static void board_tells_what_it_is(void **state) {
  (void)state;
  static const struct memory_range kRanges[] = {
      {.base = 0, .bytes = 0x40000000, .source = "device tree"},
      {.base = 0x40000000, .bytes = 0x80000000, .source = "device tree"},
  };
  fake_board.ranges = kRanges;
  fake_board.range_count = 2;
  expect("board",
         "test board: test chip, test core\r\n"
         "  cores          1, entered at EL2\r\n"
         "  RAM            3072 MiB\r\n"
         "  console        interrupt 57, GPIO 14, GPIO 15\r\n"
         "  clock          1000000 Hz\r\n"
         "  GPIO pins      20\r\n"
         "There is no firmware to be asked for more.\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(gpio_sets_a_pin_up_and_drives_it, start),
      cmocka_unit_test_setup(gpio_knows_each_word_for_a_level, start),
      cmocka_unit_test_setup(gpio_does_not_claim_to_drive_an_input, start),
      cmocka_unit_test_setup(gpio_keeps_its_hands_off_the_console, start),
      cmocka_unit_test_setup(gpio_says_what_is_wrong, start),
      cmocka_unit_test_setup(gpio_lists_all_pins, start),
      cmocka_unit_test_setup(gpio_lists_one_pin, start),
      cmocka_unit_test_setup(gpio_takes_no_other_pin, start),
      cmocka_unit_test_setup(old_names_do_the_same, start),
      cmocka_unit_test_setup(gpio_watches_edges, start),
      cmocka_unit_test_setup(gpio_watch_leaves_time_for_others, start),
      cmocka_unit_test_setup(gpio_looks_at_a_pin_without_events, start),
      cmocka_unit_test_setup(gpio_blinks, start),
      cmocka_unit_test_setup(board_tells_what_it_is, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
