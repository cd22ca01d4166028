// SPDX-License-Identifier: Apache-2.0
/** @file What is told of a transfer, and of an image that is or is not started.
 * The transfers themselves: shell/xmodem_test.c, tests/serial/load_test.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

#define ASK "Send the file by YMODEM or XMODEM; Ctrl-C gives up.\r\nC"
#define CANCEL "\x18\x18\x18\x18\x18\x18\x18\x18"

// Of "123456789" and 119 zeroes, as gzip has it.
#define CRC "440f2813"

static char output[8192];
static struct test_shell test;
alignas(16) static unsigned char room[1024];

static int start(void **state) {
  (void)state;
  fake_board_reset();
  memset(room, 0xee, sizeof(room));
  fake_board.room = room;
  fake_board.room_bytes = sizeof(room);
  test_shell_start(&test, output, sizeof(output));
  return timers_begin() == STATUS_OK ? 0 : -1;
}

static unsigned crc16(const unsigned char *bytes, size_t count) {
  unsigned crc = 0;
  for (size_t i = 0; i < count; i++) {
    crc ^= (unsigned)bytes[i] << 8;
    for (int bit = 0; bit < 8; bit++) {
      crc = crc << 1 ^ ((crc & 0x8000) != 0 ? 0x11021 : 0);
    }
  }
  return crc;
}

static unsigned char line[65536];  // what the sender sends
static size_t line_count;

static void send_block(unsigned char number, const char *data, size_t count) {
  unsigned char *const block = &line[line_count];
  memset(block, 0, 3 + 128);
  block[0] = 1;
  block[1] = number;
  block[2] = (unsigned char)~number;
  memcpy(&block[3], data, count);
  const unsigned crc = crc16(&block[3], 128);
  block[131] = (unsigned char)(crc >> 8);
  block[132] = (unsigned char)crc;
  line_count += 133;
}

static void send_bytes(const char *bytes) {
  while (*bytes != '\0') {
    line[line_count++] = (unsigned char)*bytes++;
  }
}

// What the sender has sent is on the line.
static void put_on_line(void) {
  test.fake.input = (const char *)line;
  test.fake.input_length = line_count;
  line_count = 0;
}

static void enter(const char *command) {
  put_on_line();
  test_shell_enter(&test, command);
}

static void expect(const char *command, const char *answer) {
  put_on_line();
  test_shell_expect(&test, command, answer);
}

// "123456789" and zeroes: 128 bytes, that is one block.
static void load(void) {
  send_block(1, "123456789", 9);
  send_bytes("\x04\x04");
  enter("load");
  assert_non_null(strstr(output, "Loaded: 128 bytes at 0x"));
}

static void a_file_is_there_as_it_was_sent(void **state) {
  (void)state;
  char answer[256];
  send_block(0,
             "kernel8.img\0"
             "100 0 0",
             19);
  send_block(1, "123456789", 9);
  send_bytes("\x04\x04");
  send_block(0, "", 0);
  snprintf(answer, sizeof(answer),
           ASK
           "\x06"
           "C"
           "\x06\x15\x06"
           "C"
           "\x06\r\n"
           "kernel8.img: 100 bytes at 0x%08lx, CRC-32 307e938a\r\n"
           "0.0 s, 100000 bytes/s, 0 errors repaired\r\n",
           (unsigned long)(uintptr_t)room);
  expect("load", answer);
  assert_memory_equal(room, "123456789\0\0", 11);
  assert_int_equal(room[99], 0);
  assert_int_equal(room[100], 0xee);
}

static void it_goes_to_the_address_that_is_given(void **state) {
  (void)state;
  char command[64];
  send_block(1, "123456789", 9);
  send_bytes("\x04\x04");
  snprintf(command, sizeof(command), "load 0x%lx",
           (unsigned long)(uintptr_t)&room[512]);
  enter(command);
  assert_non_null(strstr(output, "CRC-32 " CRC));
  assert_memory_equal(&room[512], "123456789", 9);
  assert_int_equal(room[0], 0xee);
}

static void it_has_to_be_free_memory(void **state) {
  (void)state;
  char answer[256];
  snprintf(answer, sizeof(answer),
           "load 0x80000\r\n"
           "     ^^^^^^^\r\n"
           "load: free are 0x%lx to 0x%lx, in steps of 16\r\n",
           (unsigned long)(uintptr_t)room,
           (unsigned long)(uintptr_t)room + 1024 - 128 - 16);
  expect("load 0x80000", answer);
  char command[64];
  snprintf(command, sizeof(command), "load %lu",
           (unsigned long)(uintptr_t)&room[8]);
  test_shell_enter(&test, command);
  assert_non_null(strstr(output, ", in steps of 16\r\n"));
  fake_board.room_bytes = 0;
  expect("load", "load: there is no free memory behind the heap\r\n");
}

static void nobody_sends(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  test_shell_enter(&test, "load");
  assert_non_null(
      strstr(output, "CCCC" CANCEL "\r\nload: nobody has sent anything\r\n"));
  const uint64_t seconds = (fake_board.now_ns - before) / 1000000000;
  assert_int_equal(seconds, 60);
  expect("echo $?", "3\r\n");
}

static void the_user_gives_up(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  send_bytes(
      "\x03"
      "echo");
  expect("load; echo $?", ASK CANCEL "\r\nload: given up\r\n");
  // What comes next is typed: there was no sender.
  assert_int_equal(test.fake.input_length, 4);
  assert_in_range(fake_board.now_ns - before, 0, 10000000);
}

static void who_sends_goes_on_sending(void **state) {
  (void)state;
  send_bytes(
      "x\x03"
      "y\x03");
  expect("load", ASK CANCEL "\r\nload: given up\r\n");
  send_bytes("\x18\x18\x18 more");
  expect("load", ASK "\r\nload: given up\r\n");
  assert_int_equal(test.fake.input_length, 0);
}

// The block itself would be repaired.
static void what_is_left_of_a_block_is_not_the_user(void **state) {
  (void)state;
  send_block(1, "1", 1);
  // A sender that is too early may send some more of them.
  memset(&line[line_count], 'x', 4096);
  line_count += 4096;
  send_bytes("\x03y");
  expect("load", ASK "\x06\x15\x15\x15\x15\x15\x15\x15\x15\x15" CANCEL
                     "\r\nload: the sender was lost after 128 bytes\r\n");
}

static void what_is_in_a_block_is_not_the_user(void **state) {
  (void)state;
  send_bytes("\x01\x01\xfe\x03");
  expect("load", ASK "CCCCCCCCC" CANCEL
                     "\r\nload: the sender was lost after 0 bytes\r\n");
}

static void the_user_gives_up_in_silence(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  send_block(1, "1", 1);
  send_bytes("x\x03");
  expect("load", ASK "\x06" CANCEL "\r\nload: given up\r\n");
  // One of them is for the sender.
  assert_in_range(fake_board.now_ns - before, 1000000000, 1200000000);
}

static void the_user_gives_up_in_endless_rubbish(void **state) {
  (void)state;
  memset(line, 'x', sizeof(line) / 2);
  line[sizeof(line) / 2] = 3;
  line_count = sizeof(line) - 1;
  memset(&line[sizeof(line) / 2 + 1], 'x', sizeof(line) / 2 - 2);
  expect("load", ASK CANCEL "\r\nload: given up\r\n");
}

static void the_sender_gives_up(void **state) {
  (void)state;
  send_bytes("\x18\x18");
  expect("load", ASK "\r\nload: given up\r\n");
}

// What it goes on sending is not typed.
static void a_file_may_be_too_large(void **state) {
  (void)state;
  send_block(0,
             "a\0"
             "897",
             5);
  send_bytes("rubbish\r");
  expect("load", ASK CANCEL
         "\r\nload: the file is larger than the room, 896 bytes\r\n");
  expect("echo $?", "2\r\n");
}

static void the_sender_may_get_lost(void **state) {
  (void)state;
  send_block(1, "1", 1);
  send_block(3, "3", 1);
  expect("load",
         ASK "\x06" CANCEL "\r\nload: the sender was lost after 128 bytes\r\n");
  expect("go", "go: nothing is loaded; see help load\r\n");
}

static void an_image_is_started(void **state) {
  (void)state;
  load();
  test_shell_enter(&test, "go");
  assert_non_null(strstr(output, "Starting 128 bytes at 0x00080000.\r\n"));
  assert_int_equal(fake_board.starts, 1);
}

static void who_does_not_leave_says_why(void **state) {
  (void)state;
  load();
  fake_board.start_status = STATUS_BUSY;
  expect("go",
         "Starting 128 bytes at 0x00080000.\r\n"
         "go: another core is at work\r\n");
  expect("echo $?", "6\r\n");
  fake_board.start_status = STATUS_UNSUPPORTED;
  expect("go",
         "Starting 128 bytes at 0x00080000.\r\n"
         "go: the other cores cannot be stopped here\r\n");
  fake_board.start_status = STATUS_TIMED_OUT;
  expect("go",
         "Starting 128 bytes at 0x00080000.\r\n"
         "go: another core does not stop\r\n");
}

static void what_would_not_run_is_not_started(void **state) {
  (void)state;
  load();
  fake_board.plan_status = STATUS_INVALID_ARGUMENT;
  expect("go", "go: this is no image for this processor\r\n");
  fake_board.plan_status = STATUS_UNSUPPORTED;
  expect("go", "go: this image is for another board\r\n");
  fake_board.plan_status = STATUS_OUT_OF_RANGE;
  expect("go",
         "go: the image would overwrite itself or the device tree, or run "
         "outside of RAM\r\n");
  fake_board.plan_status = STATUS_OK;
  room[127] = 1;
  expect("go", "go: the file has been changed in memory; load it again\r\n");
  assert_int_equal(fake_board.starts, 0);
}

static void an_elf_file_is_known(void **state) {
  (void)state;
  send_block(1, "\177ELF", 4);
  send_bytes("\x04\x04");
  enter("load");
  fake_board.plan_status = STATUS_INVALID_ARGUMENT;
  expect("go", "go: this is an ELF file; load the .img beside it\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_file_is_there_as_it_was_sent, start),
      cmocka_unit_test_setup(it_goes_to_the_address_that_is_given, start),
      cmocka_unit_test_setup(it_has_to_be_free_memory, start),
      cmocka_unit_test_setup(nobody_sends, start),
      cmocka_unit_test_setup(the_user_gives_up, start),
      cmocka_unit_test_setup(who_sends_goes_on_sending, start),
      cmocka_unit_test_setup(what_is_left_of_a_block_is_not_the_user, start),
      cmocka_unit_test_setup(what_is_in_a_block_is_not_the_user, start),
      cmocka_unit_test_setup(the_user_gives_up_in_silence, start),
      cmocka_unit_test_setup(the_user_gives_up_in_endless_rubbish, start),
      cmocka_unit_test_setup(the_sender_gives_up, start),
      cmocka_unit_test_setup(a_file_may_be_too_large, start),
      cmocka_unit_test_setup(the_sender_may_get_lost, start),
      cmocka_unit_test_setup(an_image_is_started, start),
      cmocka_unit_test_setup(who_does_not_leave_says_why, start),
      cmocka_unit_test_setup(what_would_not_run_is_not_started, start),
      cmocka_unit_test_setup(an_elf_file_is_known, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
