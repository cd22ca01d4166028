// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: what each command answers, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/memory.h"
#include "mm/heap.h"
#include "shell/shell.h"
#include "shell/testing/fake_platform.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  test_shell_start(&test, output, sizeof(output));
  fake_terminal_clear(&test.fake);
  return 0;
}

// What comes between the echo of `line` and the next prompt.
static void expect(const char *line, const char *answer) {
  char expected[sizeof(output)];
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, line, strlen(line));
  test_shell_type(&test, "\r", 1);
  snprintf(expected, sizeof(expected), "%s\r\n%sdaedalus> ", line, answer);
  assert_string_equal(output, expected);
}

static void expect_calls(size_t exceptions, size_t reboots, size_t poweroffs) {
  const struct fake_platform_calls calls = fake_platform_calls();
  assert_int_equal(calls.exceptions, exceptions);
  assert_int_equal(calls.reboots, reboots);
  assert_int_equal(calls.poweroffs, poweroffs);
}

static void help(void **state) {
  (void)state;
  expect("help",
         "Commands:\r\n"
         "  help       list the commands, or explain one\r\n"
         "  echo       write TEXT as it is\r\n"
         "  clear      clear the screen\r\n"
         "  version    show what runs here: version, board, compiler\r\n"
         "  meminfo    show the RAM, and of the heap what is used and left\r\n"
         "  history    list the lines entered so far, this one included\r\n"
         "  exception  raise a breakpoint exception: this stops the system\r\n"
         "  reboot     restart the board\r\n"
         "  poweroff   switch the board off\r\n"
         "Type 'help COMMAND' for how to use one.\r\n");
}

static void help_on_one(void **state) {
  (void)state;
  expect("help echo",
         "echo: write TEXT as it is\r\n"
         "Usage: echo [TEXT]\r\n");
  expect("help   help",
         "help: list the commands, or explain one\r\n"
         "Usage: help [COMMAND]\r\n");
  expect("help nosuch",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n");
  expect("help echo clear", "Usage: help [COMMAND]\r\n");
}

static void help_on_each(void **state) {
  (void)state;
  for (size_t i = 0; i < test.shell.config.command_count; i++) {
    const struct shell_command *command = test.shell.config.commands[i];
    char line[32];
    char answer[256];
    snprintf(line, sizeof(line), "help %s", command->name);
    snprintf(answer, sizeof(answer), "%s: %s\r\nUsage: %s\r\n", command->name,
             command->summary, command->usage);
    expect(line, answer);
    // The usage begins with the name, the summary is one line.
    assert_memory_equal(command->usage, command->name, strlen(command->name));
    assert_null(strchr(command->summary, '\n'));
  }
}

static void echo(void **state) {
  (void)state;
  expect("echo", "\r\n");
  expect("echo a", "a\r\n");
  expect("echo   a  b", "  a  b\r\n");
  expect("echo a  ", "a\r\n");
  expect("echo %s%n \\n \"$X\" ; | ", "%s%n \\n \"$X\" ; |\r\n");
  expect("echo \xc3\xa4\xf0\x9f\x98\x80", "\xc3\xa4\xf0\x9f\x98\x80\r\n");
}

static void clear(void **state) {
  (void)state;
  expect("clear", "\x1b[2J\x1b[H");
}

static void version(void **state) {
  (void)state;
  expect("version",
         "Product 1.2.3\r\n"
         "Board:    test board\r\n"
         "SoC:      test chip\r\n"
         "CPU:      test core\r\n"
         "Compiler: test compiler 4\r\n");
}

static void meminfo(void **state) {
  (void)state;
  fake_platform_reset(&(struct heap_stats){
      .start = 0x00880000,
      .end = 0x01080000,
      .size = 8388608,
      .used = 532480,
      .free = 7856128,
      .peak = 1048576,
      .largest_free = 7856128,
      .allocations = 17,
      .failures = 2,
  });
  expect("meminfo",
         "Heap: 0x00880000 to 0x01080000\r\n"
         "  size               8.0 MiB     8388608 bytes\r\n"
         "  used             520.0 KiB      532480 bytes  6.3 %\r\n"
         "  free               7.4 MiB     7856128 bytes  93.7 %\r\n"
         "  peak use           1.0 MiB     1048576 bytes  12.5 %\r\n"
         "  largest free       7.4 MiB     7856128 bytes  93.7 %\r\n"
         "  allocations   17\r\n"
         "  refused       2\r\n");
}

static void meminfo_never_says_zero_percent_of_something(void **state) {
  (void)state;
  fake_platform_reset(&(struct heap_stats){
      .start = 0x00880000,
      .end = 0x01080000,
      .size = 8388608,
      .used = 304,
      .free = 8388304,
      .peak = 304,
      .largest_free = 8388304,
  });
  expect("meminfo",
         "Heap: 0x00880000 to 0x01080000\r\n"
         "  size               8.0 MiB     8388608 bytes\r\n"
         "  used               0.2 KiB         304 bytes  < 0.1 %\r\n"
         "  free               7.9 MiB     8388304 bytes  > 99.9 %\r\n"
         "  peak use           0.2 KiB         304 bytes  < 0.1 %\r\n"
         "  largest free       7.9 MiB     8388304 bytes  > 99.9 %\r\n"
         "  allocations   not counted in this build\r\n"
         "  refused       0\r\n");
}

static void meminfo_of_an_empty_heap(void **state) {
  (void)state;
  fake_platform_reset(&(struct heap_stats){
      .start = 0x40a00000,
      .end = 0x40a00400,
      .size = 1024,
      .free = 1024,
      .largest_free = 1024,
  });
  expect("meminfo",
         "Heap: 0x40a00000 to 0x40a00400\r\n"
         "  size               1.0 KiB        1024 bytes\r\n"
         "  used               0.0 KiB           0 bytes  0.0 %\r\n"
         "  free               1.0 KiB        1024 bytes  100.0 %\r\n"
         "  peak use           0.0 KiB           0 bytes  0.0 %\r\n"
         "  largest free       1.0 KiB        1024 bytes  100.0 %\r\n"
         "  allocations   0\r\n"
         "  refused       0\r\n");
}

// What meminfo says of a heap that is not there.
#define EMPTY_HEAP                                     \
  "Heap: 0x00000000 to 0x00000000\r\n"                 \
  "  size               0.0 KiB           0 bytes\r\n" \
  "  used               0.0 KiB           0 bytes\r\n" \
  "  free               0.0 KiB           0 bytes\r\n" \
  "  peak use           0.0 KiB           0 bytes\r\n" \
  "  largest free       0.0 KiB           0 bytes\r\n" \
  "  allocations   0\r\n"                              \
  "  refused       0\r\n"

static void meminfo_before_there_is_a_heap(void **state) {
  (void)state;
  fake_platform_reset(&(struct heap_stats){0});
  expect("meminfo", EMPTY_HEAP);
}

static void meminfo_shows_all_ram(void **state) {
  (void)state;
  fake_platform_reset(&(struct heap_stats){0});
  const struct memory_range ranges[] = {
      {.base = 0, .bytes = 0x3b400000, .source = "device tree"},
      {.base = 0x40000000, .bytes = 0xfffffc00, .source = "firmware"},
      {.base = 0x100000000, .bytes = 0x2000000000, .source = "board"},
  };
  fake_platform_set_memory(ranges, 3);
  expect("meminfo",
         "RAM:  948 MiB at 0x00000000 (device tree)\r\n"
         "RAM:  4194303 KiB at 0x40000000 (firmware)\r\n"
         "RAM:  131072 MiB at 0x100000000 (board)\r\n" EMPTY_HEAP);
}

static void history(void **state) {
  (void)state;
  expect("history", "    1  history\r\n");
  expect("echo   x", "  x\r\n");
  expect("nosuch",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n");
  expect("  history ",
         "    1  history\r\n"
         "    2  echo   x\r\n"
         "    3  nosuch\r\n"
         "    4  history\r\n");
}

static void history_keeps_the_numbers_of_what_it_drops(void **state) {
  (void)state;
  for (unsigned i = 0; i < kShellHistoryLines; i++) {
    test_shell_type(&test, "nosuch\r", 7);
  }
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, "history\r", 8);
  // The echo, then number 2 on: 999 lines and itself.
  assert_memory_equal(output, "history\r\n    2  nosuch\r\n    3  nosuch\r\n",
                      39);
  assert_int_equal(test.fake.total, 9 + 999 * 15 + 16 + 10);
}

static void exception(void **state) {
  (void)state;
  expect("exception",
         "Raising a breakpoint exception.\r\n"
         "The exception returned.\r\n");
  expect_calls(1, 0, 0);
}

static void reboot(void **state) {
  (void)state;
  expect("reboot",
         "Rebooting.\r\n"
         "This board cannot restart itself.\r\n");
  expect_calls(0, 1, 0);
}

static void poweroff(void **state) {
  (void)state;
  expect("poweroff",
         "Powering off.\r\n"
         "This board cannot switch itself off.\r\n");
  expect_calls(0, 0, 1);
}

// An argument too many is answered with the usage, and nothing is done.
static void surplus_arguments(void **state) {
  (void)state;
  expect("clear x", "Usage: clear\r\n");
  expect("version x", "Usage: version\r\n");
  expect("meminfo x", "Usage: meminfo\r\n");
  expect("history -c", "Usage: history\r\n");
  expect("exception x", "Usage: exception\r\n");
  expect("reboot now", "Usage: reboot\r\n");
  expect("poweroff  now", "Usage: poweroff\r\n");
  expect_calls(0, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(help, start),
      cmocka_unit_test_setup(help_on_one, start),
      cmocka_unit_test_setup(help_on_each, start),
      cmocka_unit_test_setup(echo, start),
      cmocka_unit_test_setup(clear, start),
      cmocka_unit_test_setup(version, start),
      cmocka_unit_test_setup(meminfo, start),
      cmocka_unit_test_setup(meminfo_never_says_zero_percent_of_something,
                             start),
      cmocka_unit_test_setup(meminfo_of_an_empty_heap, start),
      cmocka_unit_test_setup(meminfo_before_there_is_a_heap, start),
      cmocka_unit_test_setup(meminfo_shows_all_ram, start),
      cmocka_unit_test_setup(history, start),
      cmocka_unit_test_setup(history_keeps_the_numbers_of_what_it_drops, start),
      cmocka_unit_test_setup(exception, start),
      cmocka_unit_test_setup(reboot, start),
      cmocka_unit_test_setup(poweroff, start),
      cmocka_unit_test_setup(surplus_arguments, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
