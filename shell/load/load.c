// SPDX-License-Identifier: Apache-2.0
// A command beside those of the product: it keeps all cores and their timers
// busy, and says how busy they were.
#include <stdatomic.h>
#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/smp.h"
#include "kernel/smp_limits.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/command.h"
#include "shell/shell.h"

enum { kPeriodNs = 100000 };

static const uint64_t kPatienceNs = 10000000000;

static struct core {
  struct timer timer;
  atomic_uint ticks;
  atomic_uint rounds;
} cores[SMP_MAX_CPUS];

static bool is_running;

static void tick(struct timer *timer, void *context) {
  struct core *const core = context;
  atomic_fetch_add_explicit(&core->ticks, 1, memory_order_relaxed);
  timer_start(timer, timers_now_ns() + kPeriodNs);
}

static void start_timer(struct core *core) {
  core->timer = (struct timer){.expired = tick, .context = core};
  timer_start(&core->timer, timers_now_ns() + kPeriodNs);
}

// For ever, like a program that never waits.
static void work(void *context) {
  struct core *const core = context;
  if (timers_begin() == STATUS_OK) {
    start_timer(core);
  }
  for (;;) {
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
    atomic_fetch_add_explicit(&core->rounds, 1, memory_order_relaxed);
  }
}

// They come when the emulator lets them, perhaps after the prompt.
static void wait_for_cores(void) {
  const uint64_t end = timers_now_ns() + kPatienceNs;
  const uint32_t all = (1u << board.cpu_count) - 1;
  while (smp_online() != all && timers_now_ns() < end) {
    timers_sleep_ns(kPeriodNs);
  }
}

static status_t start(void) {
  wait_for_cores();
  start_timer(&cores[0]);
  for (unsigned cpu = 1; cpu < SMP_MAX_CPUS; cpu++) {
    if ((smp_online() >> cpu & 1) != 0) {
      const status_t status = smp_run(cpu, work, &cores[cpu]);
      if (status != STATUS_OK) {
        return status;
      }
    }
  }
  return STATUS_OK;
}

static status_t run_load(struct shell *shell, int, const char *const *) {
  if (!is_running) {
    is_running = true;
    const status_t status = start();
    if (status != STATUS_OK) {
      shell_print(shell, "Some cores take no work.\n");
      return status;
    }
  }
  for (unsigned cpu = 0; cpu < SMP_MAX_CPUS; cpu++) {
    if ((smp_online() >> cpu & 1) != 0) {
      shell_printf(shell, "core %u: %u ticks, %u rounds\n", cpu,
                   atomic_load(&cores[cpu].ticks),
                   atomic_load(&cores[cpu].rounds));
    }
  }
  shell_printf(shell, "overruns %lu\n", (unsigned long)board.console->overruns);
  return STATUS_OK;
}

SHELL_COMMAND(load) = {
    .name = "load",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "keep all cores busy from now on, and say how much they did",
    .usage = "load",
    .run = run_load,
};
