// SPDX-License-Identifier: Apache-2.0
/**
 * @file The log of a board. A message is formatted before the lock is taken:
 * what is wrong with its arguments cannot keep others from logging that.
 */
#include "kernel/log.h"

#include <stdio.h>
#include <string.h>

#include "kernel/cache.h"
#include "kernel/console.h"
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/log_ring.h"
#include "kernel/spinlock.h"
#include "kernel/uptime.h"
#include "kernel/version.h"

static struct {
  struct log_ring ring;
  struct spinlock lock;
  bool has_begun;
} logs;

static struct log_memory memory [[gnu::section(".noinit")]];

// Who panics is alone, and whoever has been stopped, or has faulted, may have
// the lock.
static uintptr_t keep_others_out(enum log_level level) {
  return level == LOG_LEVEL_PANIC ? irq_flags_save()
                                  : spinlock_acquire(&logs.lock);
}

static void let_others_in(enum log_level level, uintptr_t flags) {
  if (level == LOG_LEVEL_PANIC) {
    irq_flags_restore(flags);
  } else {
    spinlock_release(&logs.lock, flags);
  }
}

// With the first line, as a start that has nothing to say need not wait for it.
static struct log_ring *ring(void) {
  static const char kFirst[] =
      "kernel: " DAEDALUS_NAME " " DAEDALUS_VERSION " has started";
  if (!logs.has_begun) {
    logs.has_begun = true;
    log_ring_begin(&logs.ring, &memory, cache_clean);
    log_ring_put(&logs.ring, LOG_LEVEL_INFO, 0, kFirst, sizeof(kFirst) - 1);
  }
  return &logs.ring;
}

static void echo(enum log_level level, uint64_t time_ns, const char *text) {
  char head[40];
  const uint64_t us = time_ns / 1000;
  (void)snprintf(head, sizeof(head),
                 "[%5lu.%06lu] %s: ", (unsigned long)(us / 1000000),
                 (unsigned long)(us % 1000000), log_level_name(level));
  console_puts(head);
  console_puts(text);
  console_puts("\n");
}

static void put(enum log_level level, const char *text, size_t length) {
  const uintptr_t flags = keep_others_out(level);
  const uint64_t now = uptime_ns();
  log_ring_put(ring(), level, now, text, length);
  let_others_in(level, flags);
  if (level != LOG_LEVEL_PANIC && level <= log_console_level() &&
      cpu_index() == 0) {
    echo(level, now, text);
  }
}

[[gnu::format(printf, 3, 0)]] static void put_formatted(enum log_level level,
                                                        const char *prefix,
                                                        const char *format,
                                                        va_list arguments) {
  char text[LOG_TEXT_BYTES + 1];
  const size_t before = strlen(prefix);
  memcpy(text, prefix, before + 1);
  const int length =
      vsnprintf(text + before, sizeof(text) - before, format, arguments);
  if (length >= 0) {
    put(level, text, before + (size_t)length);
  }
}

void log_write(enum log_level level, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  put_formatted(level, "", format, arguments);
  va_end(arguments);
}

void log_puts(enum log_level level, const char *text) {
  put(level, text, strlen(text));
}

void log_panic(const char *format, va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  put_formatted(LOG_LEVEL_PANIC, "panic: ", format, copy);
  va_end(copy);
}

bool log_read(enum log_run run, uint32_t *next, struct log_line *line) {
  const uintptr_t flags = keep_others_out(LOG_LEVEL_INFO);
  const bool is_read = log_ring_read(ring(), run, next, line);
  let_others_in(LOG_LEVEL_INFO, flags);
  return is_read;
}
