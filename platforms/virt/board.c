// SPDX-License-Identifier: Apache-2.0
/** @file QEMU's "virt" machine, AArch64. Source: QEMU, docs/system/arm/virt. */
#include "kernel/board.h"

#include "drivers/gpio/pl061.h"
#include "drivers/irqchip/gicv3.h"
#include "drivers/power/psci.h"
#include "drivers/rtc/pl031.h"
#include "drivers/timer/generic_timer.h"
#include "drivers/uart/pl011.h"
#include "kernel/boot.h"
#include "kernel/parking.h"

static const struct pl011_config kConsoleConfig = {
    .base = 0x09000000,
    .clock_hz = 24000000,  // of /apb-pclk in the device tree
    .baud = 115200,
};
static const struct pl061_config kGpioConfig = {.base = 0x09030000};

static const struct pl011_config kSecondConfig = {
    .base = 0x09040000,
    .clock_hz = 24000000,
    .baud = 115200,
};

// The core's virtual timer, and SPIs 1, 7 and 8.
enum {
  kTimerIrq = 27,
  kConsoleIrq = 32 + 1,
  kGpioIrq = 32 + 7,
  kSecondIrq = 32 + 8,
};

static const struct gicv3_config kInterruptsConfig = {
    .distributor = 0x08000000,
    .redistributors = 0x080a0000,
};

static struct pl011 console;
static struct pl011 second;
static struct pl061 gpio;
static struct gicv3 interrupts;
static struct generic_timer timer;
static struct pl031 rtc = {.rtc.ops = &pl031_ops, .base = 0x09010000};

// The interrupt controller; UARTs, clock and GPIO.
static const struct board_window kDevices[] = {
    {0x08000000, 0x00200000},
    {0x09000000, 0x00200000},
};

static void release_from_el3(void) { gicv3_release(&kInterruptsConfig); }

static status_t init(void) {
  pl061_init(&gpio, &kGpioConfig);
  // First: then errors are seen.
  status_t status = pl011_init(&console, &kConsoleConfig);
  if (status != STATUS_OK) {
    return status;
  }
  status = gicv3_init(&interrupts, &kInterruptsConfig);
  if (status != STATUS_OK) {
    return status;
  }
  return generic_timer_init(&timer);
}

static status_t open_uart(unsigned number, struct board_uart *port) {
  if (number != 1) {
    return STATUS_NOT_FOUND;
  }
  const status_t status = pl011_init(&second, &kSecondConfig);
  if (status == STATUS_OK) {
    *port = (struct board_uart){.uart = &second.uart, .irq = kSecondIrq};
  }
  return status;
}

// QEMU answers from one level above the one it starts us at; started at EL3
// we are the firmware, and nobody does.
static enum psci_conduit conduit(void) {
  switch (boot_exception_level()) {
    case 1:
      return PSCI_CONDUIT_HVC;
    case 2:
      return PSCI_CONDUIT_SMC;
    default:
      return PSCI_CONDUIT_NONE;
  }
}

static status_t start_cpu(unsigned cpu, uintptr_t entry) {
  // The core's affinity is its number.
  return cpu == 0 ? STATUS_NOT_FOUND : psci_cpu_on(conduit(), cpu, entry);
}

static status_t prepare_park(unsigned) {
  return conduit() == PSCI_CONDUIT_NONE ? STATUS_UNSUPPORTED : STATUS_OK;
}

static void park(unsigned, unsigned) { (void)psci_cpu_off(conduit()); }

static bool is_parked(unsigned cpu) { return psci_cpu_is_off(conduit(), cpu); }

static const struct parking kParking = {
    .prepare = prepare_park,
    .park = park,
    .is_parked = is_parked,
};

static void reboot(void) { (void)psci_system_reset(conduit()); }

static void poweroff(void) { (void)psci_system_off(conduit()); }

const struct board board = {
    .name = "virt",
    .soc = "QEMU virt",
    .cpu = "Cortex-A72",
    .console = &console.uart,
    .ram_base = 0x40000000,
    .ram_bytes = 0x10000000,  // -m of platforms/boards.bzl
    .devices = kDevices,
    .device_count = sizeof(kDevices) / sizeof(kDevices[0]),
    .memory = nullptr,          // the tree says
    .device_tree = 0x40000000,  // with an ELF file; else it says
    .gpio = &gpio.gpio,         // pin 3 is the power key
    .irqchip = &interrupts.irqchip,
    .clock = &timer.clock,
    .timer = &timer.event,
    .console_irq = kConsoleIrq,
    .timer_irq = kTimerIrq,
    .gpio_irq = kGpioIrq,
    .cpu_count = 4,  // or fewer, or more: `-smp`
    .start_cpu = start_cpu,
    .parking = &kParking,
    .release_from_el3 = release_from_el3,
    .rtc = &rtc.rtc,
    .init = init,
    .open_uart = open_uart,
    .reboot = reboot,
    .poweroff = poweroff,
};
