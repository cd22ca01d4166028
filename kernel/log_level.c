// SPDX-License-Identifier: Apache-2.0
#include "kernel/log.h"

static enum log_level console_level = LOG_LEVEL_WARN;

void log_set_console_level(enum log_level level) { console_level = level; }

enum log_level log_console_level(void) { return console_level; }

const char *log_level_name(enum log_level level) {
  static const char *const kNames[] = {
      [LOG_LEVEL_PANIC] = "panic",  [LOG_LEVEL_ERROR] = "error",
      [LOG_LEVEL_WARN] = "warning", [LOG_LEVEL_INFO] = "info",
      [LOG_LEVEL_DEBUG] = "debug",
  };
  return level <= LOG_LEVEL_DEBUG ? kNames[level] : "?";
}
