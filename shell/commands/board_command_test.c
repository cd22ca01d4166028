// SPDX-License-Identifier: Apache-2.0
/**
 * @file `board` and a firmware: the driver's registers are fakes
 * (vc_property_test has them), what it asks is answered in the message.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "drivers/mailbox/vc_property.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"
#include "tests/fakes/fake_mmio.h"

struct vc_property fake_firmware;

static char output[4096];
static struct test_shell test;

enum { kQuestions = 8 };

/** What the firmware says; of a value that is not there, nothing. */
static struct {
  uint32_t revision;
  uint32_t temperature;
  uint32_t throttled;
  bool knows_no_more; /**< Than the revision. */
} says;

static int start(void **state) {
  (void)state;
  static const struct vc_property_config kConfig = {
      .mailbox = {.base = 0x1000},
      .bus_alias = 0xc0000000,
  };
  fake_board_reset();
  fake_mmio_reset();
  fake_firmware = (struct vc_property){.config = &kConfig};
  memset(&says, 0, sizeof(says));
  test_shell_start(&test, output, sizeof(output));
  return 0;
}

static int finish(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

// "Mailbox property interface": tags, and what they are answered with.
static void answer(void) {
  struct vc_property_message *const message = &fake_firmware.message;
  message->code = 0x80000000;
  message->tag_code = 0x80000008;
  switch (message->tag) {
    case 0x00010002:
      message->value[0] = says.revision;
      break;
    case 0x00010004:
      message->value[0] = 0x89abcdef;
      message->value[1] = 0x10000000;
      break;
    case 0x00010003:
      message->value[0] = 0x12eb27b8;
      message->value[1] = 0x00005634;
      break;
    case 0x00030002:
      message->value[1] = message->value[0] * 100000000;
      break;
    case 0x00030006:
      message->value[1] = says.temperature;
      break;
    case 0x00030046:
      message->value[0] = says.throttled;
      break;
    default:
      fail_msg("tag 0x%x", (unsigned)message->tag);
  }
  if (says.knows_no_more && message->tag != 0x00010002) {
    message->tag_code = 0x80000000;
  }
}

static uint32_t letter(void) {
  return (uint32_t)(uintptr_t)&fake_firmware.message | 0xc0000008;
}

static void expect_questions(unsigned count) {
  for (; count != 0; count--) {
    fake_mmio_expect_read(0x1038, 0);
    fake_mmio_expect_write_then(0x1020, letter(), answer);
    fake_mmio_expect_read(0x1018, 0);
    fake_mmio_expect_read(0x1000, letter());
  }
}

// All that comes behind the board's own facts.
static void expect_said(const char *line, const char *answer) {
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, line, strlen(line));
  test_shell_type(&test, "\r", 1);
  const char *const said = strstr(output, "The firmware says:\r\n");
  assert_non_null(said);
  char expected[sizeof(output)];
  snprintf(expected, sizeof(expected), "The firmware says:\r\n%sdaedalus> ",
           answer);
  assert_string_equal(said, expected);
}

static void shows_what_the_firmware_says(void **state) {
  (void)state;
  says.revision = 0x00b03115;
  says.temperature = 48312;
  expect_questions(kQuestions);
  expect_said("board",
              "  revision code  0xb03115\r\n"
              "  model          Raspberry Pi 4B, revision 1.5, 2048 MiB\r\n"
              "  serial number  0x1000000089abcdef\r\n"
              "  MAC address    b8:27:eb:12:34:56\r\n"
              "  Arm clock      300000000 Hz\r\n"
              "  core clock     400000000 Hz\r\n"
              "  UART clock     200000000 Hz\r\n"
              "  temperature    48.3 C\r\n"
              "  throttled      never\r\n");
}

// A code of the old style, frost, and a bad power supply.
static void shows_what_is_seldom(void **state) {
  (void)state;
  says.revision = 0x00000010;
  says.temperature = (uint32_t)-512;
  says.throttled = 0x50005;
  expect_questions(kQuestions);
  expect_said("board",
              "  revision code  0x000010\r\n"
              "  serial number  0x1000000089abcdef\r\n"
              "  MAC address    b8:27:eb:12:34:56\r\n"
              "  Arm clock      300000000 Hz\r\n"
              "  core clock     400000000 Hz\r\n"
              "  UART clock     200000000 Hz\r\n"
              "  temperature    -0.5 C\r\n"
              "  throttled      0x50005: not enough voltage\r\n");
}

// Nor does it invent a model.
static void says_what_the_firmware_does_not(void **state) {
  (void)state;
  says.revision = 0x00a00ff1;
  says.knows_no_more = true;
  expect_questions(kQuestions);
  expect_said("board",
              "  revision code  0xa00ff1\r\n"
              "  serial number  not told\r\n"
              "  MAC address    not told\r\n"
              "  Arm clock      not told\r\n"
              "  core clock     not told\r\n"
              "  UART clock     not told\r\n"
              "  temperature    not told\r\n"
              "  throttled      not told\r\n");
}

static void knows_models_by_their_codes(void **state) {
  (void)state;
  static const struct {
    uint32_t code;
    const char *model; /**< Null: it knows none. */
  } kCodes[] = {
      {0x00800002, "Raspberry Pi A, revision 1.2, 256 MiB\r\n"},
      {0x00920093, "Raspberry Pi Zero, revision 1.3, 512 MiB\r\n"},
      {0x00902120, "Raspberry Pi Zero 2 W, revision 1.0, 512 MiB\r\n"},
      {0x00d03150, "Raspberry Pi CM4S, revision 1.0, 8192 MiB\r\n"},
      {0x00a00051, nullptr},
      {0x00a03161, nullptr},
      {0x00000015, nullptr},
  };
  for (size_t i = 0; i < sizeof(kCodes) / sizeof(kCodes[0]); i++) {
    says.revision = kCodes[i].code;
    fake_mmio_reset();
    expect_questions(kQuestions);
    fake_terminal_clear(&test.fake);
    test_shell_type(&test, "board\r", 6);
    const char *const line = strstr(output, "  model          ");
    assert_int_equal(line == nullptr, kCodes[i].model == nullptr);
    if (line != nullptr) {
      assert_memory_equal(line + 17, kCodes[i].model, strlen(kCodes[i].model));
    }
  }
}

static void asks_a_firmware_that_is_silent_once(void **state) {
  (void)state;
  // 0.1 s and more: BCM2835_MAILBOX_POLLS.
  fake_mmio_expect_reads(0x1038, 0x80000000, 10000000);
  expect_said("board || echo $?", "  revision code  no answer\r\n3\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(shows_what_the_firmware_says, start,
                                      finish),
      cmocka_unit_test_setup_teardown(shows_what_is_seldom, start, finish),
      cmocka_unit_test_setup_teardown(says_what_the_firmware_does_not, start,
                                      finish),
      cmocka_unit_test_setup_teardown(knows_models_by_their_codes, start,
                                      finish),
      cmocka_unit_test_setup_teardown(asks_a_firmware_that_is_silent_once,
                                      start, finish),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
