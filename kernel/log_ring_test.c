// SPDX-License-Identifier: Apache-2.0
// What the log keeps, and what it tells from rubbish.
#include "kernel/log_ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/log.h"

static struct log_memory memory;
static struct log_memory in_ram;  // what a restart leaves: what was cleaned
static struct log_ring ring;

static void clean(const void *start, size_t bytes) {
  const size_t offset = (size_t)((const char *)start - (const char *)&memory);
  assert_true(offset + bytes <= sizeof(memory));
  memcpy((char *)&in_ram + offset, start, bytes);
}

static void restart(void) {
  memory = in_ram;
  log_ring_begin(&ring, &memory, clean);
}

static int set_up(void **state) {
  (void)state;
  memset(&in_ram, 0xa5, sizeof(in_ram));
  restart();
  return 0;
}

static void put(const char *text) {
  log_ring_put(&ring, LOG_LEVEL_INFO, 7, text, strlen(text));
}

static void put_numbers(unsigned first, unsigned count) {
  for (unsigned i = first; i < first + count; i++) {
    char text[16];
    (void)snprintf(text, sizeof(text), "line %u", i);
    put(text);
  }
}

static struct log_line read(enum log_run run, uint32_t *next) {
  struct log_line line;
  assert_true(log_ring_read(&ring, run, next, &line));
  return line;
}

static void expect_end(enum log_run run, uint32_t next) {
  const uint32_t before = next;
  struct log_line line;
  assert_false(log_ring_read(&ring, run, &next, &line));
  assert_int_equal(next, before);
}

static void expect_numbers(enum log_run run, unsigned first, unsigned count) {
  uint32_t next = 0;
  for (unsigned i = first; i < first + count; i++) {
    char text[16];
    (void)snprintf(text, sizeof(text), "line %u", i);
    const struct log_line line = read(run, &next);
    assert_string_equal(line.text, text);
    assert_int_equal(line.sequence, i);
  }
  expect_end(run, next);
}

static void memory_full_of_anything_is_empty(void **state) {
  (void)state;
  expect_end(LOG_THIS_RUN, 0);
  expect_end(LOG_PREVIOUS_RUN, 0);
}

static void a_line_is_as_it_was_put(void **state) {
  (void)state;
  log_ring_put(&ring, LOG_LEVEL_WARN, 0x123456789abcdef, "gpio: odd", 9);
  uint32_t next = 0;
  const struct log_line line = read(LOG_THIS_RUN, &next);
  assert_string_equal(line.text, "gpio: odd");
  assert_int_equal(line.level, LOG_LEVEL_WARN);
  assert_true(line.time_ns == 0x123456789abcdef);
  assert_int_equal(line.sequence, 0);
  assert_int_equal(next, 1);
}

static void texts_of_every_length(void **state) {
  (void)state;
  char text[LOG_TEXT_BYTES + 2];
  memset(text, 'x', sizeof(text));
  uint32_t next = 0;
  for (size_t length = 0; length <= LOG_TEXT_BYTES; length++) {
    log_ring_put(&ring, LOG_LEVEL_INFO, 0, text, length);
    const struct log_line line = read(LOG_THIS_RUN, &next);
    assert_int_equal(strlen(line.text), length);
    assert_memory_equal(line.text, text, length);
  }
}

static void what_is_too_long_is_cut_and_says_so(void **state) {
  (void)state;
  char text[LOG_TEXT_BYTES + 2];
  memset(text, 'x', sizeof(text));
  log_ring_put(&ring, LOG_LEVEL_INFO, 0, text, LOG_TEXT_BYTES + 1);
  uint32_t next = 0;
  const struct log_line line = read(LOG_THIS_RUN, &next);
  assert_int_equal(strlen(line.text), 104);
  assert_memory_equal(line.text, text, 101);
  assert_string_equal(&line.text[101], "...");
}

static void control_characters_become_spaces(void **state) {
  (void)state;
  put("a\nb\033[2J\x7f\xc3\xa4");
  uint32_t next = 0;
  assert_string_equal(read(LOG_THIS_RUN, &next).text, "a b [2J \xc3\xa4");
}

static void the_newest_lines_are_kept(void **state) {
  (void)state;
  for (unsigned count = 1; count <= 3 * LOG_RING_LINES; count++) {
    put_numbers(count - 1, 1);
    const unsigned first = count > LOG_RING_LINES ? count - LOG_RING_LINES : 0;
    expect_numbers(LOG_THIS_RUN, first, count - first);
  }
}

static void the_run_before_is_kept_apart(void **state) {
  (void)state;
  put_numbers(0, 5);
  restart();
  expect_end(LOG_THIS_RUN, 0);
  expect_numbers(LOG_PREVIOUS_RUN, 0, 5);
  put_numbers(0, LOG_RING_LINES + 3);
  expect_numbers(LOG_PREVIOUS_RUN, 0, 5);
  expect_numbers(LOG_THIS_RUN, 3, LOG_RING_LINES);
}

static void only_the_last_run_is_previous(void **state) {
  (void)state;
  for (unsigned run = 0; run < 6; run++) {
    restart();
    put_numbers(0, run + 2);
    if (run != 0) {
      expect_numbers(LOG_PREVIOUS_RUN, 0, run + 1);
    }
  }
}

static void a_run_without_a_line_is_a_run(void **state) {
  (void)state;
  put_numbers(0, 5);
  restart();
  restart();
  expect_end(LOG_PREVIOUS_RUN, 0);
}

// FNV-1a of the magic number and 0xffffffff, worked out elsewhere.
static void numbers_of_runs_wrap_around(void **state) {
  (void)state;
  const unsigned bank = ring.bank;
  in_ram.banks[bank].run = UINT32_MAX;
  in_ram.banks[bank].checksum = 0x907cd6c1;
  restart();
  assert_int_not_equal(ring.bank, bank);
  put_numbers(0, 2);
  restart();
  expect_numbers(LOG_PREVIOUS_RUN, 0, 2);
  assert_int_equal(ring.bank, bank);
  assert_int_equal(memory.banks[bank].run, 1);
}

// A cold start after a short time: the header is gone, lines are not.
static void lines_without_a_header_are_not_shown(void **state) {
  (void)state;
  put_numbers(0, 5);
  in_ram.banks[ring.bank].magic ^= 1;
  restart();
  expect_end(LOG_PREVIOUS_RUN, 0);
  expect_end(LOG_THIS_RUN, 0);
  put_numbers(0, 2);
  expect_numbers(LOG_THIS_RUN, 0, 2);
}

// The count had been written, the lines had not.
static void lines_of_an_earlier_run_are_not_shown(void **state) {
  (void)state;
  put_numbers(0, 5);
  const unsigned bank = ring.bank;
  restart();
  restart();
  assert_int_equal(ring.bank, bank);
  in_ram.banks[bank].next = 5;
  restart();
  expect_end(LOG_PREVIOUS_RUN, 0);
}

static void every_bit_of_the_header_counts(void **state) {
  (void)state;
  put_numbers(0, 1);
  const struct log_memory before = in_ram;
  const unsigned bank = ring.bank;
  // Checksum, magic, run.
  for (unsigned bit = 0; bit < 96; bit++) {
    in_ram = before;
    ((uint32_t *)&in_ram.banks[bank])[bit / 32] ^= 1u << bit % 32;
    restart();
    expect_end(LOG_PREVIOUS_RUN, 0);
  }
}

static void every_bit_of_a_line_counts(void **state) {
  (void)state;
  put_numbers(0, 3);
  const struct log_memory before = in_ram;
  const unsigned bank = ring.bank;
  // The fixed part, and "line 1".
  const unsigned bits = 8 * (offsetof(struct log_record, text) + 6);
  for (unsigned bit = 0; bit < bits; bit++) {
    in_ram = before;
    ((uint8_t *)&in_ram.banks[bank].records[1])[bit / 8] ^=
        (uint8_t)(1u << bit % 8);
    restart();
    uint32_t next = 0;
    assert_string_equal(read(LOG_PREVIOUS_RUN, &next).text, "line 0");
    assert_string_equal(read(LOG_PREVIOUS_RUN, &next).text, "line 2");
    expect_end(LOG_PREVIOUS_RUN, next);
  }
}

static void a_wild_count_of_lines_does_no_harm(void **state) {
  (void)state;
  put_numbers(0, 3);
  const struct log_memory before = in_ram;
  const unsigned bank = ring.bank;
  for (unsigned bit = 0; bit < 32; bit++) {
    in_ram = before;
    in_ram.banks[bank].next ^= 1u << bit;
    restart();
    uint32_t next = 0;
    struct log_line line;
    while (log_ring_read(&ring, LOG_PREVIOUS_RUN, &next, &line)) {
      assert_in_range(line.sequence, 0, 2);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(memory_full_of_anything_is_empty, set_up),
      cmocka_unit_test_setup(a_line_is_as_it_was_put, set_up),
      cmocka_unit_test_setup(texts_of_every_length, set_up),
      cmocka_unit_test_setup(what_is_too_long_is_cut_and_says_so, set_up),
      cmocka_unit_test_setup(control_characters_become_spaces, set_up),
      cmocka_unit_test_setup(the_newest_lines_are_kept, set_up),
      cmocka_unit_test_setup(the_run_before_is_kept_apart, set_up),
      cmocka_unit_test_setup(only_the_last_run_is_previous, set_up),
      cmocka_unit_test_setup(a_run_without_a_line_is_a_run, set_up),
      cmocka_unit_test_setup(numbers_of_runs_wrap_around, set_up),
      cmocka_unit_test_setup(lines_without_a_header_are_not_shown, set_up),
      cmocka_unit_test_setup(lines_of_an_earlier_run_are_not_shown, set_up),
      cmocka_unit_test_setup(every_bit_of_the_header_counts, set_up),
      cmocka_unit_test_setup(every_bit_of_a_line_counts, set_up),
      cmocka_unit_test_setup(a_wild_count_of_lines_does_no_harm, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
