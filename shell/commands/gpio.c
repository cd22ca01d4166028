// SPDX-License-Identifier: Apache-2.0
#include "shell/commands/gpio.h"

#include <stdint.h>
#include <strings.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/shell.h"

#define VERBS "list|get|mode|pull|set|toggle|watch|blink"

// As VERBS has them.
enum verb { LIST, GET, MODE, PULL, SET, TOGGLE, WATCH, BLINK };

status_t gpio_pin(struct shell *shell, int index, unsigned *pin) {
  if (board.gpio == nullptr) {
    shell_print(shell, "This board has no GPIO pins that we know of.\n");
    return STATUS_UNSUPPORTED;
  }
  uint64_t number;
  const status_t status =
      shell_number(shell, index, "PIN", 0, board.gpio->pin_count - 1, &number);
  if (status == STATUS_OK) {
    *pin = (unsigned)number;
  }
  return status;
}

status_t gpio_explain(struct shell *shell, int index, status_t status) {
  if (status == STATUS_UNSUPPORTED) {
    shell_error_at(shell, index, "this chip cannot do that");
  } else if (status != STATUS_OK) {
    shell_error_at(shell, index, "the chip refuses: status %d", (int)status);
  }
  return status;
}

static bool is_console(unsigned pin) {
  return pin < 64 && (board.console_pins >> pin & 1) != 0;
}

static const char *function_of(unsigned pin) {
  enum gpio_function function;
  return gpio_get_function(board.gpio, pin, &function) == STATUS_OK
             ? gpio_function_word(function)
             : "?";
}

static const char *pull_of(unsigned pin) {
  enum gpio_pull pull;
  return gpio_get_pull(board.gpio, pin, &pull) == STATUS_OK
             ? gpio_pull_word(pull)
             : "-";
}

static status_t print_level(struct shell *shell, int index, unsigned pin) {
  bool high = false;
  const status_t status = gpio_level(board.gpio, pin, &high);
  if (status == STATUS_OK) {
    shell_printf(shell, "GPIO %u = %d (%s), %s, pull %s\n", pin, high ? 1 : 0,
                 high ? "high" : "low", function_of(pin), pull_of(pin));
  }
  return gpio_explain(shell, index, status);
}

static status_t list(struct shell *shell, int argc) {
  unsigned pin = 0;
  if (argc > 2 || board.gpio == nullptr) {
    const status_t status = gpio_pin(shell, 2, &pin);
    if (status != STATUS_OK) {
      return status;
    }
  }
  const unsigned end = argc > 2 ? pin + 1 : board.gpio->pin_count;
  shell_print(shell, "  Pin  Mode    Pull  Level\n");
  for (; pin < end; pin++) {
    bool high = false;
    (void)gpio_level(board.gpio, pin, &high);
    shell_printf(shell, "  %3u  %-6s  %-4s  %s%s\n", pin, function_of(pin),
                 pull_of(pin), high ? "high" : "low",
                 is_console(pin) ? "  (console)" : "");
  }
  return STATUS_OK;
}

static status_t drive(struct shell *shell, enum verb verb, int index,
                      unsigned pin, const char *word) {
  enum gpio_function function;
  status_t status = gpio_get_function(board.gpio, pin, &function);
  if (status == STATUS_OK && function != GPIO_OUTPUT) {
    shell_error_at(shell, index,
                   "not an output but %s; say gpio mode %u output",
                   gpio_function_word(function), pin);
    return STATUS_INVALID_ARGUMENT;
  }
  if (verb == TOGGLE) {
    status = gpio_toggle(board.gpio, pin);
  } else if (gpio_word_is_high(word)) {
    status = gpio_set(board.gpio, pin);
  } else {
    status = gpio_clear(board.gpio, pin);
  }
  return gpio_explain(shell, index, status);
}

static status_t change(struct shell *shell, enum verb verb, int index,
                       unsigned pin, const char *word) {
  status_t status;
  if (verb == MODE) {
    status = gpio_set_function(board.gpio, pin, gpio_word_function(word));
  } else if (verb == PULL) {
    status = gpio_set_pull(board.gpio, pin, gpio_word_pull(word));
  } else {
    return drive(shell, verb, index, pin, word);
  }
  return gpio_explain(shell, index, status);
}

status_t gpio_do(struct shell *shell, const char *verb_word, int argc,
                 const char *const *argv, int index) {
  const enum verb verb = (enum verb)shell_choice(verb_word, VERBS);
  if (verb == LIST) {
    return list(shell, argc);
  }
  unsigned pin = 0;
  status_t status = gpio_pin(shell, index, &pin);
  if (status != STATUS_OK) {
    return status;
  }
  if (verb == WATCH) {
    return gpio_watch(shell, pin);
  }
  if (verb == GET) {
    return print_level(shell, index, pin);
  }
  const bool is_forced = strcasecmp(argv[argc - 1], "force") == 0;
  // Taking a pin of the console needs a word more.
  if (is_console(pin) && !is_forced) {
    shell_error_at(shell, index,
                   "the console is on this pin; to lose it, add force");
    return STATUS_BUSY;
  }
  if (verb == BLINK) {
    return gpio_blink(shell, is_forced ? argc - 1 : argc, pin);
  }
  status = change(shell, verb, index, pin, argv[index + 1]);
  return status == STATUS_OK ? print_level(shell, index, pin) : status;
}

static status_t run_gpio(struct shell *shell, int argc,
                         const char *const *argv) {
  return gpio_do(shell, argv[1], argc, argv, 2);
}

SHELL_COMMAND(gpio) = {
    .name = "gpio",
    .group = SHELL_GROUP_DEVICES,
    .summary = "list, read, set up and drive the pins",
    .usage =
        "gpio list [PIN]\n"
        "gpio get PIN\n"
        "gpio mode PIN " GPIO_FUNCTIONS
        " [force]\n"
        "gpio pull PIN " GPIO_PULLS
        " [force]\n"
        "gpio set PIN " GPIO_LEVELS
        " [force]\n"
        "gpio toggle PIN [force]\n"
        "gpio watch PIN\n"
        "gpio blink PIN [COUNT] [PERIOD] [force]",
    .details =
        "A pin that the console uses is changed only with force. watch "
        "shows each edge\n"
        "until Ctrl-C, blink toggles COUNT times (10), a PERIOD (500ms) "
        "apart. gpio-get,\n"
        "gpio-mode, gpio-pull, gpio-set and gpio-toggle are the same as "
        "older scripts\n"
        "have them.\n",
    .run = run_gpio,
};
