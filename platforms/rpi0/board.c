// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi 0 and 1: BCM2835, console on GPIO 14 and 15. */
#include "kernel/board.h"

#include "drivers/gpio/bcm2835_gpio.h"
#include "drivers/uart/pl011.h"
#include "drivers/watchdog/bcm2835_pm.h"
#include "platforms/soc/bcm2835.h"
#include "platforms/soc/rpi_console_pins.h"

static const struct pl011_config kConsoleConfig = {
    .base = BCM2835_UART0_BASE,
    .clock_hz = 48000000,  // init_uart_clock of config.txt, and its default
    .baud = 115200,
};
static const struct bcm2835_gpio_config kGpioConfig = {
    .base = BCM2835_GPIO_BASE,
    .cpu_mhz = 1000,
};
static const struct bcm2835_pm kPm = {.base = BCM2835_PM_BASE};

static struct pl011 console;
static struct bcm2835_gpio gpio;

static status_t init(void) {
  bcm2835_gpio_init(&gpio, &kGpioConfig);
  const status_t status = rpi_console_pins(&gpio.pins.gpio);
  if (status != STATUS_OK) {
    return status;
  }
  return pl011_init(&console, &kConsoleConfig);
}

static void reboot(void) { (void)bcm2835_pm_restart(&kPm); }

static void poweroff(void) { (void)bcm2835_pm_halt(&kPm); }

const struct board board = {
    .name = "rpi0",
    .soc = "BCM2835",
    .cpu = "ARM1176JZF-S",
    .console = &console.uart,
    .gpio = &gpio.pins.gpio,
    .init = init,
    .reboot = reboot,
    .poweroff = poweroff,
};
