// SPDX-License-Identifier: Apache-2.0
/** @file The words of `gpio`. */
#include <stdint.h>

#include "drivers/gpio/gpio.h"
#include "shell/arguments.h"
#include "shell/commands/gpio.h"

static const char *const kFunctions[] = {
    [GPIO_INPUT] = "input", [GPIO_OUTPUT] = "output", [GPIO_ALT0] = "alt0",
    [GPIO_ALT1] = "alt1",   [GPIO_ALT2] = "alt2",     [GPIO_ALT3] = "alt3",
    [GPIO_ALT4] = "alt4",   [GPIO_ALT5] = "alt5",
};

static const char *const kPulls[] = {
    [GPIO_PULL_NONE] = "none",
    [GPIO_PULL_UP] = "up",
    [GPIO_PULL_DOWN] = "down",
};

const char *gpio_function_word(enum gpio_function function) {
  return kFunctions[function];
}

const char *gpio_pull_word(enum gpio_pull pull) { return kPulls[pull]; }

enum gpio_function gpio_word_function(const char *word) {
  static const uint8_t kMeanings[] = {
      GPIO_INPUT, GPIO_OUTPUT, GPIO_INPUT, GPIO_OUTPUT, GPIO_ALT0,
      GPIO_ALT1,  GPIO_ALT2,   GPIO_ALT3,  GPIO_ALT4,   GPIO_ALT5,
  };
  return (enum gpio_function)kMeanings[shell_choice(word, GPIO_FUNCTIONS)];
}

enum gpio_pull gpio_word_pull(const char *word) {
  static const uint8_t kMeanings[] = {
      GPIO_PULL_NONE, GPIO_PULL_UP,   GPIO_PULL_DOWN,
      GPIO_PULL_NONE, GPIO_PULL_NONE, GPIO_PULL_UP,
      GPIO_PULL_UP,   GPIO_PULL_DOWN, GPIO_PULL_DOWN,
  };
  return (enum gpio_pull)kMeanings[shell_choice(word, GPIO_PULLS)];
}

bool gpio_word_is_high(const char *word) {
  return shell_choice(word, GPIO_LEVELS) % 2 != 0;
}
