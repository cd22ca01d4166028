// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi 4: BCM2711, console on GPIO 14 and 15. */
#include "kernel/board.h"

#include "drivers/gpio/bcm2711_gpio.h"
#include "drivers/uart/pl011.h"
#include "drivers/watchdog/bcm2835_pm.h"
#include "platforms/soc/bcm2711.h"

static const struct pl011_config kConsoleConfig = {
    .base = BCM2711_UART0_BASE,
    .clock_hz = 48000000,  // init_uart_clock of config.txt, and its default
    .baud = 115200,
};
static const struct bcm2711_gpio_config kGpioConfig = {
    .base = BCM2711_GPIO_BASE,
};
static const struct bcm2835_pm kPm = {.base = BCM2711_PM_BASE};

enum { kConsoleRxPin = 15 };

static struct pl011 console;
static struct bcm2711_gpio gpio;

// Where the console's UART goes ("BCM2711 ARM Peripherals", 5.3). The firmware
// gives it to the Bluetooth chip, unless config.txt says otherwise.
static const struct {
  unsigned pin;
  enum gpio_function function;
} kPins[] = {
    {32, GPIO_INPUT},  // Bluetooth's
    {33, GPIO_INPUT},
    {14, GPIO_ALT0},             // TXD0, pin 8 of the header
    {kConsoleRxPin, GPIO_ALT0},  // RXD0, pin 10
};

static status_t init(void) {
  bcm2711_gpio_init(&gpio, &kGpioConfig);
  for (unsigned i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const status_t status =
        gpio_set_function(&gpio.gpio, kPins[i].pin, kPins[i].function);
    if (status != STATUS_OK) {
      return status;
    }
  }
  // The reset value pulls it down, and a line with no cable would be a break.
  const status_t status =
      gpio_set_pull(&gpio.gpio, kConsoleRxPin, GPIO_PULL_UP);
  if (status != STATUS_OK) {
    return status;
  }
  return pl011_init(&console, &kConsoleConfig);
}

static void reboot(void) { (void)bcm2835_pm_restart(&kPm); }

static void poweroff(void) { (void)bcm2835_pm_halt(&kPm); }

const struct board board = {
    .name = "rpi4",
    .soc = "BCM2711",
    .cpu = "Cortex-A72",
    .console = &console.uart,
    .gpio = &gpio.gpio,
    .init = init,
    .reboot = reboot,
    .poweroff = poweroff,
};
