// SPDX-License-Identifier: Apache-2.0
// Events and toggling of both chips' pins against fake registers; the block is
// a BCM2711's, which has more of them. Addresses and values are worked out from
// "BCM2835 ARM Peripherals" 6.1, not taken from the driver: GPSET 0x1c, GPCLR
// 0x28, GPLEV 0x34, GPEDS 0x40, detection of rising edges 0x4c, of falling ones
// 0x58, of high 0x64 and of low 0x70, clockless 0x7c and 0x88.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/bcm2711_gpio.h"
#include "drivers/gpio/gpio.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2711_gpio_config kConfig = {0x1000};
static struct bcm2711_gpio block;
static struct gpio *const gpio = &block.pins.gpio;

enum { kMaxCalls = 64 };

/** Pins that the handler was called for, and what it shall do. */
static struct {
  unsigned pins[kMaxCalls];
  size_t count;
  unsigned
      change_at; /**< The pin at which it changes the events of `change`. */
  unsigned change;
  unsigned events;
} calls;

/** Detection of rising, falling, high, low. Clockless is always off. */
struct detection {
  uint32_t rising;
  uint32_t falling;
  uint32_t high;
  uint32_t low;
};

static void expect_detection_of(unsigned bank, struct detection detection) {
  const uintptr_t base = 0x1000 + 4 * (uintptr_t)bank;
  fake_mmio_expect_write(base + 0x4c, detection.rising);
  fake_mmio_expect_write(base + 0x58, detection.falling);
  fake_mmio_expect_write(base + 0x64, detection.high);
  fake_mmio_expect_write(base + 0x70, detection.low);
  fake_mmio_expect_write(base + 0x7c, 0);
  fake_mmio_expect_write(base + 0x88, 0);
}

static void expect_detection(uint32_t rising, uint32_t falling, uint32_t high,
                             uint32_t low) {
  expect_detection_of(0, (struct detection){rising, falling, high, low});
}

static void handle(void *context, unsigned pin) {
  assert_ptr_equal(context, &calls);
  calls.pins[calls.count++] = pin;
  if (pin == calls.change_at) {
    assert_int_equal(gpio_set_events(gpio, calls.change, calls.events),
                     STATUS_OK);
  }
}

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  bcm2711_gpio_init(&block, &kConfig);
  gpio_set_handler(gpio, handle, &calls);
  calls.count = 0;
  calls.change_at = ~0u;
  calls.events = 0;
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

// Of bank 0, with nothing on before.
static void turn_on(unsigned pin, unsigned events) {
  const uint32_t bit = 1u << pin;
  expect_detection((events & GPIO_EVENT_RISING) != 0 ? bit : 0,
                   (events & GPIO_EVENT_FALLING) != 0 ? bit : 0,
                   (events & GPIO_EVENT_HIGH) != 0 ? bit : 0,
                   (events & GPIO_EVENT_LOW) != 0 ? bit : 0);
  fake_mmio_expect_write(0x1040, bit);
  assert_int_equal(gpio_set_events(gpio, pin, events), STATUS_OK);
}

static void toggle_drives_the_other_level(void **state) {
  (void)state;
  fake_mmio_expect_read(0x1034, 0xfffdffff);
  fake_mmio_expect_write(0x101c, 0x00020000);
  assert_int_equal(gpio_toggle(gpio, 17), STATUS_OK);
  fake_mmio_expect_read(0x1034, 0x00020000);
  fake_mmio_expect_write(0x1028, 0x00020000);
  assert_int_equal(gpio_toggle(gpio, 17), STATUS_OK);
  fake_mmio_expect_read(0x1038, 0x00000400);
  fake_mmio_expect_write(0x102c, 0x00000400);
  assert_int_equal(gpio_toggle(gpio, 42), STATUS_OK);
}

// Whatever was latched for the pin is cleared after that, and nothing of its
// neighbours.
static void set_events_writes_each_kind_of_the_bank(void **state) {
  (void)state;
  expect_detection(0x00020000, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  assert_int_equal(gpio_set_events(gpio, 17, GPIO_EVENT_RISING), STATUS_OK);
  expect_detection(0x80020000, 0x80000000, 0, 0x80000000);
  fake_mmio_expect_write(0x1040, 0x80000000);
  assert_int_equal(
      gpio_set_events(gpio, 31,
                      GPIO_EVENT_RISING | GPIO_EVENT_FALLING | GPIO_EVENT_LOW),
      STATUS_OK);
  expect_detection_of(1, (struct detection){.high = 0x02000000});
  fake_mmio_expect_write(0x1044, 0x02000000);
  assert_int_equal(gpio_set_events(gpio, 57, GPIO_EVENT_HIGH), STATUS_OK);
}

static void set_events_turns_all_others_off(void **state) {
  (void)state;
  turn_on(17, GPIO_EVENT_RISING | GPIO_EVENT_HIGH);
  turn_on(17, GPIO_EVENT_FALLING);
  turn_on(17, 0);
}

static void wrong_events_touch_nothing(void **state) {
  (void)state;
  static const unsigned kWrong[] = {16, ~0u, GPIO_EVENT_HIGH | GPIO_EVENT_LOW};
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    assert_int_equal(gpio_set_events(gpio, 0, kWrong[i]),
                     STATUS_INVALID_ARGUMENT);
  }
  assert_int_equal(gpio_set_events(gpio, 58, GPIO_EVENT_LOW),
                   STATUS_OUT_OF_RANGE);
  assert_int_equal(gpio_set_events(gpio, ~0u, 0), STATUS_OUT_OF_RANGE);
  assert_int_equal(gpio_toggle(gpio, 58), STATUS_OUT_OF_RANGE);
}

static void events_want_a_handler_but_off_does_not(void **state) {
  (void)state;
  gpio_set_handler(gpio, nullptr, nullptr);
  assert_int_equal(gpio_set_events(gpio, 3, GPIO_EVENT_RISING),
                   STATUS_INVALID_ARGUMENT);
  turn_on(3, 0);
}

static void an_interrupt_without_an_event_is_harmless(void **state) {
  (void)state;
  turn_on(17, GPIO_EVENT_HIGH);
  fake_mmio_expect_read(0x1040, 0);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 0);
}

// The handler's own access comes after the acknowledgement.
static void edges_are_acknowledged_before_they_are_delivered(void **state) {
  (void)state;
  turn_on(17, GPIO_EVENT_RISING);
  calls.change_at = 17;
  calls.change = 17;
  fake_mmio_expect_read(0x1040, 0x00020000);
  fake_mmio_expect_write(0x1040, 0x00020000);
  expect_detection(0, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
}

// One pass: what is pending after it waits for the next interrupt.
static void all_pins_of_both_banks_are_delivered_once(void **state) {
  (void)state;
  uint32_t low_bank = 0;
  uint32_t high_bank = 0;
  for (unsigned pin = 0; pin < 58; pin++) {
    uint32_t *const bank = pin < 32 ? &low_bank : &high_bank;
    *bank |= 1u << pin % 32;
    fake_mmio_reset();
    expect_detection_of(pin / 32, (struct detection){.falling = *bank});
    fake_mmio_expect_write(pin < 32 ? 0x1040 : 0x1044, 1u << pin % 32);
    assert_int_equal(gpio_set_events(gpio, pin, GPIO_EVENT_FALLING), STATUS_OK);
    fake_mmio_done();
  }
  fake_mmio_expect_read(0x1040, 0xffffffff);
  fake_mmio_expect_write(0x1040, 0xffffffff);
  fake_mmio_expect_read(0x1044, 0x03ffffff);
  fake_mmio_expect_write(0x1044, 0x03ffffff);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 58);
  for (unsigned pin = 0; pin < 58; pin++) {
    assert_int_equal(calls.pins[pin], pin);
  }
}

static void a_pin_that_the_handler_turned_off_is_not_delivered(void **state) {
  (void)state;
  turn_on(3, GPIO_EVENT_RISING);
  expect_detection(0x00020008, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  assert_int_equal(gpio_set_events(gpio, 17, GPIO_EVENT_RISING), STATUS_OK);
  calls.change_at = 3;
  calls.change = 17;
  fake_mmio_expect_read(0x1040, 0x00020008);
  fake_mmio_expect_write(0x1040, 0x00020008);
  expect_detection(0x00000008, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
  assert_int_equal(calls.pins[0], 3);
}

// Pin 5's detection is not ours: off with it, before it is acknowledged.
static void what_nobody_turned_on_is_turned_off(void **state) {
  (void)state;
  turn_on(17, GPIO_EVENT_RISING);
  fake_mmio_expect_read(0x1040, 0x00020020);
  expect_detection(0x00020000, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020020);
  fake_mmio_expect_read(0x1044, 0x00000400);
  expect_detection_of(1, (struct detection){});
  fake_mmio_expect_write(0x1044, 0x00000400);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
  assert_int_equal(calls.pins[0], 17);
}

static void what_was_before_a_change_is_forgotten(void **state) {
  (void)state;
  turn_on(3, GPIO_EVENT_RISING);
  expect_detection(0x00000008, 0x00020000, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  assert_int_equal(gpio_set_events(gpio, 17, GPIO_EVENT_FALLING), STATUS_OK);
  calls.change_at = 3;
  calls.change = 17;
  calls.events = GPIO_EVENT_RISING;
  fake_mmio_expect_read(0x1040, 0x00020008);
  fake_mmio_expect_write(0x1040, 0x00020008);
  expect_detection(0x00020008, 0, 0, 0);
  fake_mmio_expect_write(0x1040, 0x00020000);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
}

// "If the pin is still high when an attempt is made to clear the status bit
// the status bit will remain set" (6.1, GPHEN): so after the handler. Not where
// an edge would be lost (pin 4).
static void levels_are_acknowledged_afterwards(void **state) {
  (void)state;
  turn_on(3, GPIO_EVENT_HIGH);
  expect_detection(0, 0x00000010, 0x00000008, 0x00000010);
  fake_mmio_expect_write(0x1040, 0x00000010);
  assert_int_equal(
      gpio_set_events(gpio, 4, GPIO_EVENT_FALLING | GPIO_EVENT_LOW), STATUS_OK);
  fake_mmio_expect_read(0x1040, 0x00000018);
  fake_mmio_expect_write(0x1040, 0x00000010);
  fake_mmio_expect_read(0x1034, 0x00000018);
  fake_mmio_expect_write(0x1040, 0x00000008);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 2);
}

// Its bit was set while it lasted, and nobody could clear it then.
static void a_level_that_is_over_is_not_delivered(void **state) {
  (void)state;
  turn_on(3, GPIO_EVENT_HIGH);
  expect_detection(0, 0, 0x00000008, 0x00000010);
  fake_mmio_expect_write(0x1040, 0x00000010);
  assert_int_equal(gpio_set_events(gpio, 4, GPIO_EVENT_LOW), STATUS_OK);
  fake_mmio_expect_read(0x1040, 0x00000018);
  fake_mmio_expect_read(0x1034, 0x00000010);
  fake_mmio_expect_write(0x1040, 0x00000018);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 0);
  fake_mmio_expect_read(0x1040, 0x00000018);
  fake_mmio_expect_read(0x1034, 0x00000008);
  fake_mmio_expect_write(0x1040, 0x00000018);
  fake_mmio_expect_read(0x1044, 0);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(toggle_drives_the_other_level),
      TEST(set_events_writes_each_kind_of_the_bank),
      TEST(set_events_turns_all_others_off),
      TEST(wrong_events_touch_nothing),
      TEST(events_want_a_handler_but_off_does_not),
      TEST(an_interrupt_without_an_event_is_harmless),
      TEST(edges_are_acknowledged_before_they_are_delivered),
      TEST(all_pins_of_both_banks_are_delivered_once),
      TEST(a_pin_that_the_handler_turned_off_is_not_delivered),
      TEST(what_nobody_turned_on_is_turned_off),
      TEST(what_was_before_a_change_is_forgotten),
      TEST(levels_are_acknowledged_afterwards),
      TEST(a_level_that_is_over_is_not_delivered),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
