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

// So many edges between two looks are told apart.
enum { kEdges = 32, kBothEdges = GPIO_EVENT_RISING | GPIO_EVENT_FALLING };

// Edges that have not been written yet. The handler only adds.
struct watch {
  unsigned count;
  struct {
    uint64_t at_ns;
    bool high;
  } edges[kEdges];
};

static bool is_high(unsigned pin) {
  bool high = false;
  (void)gpio_level(board.gpio, pin, &high);
  return high;
}

static void note_edge(void *context, unsigned pin) {
  struct watch *const watch = context;
  watch->edges[watch->count].at_ns = timers_now_ns();
  watch->edges[watch->count].high = is_high(pin);
  // A pin that never rests would leave the core for nothing else.
  if (++watch->count == kEdges) {
    (void)gpio_set_events(board.gpio, pin, 0);
  }
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

// More may come while these are written.
static void print_edges(struct shell *shell, struct watch *watch,
                        unsigned pin) {
  for (unsigned i = 0;; i++) {
    const uintptr_t flags = irq_flags_save();
    const unsigned count = watch->count;
    watch->count = i == count ? 0 : count;
    irq_flags_restore(flags);
    if (i == count) {
      if (count == kEdges) {
        shell_print(shell, "Too fast: not all edges are here.\n");
        (void)set_events(pin, kBothEdges);
      }
      return;
    }
    const uint64_t us = watch->edges[i].at_ns / 1000;
    shell_printf(shell, "%5llu.%06llu  %s\n",
                 (unsigned long long)(us / 1000000),
                 (unsigned long long)(us % 1000000),
                 watch->edges[i].high ? "high" : "low");
  }
}

// Without interrupts, the level is looked at.
static void watch_edges(struct shell *shell, unsigned pin, struct watch *watch,
                        bool has_events) {
  bool was_high = is_high(pin);
  shell_printf(shell, "%s GPIO %u; Ctrl-C ends it.\n",
               has_events ? "Watching" : "Looking every 20 ms at", pin);
  do {
    if (!has_events && is_high(pin) != was_high) {
      was_high = !was_high;
      note_edge(watch, pin);
    }
    print_edges(shell, watch, pin);
  } while (shell_sleep_ns(shell, kLookEveryNs));
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
  if (status == STATUS_OK) {
    status = set_events(pin, kBothEdges);
  }
  if (status == STATUS_OK || status == STATUS_UNSUPPORTED) {
    watch_edges(shell, pin, &watch, status == STATUS_OK);
    (void)set_events(pin, 0);
    status = STATUS_CANCELLED;
  } else {
    (void)gpio_explain(shell, 2, status);
  }
  // If it is there; the watch is gone with this call.
  (void)irq_unregister(&handler);
  gpio_set_handler(board.gpio, nullptr, nullptr);
  return status;
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
    shell_error_at(shell, 2, "not an output; say gpio mode %u output", pin);
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
