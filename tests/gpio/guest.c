// SPDX-License-Identifier: Apache-2.0
// Does to the board's pins what the serial line says, so that a test can see
// from outside what becomes of it. A command is a line: a letter, a pin and one
// more number where it needs them. Every answer is a line, "= " and numbers:
//
//   n            how many pins there are
//   f PIN FUNC   gpio_set_function()
//   s PIN        gpio_set(); c: gpio_clear(), t: gpio_toggle()
//   r PIN        gpio_level(): status, level
//   e PIN MASK   gpio_set_events()
//   p            gpio_handle_interrupt(): the pins that had an event
//   w            the same again and again until a pin has one
//   q            ends the program
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/status.h"

enum { kMaxPins = 64, kMaxLine = 32 };

/** Pins that had events, in the order of the handler's calls. */
struct events {
  unsigned pins[kMaxPins];
  size_t count;
};

static void note(void *context, unsigned pin) {
  struct events *const events = context;
  if (events->count < kMaxPins) {
    events->pins[events->count++] = pin;
  }
}

static void read_line(char *line) {
  size_t length = 0;
  for (int byte = getchar(); byte != '\n'; byte = getchar()) {
    if (length < kMaxLine - 1) {
      line[length++] = (char)byte;
    }
  }
  line[length] = '\0';
}

static void answer_events(struct events *events, bool wait) {
  events->count = 0;
  do {
    gpio_handle_interrupt(board.gpio);
  } while (wait && events->count == 0);
  printf("=");
  for (size_t i = 0; i < events->count; i++) {
    printf(" %u", events->pins[i]);
  }
  printf("\n");
}

static status_t act(char command, unsigned pin, unsigned number) {
  switch (command) {
    case 'f':
      return gpio_set_function(board.gpio, pin, (enum gpio_function)number);
    case 's':
      return gpio_set(board.gpio, pin);
    case 'c':
      return gpio_clear(board.gpio, pin);
    case 't':
      return gpio_toggle(board.gpio, pin);
    case 'e':
      return gpio_set_events(board.gpio, pin, number);
    default:
      return STATUS_NOT_FOUND;
  }
}

static void obey(const char *line, struct events *events) {
  char *rest = nullptr;
  const char command = line[0];
  const unsigned pin = (unsigned)strtoul(line + 1, &rest, 10);
  const unsigned number = (unsigned)strtoul(rest, nullptr, 10);
  bool high = false;
  switch (command) {
    case 'n':
      printf("= %u\n", board.gpio->pin_count);
      break;
    case 'r': {
      const status_t status = gpio_level(board.gpio, pin, &high);
      printf("= %d %d\n", (int)status, (int)high);
      break;
    }
    case 'p':
    case 'w':
      answer_events(events, command == 'w');
      break;
    default:
      printf("= %d\n", (int)act(command, pin, number));
  }
}

int main(void) {
  struct events events = {};
  char line[kMaxLine];
  gpio_set_handler(board.gpio, note, &events);
  printf("ready\n");
  for (read_line(line); line[0] != 'q'; read_line(line)) {
    obey(line, &events);
  }
  return 0;
}
