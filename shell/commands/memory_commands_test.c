// SPDX-License-Identifier: Apache-2.0
/** @file What commands say of memory and cores, on a board that is a fake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "mm/heap.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  for (size_t i = 0; i < sizeof(fake_board.memory); i++) {
    fake_board.memory[i] = (uint8_t)(i + 0x10);
  }
  return 0;
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

static void mem_reads_each_width(void **state) {
  (void)state;
  expect("mem read 0x1001 8", "0x11\r\n");
  expect("mem read 0x1002 16", "0x1312\r\n");
  expect("mem read 0x1004", "0x17161514\r\n");
  expect("mem READ 4104 64", "0x1f1e1d1c1b1a1918\r\n");
  expect("mem read 4K 32", "0x13121110\r\n");
}

static void mem_writes_each_width(void **state) {
  (void)state;
  expect("mem write 0x1000 0xab 8; mem write 0x1002 0b11 16", "");
  expect("mem write 0x1004 1; mem write 0x1008 0x8000000000000000 64", "");
  expect("mem dump 0x1000 16",
         "00001000   ab 11 03 00  01 00 00 00  00 00 00 00  00 00 00 80"
         "  ................\r\n");
}

static void mem_tells_where_nothing_is(void **state) {
  (void)state;
  expect("mem read 0x2000",
         "mem read 0x2000\r\n"
         "         ^^^^^^\r\n"
         "mem: nothing answers, or it is not allowed; see mmu\r\n");
  expect("mem write 0x1020 1",
         "mem write 0x1020 1\r\n"
         "          ^^^^^^\r\n"
         "mem: nothing answers, or it is not allowed; see mmu\r\n");
  assert_int_equal(fake_board.memory[32], 0x30);
  expect("mem read 0x1002 64",
         "mem read 0x1002 64\r\n"
         "         ^^^^^^\r\n"
         "mem: not a multiple of 8 bytes\r\n");
}

static void mem_says_what_is_wrong(void **state) {
  (void)state;
  expect("mem write 0x1000 256 8",
         "mem write 0x1000 256 8\r\n"
         "                 ^^^\r\n"
         "mem: VALUE is a number from 0 to 255\r\n");
  expect("mem read here",
         "mem read here\r\n"
         "         ^^^^\r\n"
         "mem: ADDRESS is a number from 0x0 to 0xffffffffffffffff\r\n");
  expect("mem read 0 24",
         "mem read 0 24\r\n"
         "           ^^\r\n"
         "mem: expected 8, 16, 32 or 64\r\n");
  expect("mem",
         "mem\r\n"
         "   ^\r\n"
         "mem: read, write, dump or search is missing\r\n");
  expect("mem write 0",
         "mem write 0\r\n"
         "           ^\r\n"
         "mem: VALUE is missing\r\n");
  expect("mem raed 0",
         "mem raed 0\r\n"
         "    ^^^^\r\n"
         "mem: expected read, write, dump or search\r\n"
         "Did you mean 'read'?\r\n");
}

static void mem_dumps_what_is_there(void **state) {
  (void)state;
  memcpy(fake_board.memory, "Daedalus~\x7f", 10);
  expect("mem dump 0x1004 1",
         "00001000   44 61 65 64  61 6c 75 73  7e 7f 1a 1b  1c 1d 1e 1f"
         "  Daedalus~.......\r\n");
  type("mem dump 0x1030 32");
  assert_non_null(strstr(output,
                         "00001040   ?? ?? ?? ??  ?? ?? ?? ??  ?? ?? ?? ??"
                         "  ?? ?? ?? ??                  \r\n"));
  type("mem dump 0");
  assert_non_null(strstr(output, "mem: nothing answers"));
  test.fake.looks = 0;
  test.fake.interrupt_at = 2;
  type("mem dump 0x1000 64");
  assert_non_null(strstr(output, "  Daedalus~.......\r\n^C\r\n"));
  test.fake.interrupt_at = 0;
}

static void mem_finds_text(void **state) {
  (void)state;
  memcpy(&fake_board.memory[5], "seek", 4);
  memcpy(&fake_board.memory[60], "seek", 4);
  expect("mem search 0 8K seek",
         "0x00001005\r\n0x0000103c\r\nBytes that do not answer: 8128\r\n");
  expect("mem search 0x1006 16 seek && echo yes", "Not found.\r\n");
  expect("mem search 0x103d 4 seek && echo yes",
         "Not found.\r\nBytes that do not answer: 1\r\n");
  expect("mem search 0x1000 2 ''",
         "mem search 0x1000 2 ''\r\n"
         "                    ^^\r\n"
         "mem: TEXT is empty\r\n");
}

static void mmu(void **state) {
  (void)state;
  expect("mmu",
         "The MMU is on. Mapped, each address to itself:\r\n"
         "  0x00080000-0x00093fff    80 KiB  r-x  code\r\n"
         "  0x00094000-0x00893fff     8 MiB  rw-  data\r\n"
         "  0xfe000000-0xffffffff    32 MiB  rw-  device\r\n"
         "All other addresses are exceptions.\r\n");
}

static void cpu_and_regs(void **state) {
  (void)state;
  expect("cpu",
         "  Core  State\r\n"
         "     0  Test-A1 r2p3, EL1, runs the shell\r\n");
  expect("regs", "  TEST_EL1         0x0000000000001234\r\n");
}

static void heap(void **state) {
  (void)state;
  expect("heap check", "Every block is whole.\r\n");
  type("heap map");
  assert_non_null(strstr(output, "A sign is 16384 bytes:"));
  assert_non_null(strstr(output, "#####"));
  assert_non_null(strstr(output, ": fragmentation "));
  // Whichever it is: general or bump, traced or not.
  type("heap trace");
  assert_true(strstr(output, "only in an image built with --//mm:trace") ||
              strstr(output, " blocks from 0x"));
  expect("heap stress 0",
         "heap stress 0\r\n"
         "            ^\r\n"
         "heap: STEPS is a number from 1 to 1000000000\r\n");
  struct heap_stats before;
  heap_stats(&before);
  type("heap stress 1000");
  struct heap_stats after;
  heap_stats(&after);
  assert_true(strstr(output, "built with --//mm:heap=general") ||
              strstr(output, "1000 steps, 0 refused, all whole\r\n"));
  assert_int_equal(after.used, before.used);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(mem_reads_each_width, start),
      cmocka_unit_test_setup(mem_writes_each_width, start),
      cmocka_unit_test_setup(mem_tells_where_nothing_is, start),
      cmocka_unit_test_setup(mem_says_what_is_wrong, start),
      cmocka_unit_test_setup(mem_dumps_what_is_there, start),
      cmocka_unit_test_setup(mem_finds_text, start),
      cmocka_unit_test_setup(mmu, start),
      cmocka_unit_test_setup(cpu_and_regs, start),
      cmocka_unit_test_setup(heap, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
