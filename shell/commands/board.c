// SPDX-License-Identifier: Apache-2.0
/** @file What the board is, and what its firmware says of it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "drivers/gpio/gpio.h"
#include "drivers/mailbox/vc_property.h"
#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/memory.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static void print_name(struct shell *shell, const char *name) {
  shell_printf(shell, "  %-14s ", name);
}

// Whether there is an answer; says so if not.
static bool is_answer(struct shell *shell, const char *name, status_t status) {
  print_name(shell, name);
  if (status != STATUS_OK) {
    shell_print(shell,
                status == STATUS_UNSUPPORTED ? "not told\n" : "no answer\n");
  }
  return status == STATUS_OK;
}

// Raspberry Pi documentation, "Raspberry Pi revision codes": those of the new
// style have bit 23.
static void print_model(struct shell *shell, uint32_t revision) {
  static const char kModels[][sizeof("Zero 2 W")] = {
      "A",    "B",    "A+",       "B+",  "2B",     "",     "CM1", "",
      "3B",   "Zero", "CM3",      "",    "Zero W", "3B+",  "3A+", "",
      "CM3+", "4B",   "Zero 2 W", "400", "CM4",    "CM4S",
  };
  const uint32_t type = revision >> 4 & 0xff;
  if ((revision >> 23 & 1) == 0 ||
      type >= sizeof(kModels) / sizeof(kModels[0]) ||
      kModels[type][0] == '\0') {
    return;
  }
  print_name(shell, "model");
  shell_printf(shell, "Raspberry Pi %s, revision 1.%lu, %lu MiB\n",
               kModels[type], (unsigned long)(revision & 15),
               256ul << (revision >> 20 & 7));
}

static status_t print_revision(struct shell *shell,
                               struct vc_property *firmware) {
  uint32_t revision;
  const status_t status = vc_property_board_revision(firmware, &revision);
  if (is_answer(shell, "revision code", status)) {
    shell_printf(shell, "0x%06lx\n", (unsigned long)revision);
    print_model(shell, revision);
  }
  return status;
}

static void print_identity(struct shell *shell, struct vc_property *firmware) {
  uint64_t serial;
  if (is_answer(shell, "serial number",
                vc_property_serial_number(firmware, &serial))) {
    shell_printf(shell, "0x%016llx\n", (unsigned long long)serial);
  }
  uint8_t mac[6];
  if (is_answer(shell, "MAC address", vc_property_mac_address(firmware, mac))) {
    shell_printf(shell, "%02x:%02x:%02x:%02x:%02x:%02x\n", mac[0], mac[1],
                 mac[2], mac[3], mac[4], mac[5]);
  }
}

static void print_clocks(struct shell *shell, struct vc_property *firmware) {
  static const struct {
    const char *name;
    enum vc_property_clock clock;
  } kClocks[] = {
      {"Arm clock", VC_PROPERTY_CLOCK_ARM},
      {"core clock", VC_PROPERTY_CLOCK_CORE},
      {"UART clock", VC_PROPERTY_CLOCK_UART},
  };
  for (size_t i = 0; i < sizeof(kClocks) / sizeof(kClocks[0]); i++) {
    uint32_t hz;
    if (is_answer(shell, kClocks[i].name,
                  vc_property_clock_rate(firmware, kClocks[i].clock, &hz))) {
      shell_printf(shell, "%lu Hz\n", (unsigned long)hz);
    }
  }
}

static void print_health(struct shell *shell, struct vc_property *firmware) {
  int32_t millidegrees;
  if (is_answer(shell, "temperature",
                vc_property_temperature(firmware, &millidegrees))) {
    const long tenths = labs((long)millidegrees) / 100;
    shell_printf(shell, "%s%ld.%ld C\n", millidegrees < 0 ? "-" : "",
                 tenths / 10, tenths % 10);
  }
  uint32_t throttled;
  if (is_answer(shell, "throttled",
                vc_property_throttled(firmware, &throttled))) {
    shell_print(shell, throttled == 0 ? "never\n" : "");
    if (throttled != 0) {
      shell_printf(shell, "0x%lx%s\n", (unsigned long)throttled,
                   (throttled & VC_PROPERTY_UNDER_VOLTAGE) != 0
                       ? ": not enough voltage"
                       : "");
    }
  }
}

static void print_ram(struct shell *shell) {
  uint64_t bytes = 0;
  struct memory_range range;
  for (unsigned i = 0; memory_range(i, &range) == STATUS_OK; i++) {
    bytes += range.bytes;
  }
  print_name(shell, "RAM");
  shell_printf(shell, "%llu MiB\n", (unsigned long long)(bytes >> 20));
}

static void print_console(struct shell *shell) {
  print_name(shell, "console");
  if (board.irqchip == nullptr) {
    shell_print(shell, "without interrupts");
  } else {
    shell_printf(shell, "interrupt %u", board.console_irq);
  }
  for (unsigned pin = 0; pin < 64; pin++) {
    if ((board.console_pins >> pin & 1) != 0) {
      shell_printf(shell, ", GPIO %u", pin);
    }
  }
  shell_print(shell, "\n");
}

static status_t run_board(struct shell *shell, int, const char *const *) {
  shell_printf(shell, "%s: %s, %s\n", board.name, board.soc, board.cpu);
  print_name(shell, "cores");
  shell_printf(shell, "%u, entered at EL%u\n", board.cpu_count,
               boot_exception_level());
  print_ram(shell);
  print_console(shell);
  print_name(shell, "clock");
  shell_printf(shell, "%lu Hz\n", (unsigned long)board.clock->frequency_hz);
  print_name(shell, "GPIO pins");
  shell_printf(shell, "%u\n",
               board.gpio == nullptr ? 0 : board.gpio->pin_count);
  if (board.firmware == nullptr) {
    shell_print(shell, "There is no firmware to be asked for more.\n");
    return STATUS_OK;
  }
  shell_print(shell, "The firmware says:\n");
  // Of a firmware that does not answer, each question costs seconds.
  const status_t status = print_revision(shell, board.firmware);
  if (status == STATUS_TIMED_OUT) {
    return status;
  }
  print_identity(shell, board.firmware);
  print_clocks(shell, board.firmware);
  print_health(shell, board.firmware);
  return STATUS_OK;
}

SHELL_COMMAND(board) = {
    .name = "board",
    .group = SHELL_GROUP_DEVICES,
    .summary = "show what this board is, and what its firmware tells",
    .usage = "board",
    .run = run_board,
};
