// SPDX-License-Identifier: Apache-2.0
/** @file The words of `gpio`, in capitals or not. */
#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#include "drivers/gpio/gpio.h"
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

// What the usage lets pass besides, and what it means.
static const struct {
  const char *word;
  uint8_t value;
} kWords[] = {
    {"in", GPIO_INPUT},
    {"out", GPIO_OUTPUT},
    {"off", GPIO_PULL_NONE},
    {"disable", GPIO_PULL_NONE},
    {"pullup", GPIO_PULL_UP},
    {"pull-up", GPIO_PULL_UP},
    {"pulldown", GPIO_PULL_DOWN},
    {"pull-down", GPIO_PULL_DOWN},
    {"1", 1},
    {"high", 1},
    {"on", 1},
    {"true", 1},
};

static unsigned value_of(const char *word, const char *const *names,
                         size_t count) {
  for (unsigned i = 0; i < count; i++) {
    if (strcasecmp(word, names[i]) == 0) {
      return i;
    }
  }
  for (size_t i = 0; i < sizeof(kWords) / sizeof(kWords[0]); i++) {
    if (strcasecmp(word, kWords[i].word) == 0) {
      return kWords[i].value;
    }
  }
  return 0;
}

const char *gpio_function_word(enum gpio_function function) {
  return kFunctions[function];
}

const char *gpio_pull_word(enum gpio_pull pull) { return kPulls[pull]; }

enum gpio_function gpio_word_function(const char *word) {
  return (enum gpio_function)value_of(
      word, kFunctions, sizeof(kFunctions) / sizeof(kFunctions[0]));
}

enum gpio_pull gpio_word_pull(const char *word) {
  return (enum gpio_pull)value_of(word, kPulls,
                                  sizeof(kPulls) / sizeof(kPulls[0]));
}

bool gpio_word_is_high(const char *word) {
  return value_of(word, nullptr, 0) == 1;
}
