// SPDX-License-Identifier: Apache-2.0
// What the emulator's firmware answers on each Raspberry Pi, through the
// board's own object. It takes the message where the board says that RAM is.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/mailbox/vc_property.h"
#include "kernel/board.h"
#include "kernel/status.h"

struct facts {
  const char *board;
  uint32_t revision;
  uint32_t arm_bytes; /**< RAM below the VideoCore's 64 MiB. */
};

static const struct facts *facts(void) {
  static const struct facts kFacts[] = {
      {"rpi0", 0x00920092, 0x1c000000},  // Zero 1.2, 512 MiB
      {"rpi2", 0x00a21041, 0x3c000000},  // 2B 1.1, 1 GiB
      {"rpi3", 0x00a02082, 0x3c000000},  // 3B 1.2, 1 GiB
      {"rpi4", 0x00b03115, 0x3c000000},  // 4B 1.5, 2 GiB
  };
  for (size_t i = 0; i < sizeof(kFacts) / sizeof(kFacts[0]); i++) {
    if (strcmp(board.name, kFacts[i].board) == 0) {
      return &kFacts[i];
    }
  }
  // A model that nobody has looked up yet.
  skip();
  return nullptr;
}

static void board_revision(void **state) {
  (void)state;
  uint32_t revision = 0;
  assert_int_equal(vc_property_board_revision(board.firmware, &revision),
                   STATUS_OK);
  assert_int_equal(revision, facts()->revision);
}

static void mac_address(void **state) {
  (void)state;
  static const uint8_t kExpected[] = {0x52, 0x54, 0x00, 0x12, 0x34, 0x57};
  uint8_t address[6] = {0};
  assert_int_equal(vc_property_mac_address(board.firmware, address), STATUS_OK);
  assert_memory_equal(address, kExpected, sizeof(kExpected));
}

static void memory_is_split(void **state) {
  (void)state;
  struct vc_property_memory arm = {1, 1};
  struct vc_property_memory videocore = {1, 1};
  assert_int_equal(vc_property_arm_memory(board.firmware, &arm), STATUS_OK);
  assert_int_equal(vc_property_videocore_memory(board.firmware, &videocore),
                   STATUS_OK);
  assert_int_equal(arm.base, 0);
  assert_int_equal(arm.size_bytes, facts()->arm_bytes);
  assert_int_equal(videocore.base, facts()->arm_bytes);
  assert_int_equal(videocore.size_bytes, 0x04000000);
}

static uint32_t rate_of(enum vc_property_clock clock) {
  uint32_t rate_hz = 0;
  assert_int_equal(vc_property_clock_rate(board.firmware, clock, &rate_hz),
                   STATUS_OK);
  return rate_hz;
}

static void clocks_differ(void **state) {
  (void)state;
  assert_int_equal(rate_of(VC_PROPERTY_CLOCK_EMMC), 50000000);
  assert_int_equal(rate_of(VC_PROPERTY_CLOCK_UART), 3000000);
  assert_int_equal(rate_of(VC_PROPERTY_CLOCK_ARM), 700000000);
  assert_int_equal(rate_of(VC_PROPERTY_CLOCK_CORE), 350000000);
}

static void temperature(void **state) {
  (void)state;
  int32_t millidegrees = 0;
  assert_int_equal(vc_property_temperature(board.firmware, &millidegrees),
                   STATUS_OK);
  assert_int_equal(millidegrees, 25000);
}

static void nothing_is_throttled(void **state) {
  (void)state;
  uint32_t bits = 1;
  assert_int_equal(vc_property_throttled(board.firmware, &bits), STATUS_OK);
  assert_int_equal(bits, 0);
}

// The emulator answers with the right length, and no number.
static void there_is_no_serial_number(void **state) {
  (void)state;
  uint64_t number = 7;
  assert_int_equal(vc_property_serial_number(board.firmware, &number),
                   STATUS_UNSUPPORTED);
  assert_int_equal(number, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(board_revision),
      cmocka_unit_test(mac_address),
      cmocka_unit_test(memory_is_split),
      cmocka_unit_test(clocks_differ),
      cmocka_unit_test(temperature),
      cmocka_unit_test(nothing_is_throttled),
      cmocka_unit_test(there_is_no_serial_number),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
