// SPDX-License-Identifier: Apache-2.0
// The BCM2711's pulls as the board's start-up left them: the chip tells, and so
// does the emulator.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/status.h"

static enum gpio_pull pull_of(unsigned pin) {
  enum gpio_pull pull = GPIO_PULL_NONE;
  assert_int_equal(gpio_get_pull(board.gpio, pin, &pull), STATUS_OK);
  return pull;
}

// Reset values ("BCM2711 ARM Peripherals" 5.2): pins 0 to 8 up, 9 to 27 down
// (but the console's), 28 and 29 none.
static void pulls_are_as_after_reset(void **state) {
  (void)state;
  assert_int_equal(pull_of(8), GPIO_PULL_UP);
  assert_int_equal(pull_of(9), GPIO_PULL_DOWN);
  assert_int_equal(pull_of(28), GPIO_PULL_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pulls_are_as_after_reset),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
