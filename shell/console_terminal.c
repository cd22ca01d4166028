// SPDX-License-Identifier: Apache-2.0
/** @file Who looks for Ctrl-C has to take what was typed before it. */
#include "shell/console_terminal.h"

#include <stddef.h>
#include <stdint.h>

#include "kernel/console.h"
#include "shell/terminal.h"

enum { kCtrlC = 3, kAheadBytes = 256 };

static struct {
  unsigned char bytes[kAheadBytes];
  unsigned first;
  unsigned end;
} ahead;

static void write(struct terminal *, const char *bytes, size_t count) {
  console_write(bytes, count);
}

static bool read(struct terminal *, uint8_t *byte) {
  if (ahead.first == ahead.end) {
    return console_read(byte);
  }
  *byte = ahead.bytes[ahead.first++];
  return true;
}

static bool try_read(struct terminal *, uint8_t *byte) {
  if (ahead.first != ahead.end) {
    *byte = ahead.bytes[ahead.first++];
    return true;
  }
  return console_try_read(byte);
}

// What does not fit stays with the console, and what that cannot keep with the
// UART: nothing is lost, but a Ctrl-C behind it waits.
static bool take_interrupt(struct terminal *) {
  if (ahead.first == ahead.end) {
    ahead.first = 0;
    ahead.end = 0;
  }
  uint8_t byte;
  while (ahead.end != kAheadBytes && console_try_read(&byte)) {
    if (byte == kCtrlC) {
      ahead.first = ahead.end;
      return true;
    }
    ahead.bytes[ahead.end++] = byte;
  }
  return false;
}

static const struct terminal_ops kOps = {
    .write = write,
    .read = read,
    .try_read = try_read,
    .take_interrupt = take_interrupt,
};

struct terminal *console_terminal(void) {
  static struct terminal terminal = {.ops = &kOps};
  return &terminal;
}
