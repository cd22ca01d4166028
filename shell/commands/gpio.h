// SPDX-License-Identifier: Apache-2.0
/** @file What `gpio` and the commands with its older names share. */
#ifndef DAEDALUS_SHELL_COMMANDS_GPIO_H_
#define DAEDALUS_SHELL_COMMANDS_GPIO_H_

#include "kernel/status.h"

struct shell;

/** Does `verb` ("get", "mode", "pull", "set", "toggle") to the pin that
 * argument `index` names; what else it needs follows. The words fit the usage.
 */
status_t gpio_do(struct shell *shell, const char *verb, int argc,
                 const char *const *argv, int index);

/** Reads the number of a pin. As shell_number(). */
status_t gpio_pin(struct shell *shell, int index, unsigned *pin);

/** Tells in words why a pin cannot be had, under argument `index`, unless
 * `status` is STATUS_OK. @return status */
status_t gpio_explain(struct shell *shell, int index, status_t status);

/** Writes each edge of `pin`, until Ctrl-C. */
status_t gpio_watch(struct shell *shell, unsigned pin);

/** Has an output change `count` times, a period apart, until Ctrl-C. */
status_t gpio_blink(struct shell *shell, int argc, unsigned pin);

#endif  // DAEDALUS_SHELL_COMMANDS_GPIO_H_
