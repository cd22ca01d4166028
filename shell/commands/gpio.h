// SPDX-License-Identifier: Apache-2.0
/** @file What `gpio` and the commands with its older names share. */
#ifndef DAEDALUS_SHELL_COMMANDS_GPIO_H_
#define DAEDALUS_SHELL_COMMANDS_GPIO_H_

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"

struct shell;

/** The words of a usage; of two levels, the first is low. */
#define GPIO_FUNCTIONS "input|output|in|out|alt0|alt1|alt2|alt3|alt4|alt5"
#define GPIO_PULLS "none|up|down|off|disable|pullup|pull-up|pulldown|pull-down"
#define GPIO_LEVELS "0|1|low|high|off|on|false|true"

/** Does what `verb_word` says, which is one of `gpio`, to the pin that
 * argument `index` names; what else it needs follows. The words fit the usage.
 */
status_t gpio_do(struct shell *shell, const char *verb_word, int argc,
                 const char *const *argv, int index);

/** Reads the number of a pin. As shell_number(). */
status_t gpio_pin(struct shell *shell, int index, unsigned *pin);

/** Tells in words why a pin cannot be had, under argument `index`, unless
 * `status` is STATUS_OK. @return status */
status_t gpio_explain(struct shell *shell, int index, status_t status);

/** The name of a function, or of a resistor. */
const char *gpio_function_word(enum gpio_function function);
const char *gpio_pull_word(enum gpio_pull pull);

/** What a word means of those that the usage lets pass. */
enum gpio_function gpio_word_function(const char *word);
enum gpio_pull gpio_word_pull(const char *word);
bool gpio_word_is_high(const char *word);

/** Writes each edge of `pin`, until Ctrl-C. */
status_t gpio_watch(struct shell *shell, unsigned pin);

/** Has an output change `count` times, a period apart, until Ctrl-C. */
status_t gpio_blink(struct shell *shell, int argc, unsigned pin);

#endif  // DAEDALUS_SHELL_COMMANDS_GPIO_H_
