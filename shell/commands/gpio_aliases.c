// SPDX-License-Identifier: Apache-2.0
/** @file The names that DaedalusOS has for what `gpio` does. */
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/commands/gpio.h"
#include "shell/shell.h"

static status_t run_gpio_alias(struct shell *shell, int argc,
                               const char *const *argv) {
  // "gpio-set": the verb is behind the hyphen.
  return gpio_do(shell, &argv[0][sizeof("gpio-") - 1], argc, argv, 1);
}

#define ALIAS(verb, arguments)              \
  SHELL_COMMAND(gpio_##verb) = {            \
      .name = "gpio-" #verb,                \
      .group = SHELL_GROUP_DEVICES,         \
      .summary = "old name of gpio " #verb, \
      .usage = "gpio-" #verb " " arguments, \
      .run = run_gpio_alias,                \
  }

ALIAS(get, "PIN");
ALIAS(mode, "PIN " GPIO_FUNCTIONS " [force]");
ALIAS(pull, "PIN " GPIO_PULLS " [force]");
ALIAS(set, "PIN " GPIO_LEVELS " [force]");
ALIAS(toggle, "PIN [force]");
