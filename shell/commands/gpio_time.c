// SPDX-License-Identifier: Apache-2.0
/** @file What goes on at a pin, and over time. */
#include <stdint.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/arguments.h"
#include "shell/commands/gpio.h"
#include "shell/shell.h"
#include "shell/sleep.h"
#include "shell/terminal.h"

static const uint64_t kLookEveryNs = 20000000;

// What the handler saw since it was last asked.
struct watch {
  unsigned edges;
  uint64_t last_ns;
  bool high;
};

static void note_edge(void *context, unsigned pin) {
  struct watch *const watch = context;
  watch->edges++;
  watch->last_ns = timers_now_ns();
  (void)gpio_level(board.gpio, pin, &watch->high);
}

static void serve(void *context) {
  (void)context;
  gpio_handle_interrupt(board.gpio);
}

static status_t set_events(unsigned pin, unsigned events) {
  const uintptr_t flags = irq_flags_save();
  const status_t status = gpio_set_events(board.gpio, pin, events);
  irq_flags_restore(flags);
  return status;
}

static void print_edges(struct shell *shell, struct watch *shared) {
  const uintptr_t flags = irq_flags_save();
  const struct watch watch = *shared;
  shared->edges = 0;
  irq_flags_restore(flags);
  if (watch.edges != 0) {
    const uint64_t us = watch.last_ns / 1000;
    shell_printf(shell, "%5llu.%06llu  %s", (unsigned long long)(us / 1000000),
                 (unsigned long long)(us % 1000000),
                 watch.high ? "high" : "low");
    if (watch.edges > 1) {
      shell_printf(shell, "  (%u edges)", watch.edges);
    }
    shell_print(shell, "\n");
  }
}

status_t gpio_watch(struct shell *shell, unsigned pin) {
  struct watch watch = {};
  struct irq_handler handler = {
      .irq = board.gpio_irq,
      .function = serve,
      .name = "gpio watch",
  };
  gpio_set_handler(board.gpio, note_edge, &watch);
  status_t status = irq_register(&handler);
  if (status != STATUS_OK) {
    return gpio_explain(shell, 2, status);
  }
  status = set_events(pin, GPIO_EVENT_RISING | GPIO_EVENT_FALLING);
  if (status != STATUS_OK) {
    (void)irq_unregister(&handler);
    return gpio_explain(shell, 2, status);
  }
  shell_printf(shell, "Watching GPIO %u; Ctrl-C ends it.\n", pin);
  do {
    print_edges(shell, &watch);
  } while (shell_sleep_ns(shell, kLookEveryNs));
  (void)set_events(pin, 0);
  (void)irq_unregister(&handler);
  return STATUS_CANCELLED;
}

status_t gpio_blink(struct shell *shell, int argc, unsigned pin) {
  uint64_t count = 10;
  uint64_t period_ns = 500000000;
  status_t status = STATUS_OK;
  if (argc > 3) {
    status = shell_number(shell, 3, "COUNT", 1, 1000000, &count);
  }
  if (status == STATUS_OK && argc > 4) {
    status = shell_duration(shell, 4, "PERIOD", &period_ns);
  }
  enum gpio_function function = GPIO_OUTPUT;
  if (status == STATUS_OK) {
    status = gpio_get_function(board.gpio, pin, &function);
  }
  if (status != STATUS_OK) {
    return status;
  }
  if (function != GPIO_OUTPUT) {
    shell_error_at(shell, 2, "not an output: gpio mode %u output", pin);
    return STATUS_INVALID_ARGUMENT;
  }
  for (; count != 0; count--) {
    status = gpio_toggle(board.gpio, pin);
    if (status != STATUS_OK) {
      return gpio_explain(shell, 2, status);
    }
    if (!shell_sleep_ns(shell, period_ns)) {
      return STATUS_CANCELLED;
    }
  }
  return STATUS_OK;
}
