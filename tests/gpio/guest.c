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
//   o PIN MASK   the same, but the handler turns the pin's events off
//   i            from now on the board's interrupt brings events
//   p            the pins that had one; without `i` by gpio_handle_interrupt()
//   w            waits for one, or for an interrupt without any, which is not
//                taken again; then like `p`
//   q            ends the program
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"

enum { kMaxPins = 64, kMaxLine = 32 };

/** Pins that had events, in the order of the handler's calls. */
struct events {
  unsigned pins[kMaxPins];
  size_t count;
  uint64_t once;          /**< Pins that the handler turns off. */
  bool stray;             /**< There was an interrupt without an event. */
  struct irq_handler irq; /**< Registered by `i`. */
  bool is_interrupted;    /**< It is. */
};

static void note(void *context, unsigned pin) {
  struct events *const events = context;
  if (events->count < kMaxPins) {
    events->pins[events->count++] = pin;
  }
  if ((events->once >> pin & 1) != 0) {
    (void)gpio_set_events(board.gpio, pin, 0);
  }
}

static void on_interrupt(void *context) {
  struct events *const events = context;
  const size_t before = events->count;
  gpio_handle_interrupt(board.gpio);
  if (events->count == before) {
    events->stray = true;
    (void)irq_unregister(&events->irq);
  }
}

static status_t take_interrupts(struct events *events) {
  events->irq = (struct irq_handler){
      .irq = board.gpio_irq,
      .function = on_interrupt,
      .context = events,
  };
  events->is_interrupted = true;
  const status_t status = irq_register(&events->irq);
  irq_flags_unmask();
  return status;
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

// Whether there is something to answer with. Polls if nobody interrupts.
static bool has_events(const struct events *events) {
  if (!events->is_interrupted) {
    gpio_handle_interrupt(board.gpio);
  }
  const uintptr_t flags = irq_flags_save();
  const bool has = events->count != 0 || events->stray;
  irq_flags_restore(flags);
  return has;
}

static void answer_events(struct events *events, bool wait) {
  while (!has_events(events) && wait) {
  }
  const uintptr_t flags = irq_flags_save();
  const struct events now = *events;
  events->count = 0;
  events->stray = false;
  irq_flags_restore(flags);
  printf("=");
  for (size_t i = 0; i < now.count; i++) {
    printf(" %u", now.pins[i]);
  }
  printf("\n");
}

static status_t set_events(struct events *events, unsigned pin, unsigned mask,
                           bool once) {
  const uint64_t bit = pin < kMaxPins ? UINT64_C(1) << pin : 0;
  const uintptr_t flags = irq_flags_save();
  events->once = once ? events->once | bit : events->once & ~bit;
  const status_t status = gpio_set_events(board.gpio, pin, mask);
  irq_flags_restore(flags);
  return status;
}

static status_t act(struct events *events, char command, unsigned pin,
                    unsigned number) {
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
    case 'o':
      return set_events(events, pin, number, command == 'o');
    case 'i':
      return take_interrupts(events);
    default:
      return STATUS_NOT_FOUND;
  }
}

static void obey(struct events *events, const char *line) {
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
      printf("= %d\n", (int)act(events, command, pin, number));
  }
}

int main(void) {
  struct events events = {};
  char line[kMaxLine];
  gpio_set_handler(board.gpio, note, &events);
  printf("ready\n");
  for (read_line(line); line[0] != 'q'; read_line(line)) {
    obey(&events, line);
  }
  return 0;
}
