// SPDX-License-Identifier: Apache-2.0
/**
 * @file Wiring that all Raspberry Pis share. Sections: "BCM2835 ARM
 * Peripherals"; the offsets are the same in the chips that followed.
 */
#include "platforms/soc/raspberry_pi.h"

#include "drivers/gpio/gpio.h"

static const struct pl011_config kUart0Config = {
    .base = CHIP_PERIPHERALS_BASE + 0x201000u,  // 13.4
    .clock_hz = 48000000,  // init_uart_clock of config.txt, and its default
    .baud = 115200,
};

static const struct mini_uart_config kUart1Config = {
    .base = CHIP_PERIPHERALS_BASE + 0x215000u,  // 2.1
    .clock_hz = CHIP_CORE_HZ,
    .baud = 115200,
};

// The firmware's wiki, "Mailboxes".
static const struct vc_property_config kFirmwareConfig = {
    .mailbox.base = CHIP_PERIPHERALS_BASE + 0xb880u,
    .bus_alias = CHIP_BUS_ALIAS,
};

struct raspberry_pi raspberry_pi = {
    .firmware.config = &kFirmwareConfig,
    .pm =
        {
            .watchdog =
                {
                    .ops = &bcm2835_pm_watchdog_ops,
                    .max_timeout_ms = BCM2835_PM_MAX_TIMEOUT_MS,
                },
            .base = CHIP_PERIPHERALS_BASE + 0x100000u,
        },
};

// Connects the PL011 to the pins of the header, TXD0 to GPIO 14 (pin 8) and
// RXD0 to GPIO 15 (pin 10), and takes it off GPIO 32 and 33, where the firmware
// may have given it to the Bluetooth chip. 6.2 here and 5.3 of "BCM2711 ARM
// Peripherals": alternative function 0.
static status_t connect_console(struct gpio *gpio) {
  enum { kRxPin = 15 };
  static const struct {
    unsigned pin;
    enum gpio_function function;
  } kPins[] = {
      {32, GPIO_INPUT},
      {33, GPIO_INPUT},
      {14, GPIO_ALT0},
      {kRxPin, GPIO_ALT0},
  };
  for (unsigned i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const status_t status =
        gpio_set_function(gpio, kPins[i].pin, kPins[i].function);
    if (status != STATUS_OK) {
      return status;
    }
  }
  // The reset value pulls it down, and a line with no cable would be a break.
  return gpio_set_pull(gpio, kRxPin, GPIO_PULL_UP);
}

status_t raspberry_pi_init(void) {
  // The console first: then errors are seen.
  chip_init_gpio();
  status_t status = connect_console(&chip.gpio.pins.gpio);
  if (status != STATUS_OK) {
    return status;
  }
  status = pl011_init(&raspberry_pi.uart0, &kUart0Config);
  if (status != STATUS_OK) {
    return status;
  }
  return chip_init();
}

status_t raspberry_pi_memory(uint64_t *base, uint64_t *bytes) {
  struct vc_property_memory memory;
  const status_t status =
      vc_property_arm_memory(&raspberry_pi.firmware, &memory);
  if (status == STATUS_OK) {
    *base = memory.base;
    *bytes = memory.size_bytes;
  }
  return status;
}

status_t raspberry_pi_open_uart(unsigned number, struct board_uart *port) {
  if (number != 1) {
    return STATUS_NOT_FOUND;
  }
  const status_t status = mini_uart_init(&raspberry_pi.uart1, &kUart1Config);
  if (status == STATUS_OK) {
    *port = (struct board_uart){
        .uart = &raspberry_pi.uart1.uart,
        .irq = CHIP_VIDEOCORE_IRQ(29),  // 7.5: AUX
    };
  }
  return status;
}

void raspberry_pi_reboot(void) { (void)bcm2835_pm_restart(&raspberry_pi.pm); }

void raspberry_pi_poweroff(void) { (void)bcm2835_pm_halt(&raspberry_pi.pm); }
