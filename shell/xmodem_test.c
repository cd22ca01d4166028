// SPDX-License-Identifier: Apache-2.0
/** @file The sender is played here, with blocks built apart from the receiver's
 * code but for the CRC, of which 8 of the reference gives "123456789": 31C3. */
#include "shell/xmodem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

enum { kMemoryBytes = 4096 };

static unsigned char memory[kMemoryBytes + 1];
static struct xmodem xmodem;
static unsigned char file[kMemoryBytes];

static void expect_answer(const char *answer) {
  assert_int_equal(xmodem.answer_count, strlen(answer));
  assert_memory_equal(xmodem.answer, answer, strlen(answer));
}

static const char kCancel[] = "\x18\x18\x18\x18\x18\x18\x18\x18";

static int start(void **state) {
  (void)state;
  memset(memory, 0xee, sizeof(memory));
  for (size_t i = 0; i < sizeof(file); i++) {
    file[i] = (unsigned char)(i * 7 + i / 256);
  }
  xmodem_begin(&xmodem, memory, kMemoryBytes);
  assert_int_equal(xmodem.state, XMODEM_RUNS);
  expect_answer("C");
  return 0;
}

// By polynomial division, a bit of the message at a time.
static unsigned crc_of(const unsigned char *bytes, size_t count) {
  unsigned long crc = 0;
  for (size_t bit = 0; bit < 8 * (count + 2); bit++) {
    const size_t at = bit / 8;
    const unsigned in = at < count ? bytes[at] >> (7 - bit % 8) & 1u : 0;
    crc = crc << 1 | in;
    if (crc & 0x10000) {
      crc ^= 0x11021;
    }
  }
  return (unsigned)crc;
}

static void feed(const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(xmodem.state, XMODEM_RUNS);
    xmodem_feed(&xmodem, ((const unsigned char *)bytes)[i]);
  }
}

static void feed_byte(unsigned char byte) { feed(&byte, 1); }

// A block that is wrong in as far as `crc_error` and `number_error` are not 0.
static void send_wrong(unsigned number, const void *data, size_t bytes,
                       unsigned crc_error, unsigned number_error) {
  const unsigned crc = crc_of(data, bytes) ^ crc_error;
  feed_byte(bytes == 128 ? 1 : 2);
  feed_byte((unsigned char)number);
  feed_byte((unsigned char)(~number ^ number_error));
  feed(data, bytes);
  feed_byte((unsigned char)(crc >> 8));
  feed_byte((unsigned char)crc);
}

static void send_block(unsigned number, const void *data, size_t bytes) {
  send_wrong(number, data, bytes, 0, 0);
}

static void send_header(const char *name, const char *size) {
  unsigned char block[128] = {0};
  strcpy((char *)block, name);                     // NOLINT
  strcpy((char *)block + strlen(name) + 1, size);  // NOLINT
  send_block(0, block, sizeof(block));
}

static void send_end(void) {
  feed_byte(4);
  expect_answer("\x15");
  feed_byte(4);
}

static void expect_file(size_t bytes) {
  assert_int_equal(xmodem.state, XMODEM_DONE);
  assert_int_equal(xmodem.received, bytes);
  assert_memory_equal(memory, file, bytes);
  assert_int_equal(memory[bytes], 0xee);
}

static void the_test_has_the_right_crc(void **state) {
  (void)state;
  assert_int_equal(crc_of((const unsigned char *)"123456789", 9), 0x31c3);
}

static void takes_a_file_by_xmodem(void **state) {
  (void)state;
  send_block(1, file, 128);
  expect_answer("\x06");
  send_block(2, file + 128, 128);
  expect_answer("\x06");
  send_end();
  expect_answer("\x06");
  expect_file(256);
  assert_int_equal(xmodem.errors, 0);
  assert_string_equal(xmodem.name, "");
}

static void takes_blocks_of_both_sizes(void **state) {
  (void)state;
  send_block(1, file, 1024);
  send_block(2, file + 1024, 128);
  send_end();
  expect_file(1152);
}

static void takes_a_file_by_ymodem_to_the_byte(void **state) {
  (void)state;
  send_header("kernel8.img", "1100 14733247 100644");
  expect_answer(
      "\x06"
      "C");
  assert_string_equal(xmodem.name, "kernel8.img");
  assert_int_equal(xmodem.size, 1100);
  send_block(1, file, 1024);
  expect_answer("\x06");
  send_block(2, file + 1024, 128);
  send_end();
  expect_answer(
      "\x06"
      "C");
  assert_int_equal(xmodem.state, XMODEM_RUNS);
  send_header("", "");
  expect_answer("\x06");
  expect_file(1100);
}

static void numbers_go_round(void **state) {
  (void)state;
  for (unsigned block = 1; block <= 300; block++) {
    // All into the same 128 bytes' worth of room would not do: as far as it
    // goes.
    if (xmodem.received == kMemoryBytes) {
      xmodem.received = 128;
    }
    send_block(block, file, 128);
    expect_answer("\x06");
  }
  assert_int_equal(xmodem.state, XMODEM_RUNS);
}

static void asks_again_until_somebody_sends(void **state) {
  (void)state;
  for (int second = 1; second < 60; second++) {
    assert_int_equal(xmodem_patience_ms(&xmodem), 1000);
    xmodem_silence(&xmodem);
    assert_int_equal(xmodem.state, XMODEM_RUNS);
    expect_answer("C");
  }
  xmodem_silence(&xmodem);
  assert_int_equal(xmodem.state, XMODEM_NO_SENDER);
}

static void what_is_typed_before_does_not_matter(void **state) {
  (void)state;
  feed("rz\r sb kernel8.img\r", 19);
  expect_answer("");
  send_block(1, file, 128);
  send_end();
  expect_file(128);
}

// Nothing of a wrong block is kept, and the right one is.
static void expect_repair(void) {
  assert_int_equal(xmodem.received, 128);
  expect_answer("");
  assert_int_equal(xmodem_patience_ms(&xmodem), 200);
  xmodem_silence(&xmodem);
  expect_answer("\x15");
  assert_int_equal(xmodem.errors, 1);
  send_block(2, file + 128, 128);
  expect_answer("\x06");
  send_end();
  expect_file(256);
}

static void a_wrong_crc_is_sent_anew(void **state) {
  (void)state;
  send_block(1, file, 128);
  send_wrong(2, file + 256, 128, 1, 0);
  expect_repair();
}

static void a_wrong_number_is_sent_anew(void **state) {
  (void)state;
  send_block(1, file, 128);
  send_wrong(2, file + 256, 128, 0, 0x10);
  expect_repair();
}

static void half_a_block_is_sent_anew(void **state) {
  (void)state;
  send_block(1, file, 128);
  feed("\x01\x02\xfdhalf", 7);
  assert_int_equal(xmodem_patience_ms(&xmodem), 1000);
  xmodem_silence(&xmodem);
  expect_answer("\x15");
  assert_int_equal(xmodem.errors, 1);
  send_block(2, file + 128, 128);
  send_end();
  expect_file(256);
}

static void a_lost_answer_does_no_harm(void **state) {
  (void)state;
  send_header("a", "256");
  send_header("a", "256");
  expect_answer(
      "\x06"
      "C");
  send_block(1, file, 128);
  send_block(1, file, 128);
  expect_answer("\x06");
  assert_int_equal(xmodem.received, 128);
  send_block(2, file + 128, 128);
  send_end();
  // Its answer is lost, too.
  feed_byte(4);
  expect_answer(
      "\x06"
      "C");
  send_header("", "");
  expect_file(256);
}

static void of_two_headers_the_last_counts(void **state) {
  (void)state;
  send_header("kernel8.img", "256");
  send_header("a", "128");
  assert_string_equal(xmodem.name, "a");
  assert_int_equal(xmodem.size, 128);
}

static void a_lost_wish_is_repeated(void **state) {
  (void)state;
  send_header("a", "128");
  assert_int_equal(xmodem_patience_ms(&xmodem), 3000);
  xmodem_silence(&xmodem);
  expect_answer("C");
  send_block(1, file, 128);
  xmodem_silence(&xmodem);
  expect_answer("\x15");
  send_end();
  xmodem_silence(&xmodem);
  expect_answer("C");
  send_header("", "");
  expect_file(128);
}

static void noise_between_blocks_is_waited_out(void **state) {
  (void)state;
  send_block(1, file, 128);
  feed("\xff\x01\x02\x04", 4);
  assert_int_equal(xmodem_patience_ms(&xmodem), 200);
  xmodem_silence(&xmodem);
  expect_answer("\x15");
  assert_int_equal(xmodem.errors, 1);
  send_block(2, file + 128, 128);
  send_end();
  expect_file(256);
}

static void one_end_may_be_noise(void **state) {
  (void)state;
  send_block(1, file, 128);
  feed_byte(4);
  expect_answer("\x15");
  send_block(2, file + 128, 128);
  feed_byte(4);
  expect_answer("\x15");
  feed_byte(4);
  expect_file(256);
}

static void a_block_that_is_missing_ends_it(void **state) {
  (void)state;
  send_block(1, file, 128);
  send_block(3, file + 256, 128);
  assert_int_equal(xmodem.state, XMODEM_LOST);
  expect_answer(kCancel);
  assert_int_equal(xmodem.received, 128);
}

static void silence_ends_it(void **state) {
  (void)state;
  send_block(1, file, 128);
  for (int i = 1; i < 10; i++) {
    xmodem_silence(&xmodem);
    assert_int_equal(xmodem.state, XMODEM_RUNS);
  }
  xmodem_silence(&xmodem);
  assert_int_equal(xmodem.state, XMODEM_LOST);
  expect_answer(kCancel);
}

static void a_good_block_gives_new_tries(void **state) {
  (void)state;
  for (unsigned block = 1; block <= 4; block++) {
    for (int i = 1; i < 10; i++) {
      xmodem_silence(&xmodem);
    }
    send_block(block, file + (block - 1) * 128, 128);
    expect_answer("\x06");
  }
  send_end();
  expect_file(512);
}

static void the_sender_may_cancel(void **state) {
  (void)state;
  send_block(1, file, 128);
  feed_byte(0x18);
  assert_int_equal(xmodem.state, XMODEM_RUNS);
  feed_byte(0x18);
  assert_int_equal(xmodem.state, XMODEM_CANCELLED);
}

static void one_cancel_is_noise(void **state) {
  (void)state;
  feed_byte(0x18);
  send_block(1, file, 128);
  feed_byte(0x18);
  send_block(2, file + 128, 128);
  send_end();
  expect_file(256);
}

static void the_user_may_cancel(void **state) {
  (void)state;
  xmodem_give_up(&xmodem);
  assert_int_equal(xmodem.state, XMODEM_CANCELLED);
  expect_answer(kCancel);
}

static void what_is_said_to_be_too_large_is_refused_at_once(void **state) {
  (void)state;
  send_header("a", "4097");
  assert_int_equal(xmodem.state, XMODEM_TOO_LARGE);
  expect_answer(kCancel);
}

static void a_size_beyond_all_numbers_is_too_large(void **state) {
  (void)state;
  send_header("a", "99999999999999999999999999999999999999999");
  assert_int_equal(xmodem.state, XMODEM_TOO_LARGE);
}

static void the_last_byte_of_room_is_used(void **state) {
  (void)state;
  send_header("a", "4096");
  for (unsigned block = 1; block <= 4; block++) {
    send_block(block, file + (block - 1) * (size_t)1024, 1024);
  }
  send_end();
  send_header("", "");
  expect_file(4096);
}

static void what_turns_out_too_large_is_refused(void **state) {
  (void)state;
  for (unsigned block = 1; block <= 4; block++) {
    send_block(block, file + (block - 1) * (size_t)1024, 1024);
  }
  send_block(5, file, 128);
  assert_int_equal(xmodem.state, XMODEM_TOO_LARGE);
  expect_answer(kCancel);
  assert_int_equal(memory[4096], 0xee);
}

static void more_than_was_said_is_padding(void **state) {
  (void)state;
  send_header("a", "100");
  send_block(1, file, 1024);
  expect_answer("\x06");
  send_block(2, file + 1024, 128);
  send_end();
  send_header("", "");
  expect_file(100);
}

static void less_than_was_said_is_no_file(void **state) {
  (void)state;
  send_header("a", "129");
  send_block(1, file, 128);
  send_end();
  assert_int_equal(xmodem.state, XMODEM_LOST);
  expect_answer(kCancel);
}

static void a_name_is_shown_as_text(void **state) {
  (void)state;
  send_header("\x1b[2J\xc3\xa4.img", "1");
  assert_string_equal(xmodem.name, "?[2J??.img");
}

static void a_long_name_is_cut(void **state) {
  (void)state;
  send_header("0123456789012345678901234567890123456789", "77");
  assert_string_equal(xmodem.name, "012345678901234567890123456789012345678");
  assert_int_equal(xmodem.size, 77);
}

static void a_header_without_an_end_is_all_name(void **state) {
  (void)state;
  unsigned char block[128];
  memset(block, '9', sizeof(block));
  send_block(0, block, sizeof(block));
  assert_int_equal(xmodem.size, 0);
  assert_int_equal(strlen(xmodem.name), XMODEM_NAME_BYTES - 1);
}

static void a_batch_of_nothing_is_a_cancel(void **state) {
  (void)state;
  send_header("", "");
  assert_int_equal(xmodem.state, XMODEM_CANCELLED);
  expect_answer("\x06");
}

static void of_several_files_the_first_is_taken(void **state) {
  (void)state;
  send_header("a", "128");
  send_block(1, file, 128);
  send_end();
  send_header("b", "128");
  expect_answer(kCancel);
  expect_file(128);
}

static void the_file_is_there_if_only_the_last_word_is_not(void **state) {
  (void)state;
  send_header("a", "128");
  send_block(1, file, 128);
  send_end();
  for (int i = 1; i < 10; i++) {
    xmodem_silence(&xmodem);
    expect_answer("C");
  }
  xmodem_silence(&xmodem);
  expect_file(128);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_test_has_the_right_crc),
      cmocka_unit_test_setup(takes_a_file_by_xmodem, start),
      cmocka_unit_test_setup(takes_blocks_of_both_sizes, start),
      cmocka_unit_test_setup(takes_a_file_by_ymodem_to_the_byte, start),
      cmocka_unit_test_setup(numbers_go_round, start),
      cmocka_unit_test_setup(asks_again_until_somebody_sends, start),
      cmocka_unit_test_setup(what_is_typed_before_does_not_matter, start),
      cmocka_unit_test_setup(a_wrong_crc_is_sent_anew, start),
      cmocka_unit_test_setup(a_wrong_number_is_sent_anew, start),
      cmocka_unit_test_setup(half_a_block_is_sent_anew, start),
      cmocka_unit_test_setup(a_lost_answer_does_no_harm, start),
      cmocka_unit_test_setup(of_two_headers_the_last_counts, start),
      cmocka_unit_test_setup(a_lost_wish_is_repeated, start),
      cmocka_unit_test_setup(noise_between_blocks_is_waited_out, start),
      cmocka_unit_test_setup(one_end_may_be_noise, start),
      cmocka_unit_test_setup(a_block_that_is_missing_ends_it, start),
      cmocka_unit_test_setup(silence_ends_it, start),
      cmocka_unit_test_setup(a_good_block_gives_new_tries, start),
      cmocka_unit_test_setup(the_sender_may_cancel, start),
      cmocka_unit_test_setup(one_cancel_is_noise, start),
      cmocka_unit_test_setup(the_user_may_cancel, start),
      cmocka_unit_test_setup(what_is_said_to_be_too_large_is_refused_at_once,
                             start),
      cmocka_unit_test_setup(a_size_beyond_all_numbers_is_too_large, start),
      cmocka_unit_test_setup(the_last_byte_of_room_is_used, start),
      cmocka_unit_test_setup(what_turns_out_too_large_is_refused, start),
      cmocka_unit_test_setup(more_than_was_said_is_padding, start),
      cmocka_unit_test_setup(less_than_was_said_is_no_file, start),
      cmocka_unit_test_setup(a_name_is_shown_as_text, start),
      cmocka_unit_test_setup(a_long_name_is_cut, start),
      cmocka_unit_test_setup(a_header_without_an_end_is_all_name, start),
      cmocka_unit_test_setup(a_batch_of_nothing_is_a_cancel, start),
      cmocka_unit_test_setup(of_several_files_the_first_is_taken, start),
      cmocka_unit_test_setup(the_file_is_there_if_only_the_last_word_is_not,
                             start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
