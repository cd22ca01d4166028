// SPDX-License-Identifier: Apache-2.0
// The property channel against fake registers (bcm2835_mailbox_test has them)
// and a firmware that answers in the message. Words of messages are those of
// "Mailbox property interface": bytes, code, tag, bytes of the value's buffer,
// code of the tag, value, end.
#include "drivers/mailbox/vc_property.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/cache.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

enum { kMessageWords = 8 };

static const struct vc_property_config kConfig = {
    .mailbox = {.base = 0x1000},
    .bus_alias = 0xc0000000,
};
static struct vc_property property;

static struct {
  uint32_t asked[kMessageWords]; /**< As it was when it was sent. */
  uint32_t code;
  uint32_t tag;
  uint32_t tag_code;
  uint32_t value[2];
  unsigned values;     /**< How many of them it writes. */
  unsigned maintained; /**< How often the cache was, for this message. */
} firmware;

static void maintain(const void *start, size_t bytes, unsigned before) {
  assert_ptr_equal(start, &property.message);
  assert_int_equal(bytes, 32);
  assert_int_equal(firmware.maintained, before);
  firmware.maintained++;
}

void cache_clean(const void *start, size_t bytes) { maintain(start, bytes, 0); }

void cache_clean_and_invalidate(const void *start, size_t bytes) {
  maintain(start, bytes, 1);
}

static void answer(void) {
  assert_int_equal(firmware.maintained, 1);
  memcpy(firmware.asked, &property.message, sizeof(firmware.asked));
  uint32_t words[kMessageWords];
  memcpy(words, firmware.asked, sizeof(words));
  words[1] = firmware.code;
  words[2] = firmware.tag;
  words[4] = firmware.tag_code;
  for (unsigned i = 0; i < firmware.values; i++) {
    words[5 + i] = firmware.value[i];
  }
  memcpy(&property.message, words, sizeof(words));
}

// 0xc0000000 on top of the address, channel 8 in its lower bits.
static uint32_t letter(void) {
  return (uint32_t)(uintptr_t)&property.message | 0xc0000008;
}

static void expect_sent(void) {
  fake_mmio_expect_read(0x1038, 0);
  fake_mmio_expect_write_then(0x1020, letter(), answer);
}

static void expect_answered(void) {
  fake_mmio_expect_read(0x1018, 0);
  fake_mmio_expect_read(0x1000, letter());
}

/** The firmware answers all that is asked with `tag_code` and two words. */
static void answers(uint32_t tag, uint32_t tag_code, uint32_t value0,
                    uint32_t value1) {
  firmware.code = 0x80000000;
  firmware.tag = tag;
  firmware.tag_code = tag_code;
  firmware.value[0] = value0;
  firmware.value[1] = value1;
  firmware.values = 2;
  expect_sent();
  expect_answered();
}

static void assert_asked(uint32_t tag, uint32_t tag_code) {
  assert_int_equal(firmware.asked[0], 32);
  assert_int_equal(firmware.asked[1], 0);
  assert_int_equal(firmware.asked[2], tag);
  assert_int_equal(firmware.asked[3], 8);
  assert_int_equal(firmware.asked[4], tag_code);
  assert_int_equal(firmware.asked[7], 0);
  assert_int_equal(firmware.maintained, 2);
}

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  memset(&firmware, 0, sizeof(firmware));
  property = (struct vc_property){.config = &kConfig};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void the_message_is_aligned(void **state) {
  (void)state;
  assert_int_equal((uintptr_t)&property.message % 16, 0);
}

static void board_revision(void **state) {
  (void)state;
  uint32_t revision = 0;
  answers(0x00010002, 0x80000004, 0x00b03115, 0);
  assert_int_equal(vc_property_board_revision(&property, &revision), STATUS_OK);
  assert_asked(0x00010002, 0);
  assert_int_equal(revision, 0x00b03115);
}

static void serial_number(void **state) {
  (void)state;
  uint64_t number = 0;
  answers(0x00010004, 0x80000008, 0x89abcdef, 0x10000000);
  assert_int_equal(vc_property_serial_number(&property, &number), STATUS_OK);
  assert_asked(0x00010004, 0);
  assert_int_equal(number, 0x1000000089abcdef);
}

static void mac_address(void **state) {
  (void)state;
  static const uint8_t kExpected[] = {0xb8, 0x27, 0xeb, 0xff, 0xff, 0xff};
  uint8_t address[7] = {0, 0, 0, 0, 0, 0, 0x55};
  answers(0x00010003, 0x80000006, 0xffeb27b8, 0xffffffff);
  assert_int_equal(vc_property_mac_address(&property, address), STATUS_OK);
  assert_asked(0x00010003, 0);
  assert_memory_equal(address, kExpected, sizeof(kExpected));
  assert_int_equal(address[6], 0x55);
}

static void arm_memory(void **state) {
  (void)state;
  struct vc_property_memory memory = {1, 1};
  answers(0x00010005, 0x80000008, 0, 0x3c000000);
  assert_int_equal(vc_property_arm_memory(&property, &memory), STATUS_OK);
  assert_asked(0x00010005, 0);
  assert_int_equal(memory.base, 0);
  assert_int_equal(memory.size_bytes, 0x3c000000);
}

static void videocore_memory(void **state) {
  (void)state;
  struct vc_property_memory memory = {1, 1};
  answers(0x00010006, 0x80000008, 0x3c000000, 0x04000000);
  assert_int_equal(vc_property_videocore_memory(&property, &memory), STATUS_OK);
  assert_asked(0x00010006, 0);
  assert_int_equal(memory.base, 0x3c000000);
  assert_int_equal(memory.size_bytes, 0x04000000);
}

static void clock_rate(void **state) {
  (void)state;
  uint32_t rate_hz = 0;
  answers(0x00030002, 0x80000008, 2, 48000000);
  assert_int_equal(
      vc_property_clock_rate(&property, VC_PROPERTY_CLOCK_UART, &rate_hz),
      STATUS_OK);
  assert_asked(0x00030002, 4);
  assert_int_equal(firmware.asked[5], 2);
  assert_int_equal(rate_hz, 48000000);
}

static void a_clock_without_a_rate_is_none(void **state) {
  (void)state;
  uint32_t rate_hz = 7;
  answers(0x00030002, 0x80000008, 10, 0);
  assert_int_equal(
      vc_property_clock_rate(&property, VC_PROPERTY_CLOCK_PWM, &rate_hz),
      STATUS_NOT_FOUND);
  assert_int_equal(rate_hz, 7);
}

static void temperature(void **state) {
  (void)state;
  int32_t millidegrees = 0;
  answers(0x00030006, 0x80000008, 0, (uint32_t)-1500);
  assert_int_equal(vc_property_temperature(&property, &millidegrees),
                   STATUS_OK);
  assert_asked(0x00030006, 4);
  assert_int_equal(firmware.asked[5], 0);
  assert_int_equal(millidegrees, -1500);
}

// Argument 0: bits of the past stay.
static void throttled(void **state) {
  (void)state;
  uint32_t bits = 0;
  answers(0x00030046, 0x80000004, 0x00050005, 0);
  assert_int_equal(vc_property_throttled(&property, &bits), STATUS_OK);
  assert_asked(0x00030046, 4);
  assert_int_equal(firmware.asked[5], 0);
  assert_int_equal(bits, 0x00050005);
  firmware.maintained = 0;
  answers(0x00030046, 0x80000004, 0, 0);
  assert_int_equal(vc_property_throttled(&property, &bits), STATUS_OK);
  assert_int_equal(bits, 0);
}

static void a_longer_answer_is_cut(void **state) {
  (void)state;
  struct vc_property_memory memory = {1, 1};
  answers(0x00010005, 0x80000010, 0, 0x3c000000);
  assert_int_equal(vc_property_arm_memory(&property, &memory), STATUS_OK);
  assert_int_equal(memory.size_bytes, 0x3c000000);
}

/** Asks for a clock of which `code`, `tag` and so on are answered. */
static status_t ask_for_uart_clock(uint32_t code, uint32_t tag,
                                   uint32_t tag_code, uint32_t clock) {
  uint32_t rate_hz = 7;
  answers(tag, tag_code, clock, 48000000);
  firmware.code = code;
  const status_t status =
      vc_property_clock_rate(&property, VC_PROPERTY_CLOCK_UART, &rate_hz);
  assert_int_equal(rate_hz, 7);
  return status;
}

// How firmware answers a tag it does not know, and how the emulator does.
static void an_unknown_tag_is_unsupported(void **state) {
  (void)state;
  assert_int_equal(ask_for_uart_clock(0x80000001, 0x00030002, 4, 2),
                   STATUS_UNSUPPORTED);
  firmware.maintained = 0;
  assert_int_equal(ask_for_uart_clock(0x80000000, 0x00030002, 4, 2),
                   STATUS_UNSUPPORTED);
  firmware.maintained = 0;
  assert_int_equal(ask_for_uart_clock(0x80000000, 0x00030002, 0x80000000, 2),
                   STATUS_UNSUPPORTED);
}

static void an_error_code_is_an_error(void **state) {
  (void)state;
  assert_int_equal(ask_for_uart_clock(0x80000001, 0x00030002, 0x80000008, 2),
                   STATUS_IO);
  firmware.maintained = 0;
  assert_int_equal(ask_for_uart_clock(0, 0x00030002, 0x80000008, 2), STATUS_IO);
}

static void an_answer_to_another_question_is_an_error(void **state) {
  (void)state;
  assert_int_equal(ask_for_uart_clock(0x80000000, 0x00030004, 0x80000008, 2),
                   STATUS_IO);
  firmware.maintained = 0;
  assert_int_equal(ask_for_uart_clock(0x80000000, 0x00030002, 0x80000008, 3),
                   STATUS_IO);
}

static void a_shorter_answer_is_an_error(void **state) {
  (void)state;
  assert_int_equal(ask_for_uart_clock(0x80000000, 0x00030002, 0x80000007, 2),
                   STATUS_IO);
  firmware.maintained = 0;
  uint8_t address[6] = {7};
  answers(0x00010003, 0x80000005, 1, 2);
  assert_int_equal(vc_property_mac_address(&property, address), STATUS_IO);
  assert_int_equal(address[0], 7);
}

// As the emulator's, of which only the head is right.
static void an_answer_without_a_value_is_unsupported(void **state) {
  (void)state;
  uint64_t number = 7;
  answers(0x00010004, 0x80000008, 0, 0);
  firmware.values = 0;
  assert_int_equal(vc_property_serial_number(&property, &number),
                   STATUS_UNSUPPORTED);
  assert_int_equal(number, 7);
  firmware.maintained = 0;
  uint32_t rate_hz = 7;
  answers(0x00030002, 0x80000008, 2, 0);
  firmware.values = 1;
  assert_int_equal(
      vc_property_clock_rate(&property, VC_PROPERTY_CLOCK_UART, &rate_hz),
      STATUS_UNSUPPORTED);
  assert_int_equal(rate_hz, 7);
}

static void without_room_nothing_is_owed(void **state) {
  (void)state;
  uint32_t revision = 7;
  fake_mmio_expect_reads(0x1038, 0x80000000, 10000000);
  assert_int_equal(vc_property_board_revision(&property, &revision),
                   STATUS_TIMED_OUT);
  assert_int_equal(revision, 7);
  firmware.maintained = 0;
  answers(0x00010002, 0x80000004, 0x00b03115, 0);
  assert_int_equal(vc_property_board_revision(&property, &revision), STATUS_OK);
}

// Until the late answer is there, the message is the firmware's.
static void a_late_answer_is_waited_for(void **state) {
  (void)state;
  uint32_t revision = 7;
  expect_sent();
  fake_mmio_expect_reads(0x1018, 0x40000000, 10000000);
  assert_int_equal(vc_property_board_revision(&property, &revision),
                   STATUS_TIMED_OUT);
  property.message.bytes = 1234;
  fake_mmio_expect_reads(0x1018, 0x40000000, 10000000);
  assert_int_equal(vc_property_board_revision(&property, &revision),
                   STATUS_TIMED_OUT);
  assert_int_equal(property.message.bytes, 1234);
  assert_int_equal(revision, 7);

  firmware.maintained = 0;
  expect_answered();
  answers(0x00010002, 0x80000004, 0x00b03115, 0);
  assert_int_equal(vc_property_board_revision(&property, &revision), STATUS_OK);
  assert_int_equal(revision, 0x00b03115);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_message_is_aligned),
      TEST(board_revision),
      TEST(serial_number),
      TEST(mac_address),
      TEST(arm_memory),
      TEST(videocore_memory),
      TEST(clock_rate),
      TEST(a_clock_without_a_rate_is_none),
      TEST(temperature),
      TEST(throttled),
      TEST(a_longer_answer_is_cut),
      TEST(an_unknown_tag_is_unsupported),
      TEST(an_error_code_is_an_error),
      TEST(an_answer_to_another_question_is_an_error),
      TEST(a_shorter_answer_is_an_error),
      TEST(an_answer_without_a_value_is_unsupported),
      TEST(without_room_nothing_is_owed),
      TEST(a_late_answer_is_waited_for),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
