// SPDX-License-Identifier: Apache-2.0
/**
 * @file The log: lines with a time and a level, in memory that a restart leaves
 * alone, so that what happened before it can still be read.
 *
 *     LOG_WARN("gpio: pin %u has no events", pin);
 *
 * A message begins with its package. It is cut off, with "..." at its end,
 * after LOG_TEXT_BYTES; control characters become spaces. The newest
 * LOG_RING_LINES of this run are kept, and as many of the one before.
 *
 * Errors and warnings are written to the console, too, if core 0 logs them
 * (log_set_console_level()); other cores may not use it. From an interrupt
 * handler as well, which then takes as long as the line is: some milliseconds.
 *
 * All functions may be called from anywhere: on any core, in ISRs, in a panic,
 * before board.init(). They need no heap, and wait for nothing but the console
 * and other cores that log at the same time.
 *
 * How much is compiled in is a matter of `--//kernel:log_level`: none, error,
 * warn, info (the default) or debug.
 */
#ifndef DAEDALUS_KERNEL_LOG_H_
#define DAEDALUS_KERNEL_LOG_H_

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/** How bad it is. */
enum log_level {
  LOG_LEVEL_PANIC, /**< Of panic() alone, which writes to the console itself. */
  LOG_LEVEL_ERROR, /**< Something does not work. */
  LOG_LEVEL_WARN,  /**< Something is wrong, and goes on. */
  LOG_LEVEL_INFO,  /**< Something that happens rarely has happened. */
  LOG_LEVEL_DEBUG, /**< For who works on it. */
};

/** Longest message. */
#define LOG_TEXT_BYTES 104

/** How many lines are kept of each run. */
#define LOG_RING_LINES 128

/** printf() to the log. Not evaluated, but checked, if the level is not
 * compiled in. LOG_MAX_LEVEL is of the flag. */
#define LOG_ERROR(...) LOG_AT_(LOG_LEVEL_ERROR, __VA_ARGS__)
#define LOG_WARN(...) LOG_AT_(LOG_LEVEL_WARN, __VA_ARGS__)
#define LOG_INFO(...) LOG_AT_(LOG_LEVEL_INFO, __VA_ARGS__)
#define LOG_DEBUG(...) LOG_AT_(LOG_LEVEL_DEBUG, __VA_ARGS__)

#define LOG_AT_(level, ...)          \
  do {                               \
    if ((level) <= LOG_MAX_LEVEL) {  \
      log_write(level, __VA_ARGS__); \
    }                                \
  } while (false)

/** Logs, whatever LOG_MAX_LEVEL is. `format` is as for printf(). */
[[gnu::format(printf, 2, 3)]] void log_write(enum log_level level,
                                             const char *format, ...);

/** The same for a text as it is: a fifth of the instructions. */
void log_puts(enum log_level level, const char *text);

/** Logs the message of a panic, with "panic: " before it. Leaves `arguments` to
 * be used by the caller. */
[[gnu::format(printf, 1, 0)]] void log_panic(const char *format,
                                             va_list arguments);

/**
 * Has lines of up to `level` written to the console, too, from now on; at first
 * that is LOG_LEVEL_WARN. What panic() logs it always writes itself. A level
 * that is not compiled in is not there to be written.
 */
void log_set_console_level(enum log_level level);

/** Returns that level. */
enum log_level log_console_level(void);

/** A line, for who reads the log. */
struct log_line {
  uint64_t time_ns;  /**< As uptime_ns(). */
  uint32_t sequence; /**< Counts the lines of a run, from 0. */
  enum log_level level;
  char text[LOG_TEXT_BYTES + 1];
};

/** Which of the two runs. */
enum log_run {
  LOG_THIS_RUN,
  /** The last one that logged anything, unless the memory has lost its contents
   * since. */
  LOG_PREVIOUS_RUN,
};

/**
 * Reads the oldest line that is still there with a sequence of `*next` or more,
 * and moves `*next` behind it; begin with 0.
 *
 * @return false, with nothing changed, if there is none.
 */
bool log_read(enum log_run run, uint32_t *next, struct log_line *line);

/** In a word: "error", "warning" and so on. */
const char *log_level_name(enum log_level level);

#endif  // DAEDALUS_KERNEL_LOG_H_
