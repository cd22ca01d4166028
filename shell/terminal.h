// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The two-way byte stream that the shell talks to: the kernel console on a
 * board, a script in a test.
 */
#ifndef DAEDALUS_SHELL_TERMINAL_H_
#define DAEDALUS_SHELL_TERMINAL_H_

#include <stddef.h>
#include <stdint.h>

struct terminal;

/** What a terminal does. Every member is mandatory. */
struct terminal_ops {
  /**
   * Sends `count` bytes as they are, and may wait until they are sent.
   * `bytes` may be reused on return.
   */
  void (*write)(struct terminal *terminal, const char *bytes, size_t count);

  /**
   * Waits for one byte.
   *
   * @return false, with `byte` untouched, if none will ever come again: the
   *         other end has hung up. A serial line never does.
   */
  bool (*read)(struct terminal *terminal, uint8_t *byte);

  /** Takes a byte if there is one. Does not block. @return false, with `byte`
   * untouched, if there is none. */
  bool (*try_read)(struct terminal *terminal, uint8_t *byte);

  /**
   * Whether Ctrl-C has been typed, for who reads nothing for a long time. Does
   * not block. If so, that and all that was typed before is forgotten, as
   * terminals do; otherwise all of it is there for the next read.
   */
  bool (*take_interrupt)(struct terminal *terminal);
};

/** Embed this first in the structure of a concrete terminal. */
struct terminal {
  const struct terminal_ops *ops;
};

/** Sends `count` bytes as they are. May wait; not for interrupt handlers. */
static inline void terminal_write(struct terminal *terminal, const char *bytes,
                                  size_t count) {
  terminal->ops->write(terminal, bytes, count);
}

/** Waits for one byte. @return false if the other end has hung up. */
static inline bool terminal_read(struct terminal *terminal, uint8_t *byte) {
  return terminal->ops->read(terminal, byte);
}

/** Takes a byte if there is one. Does not block. @return false if there is
 * none.
 */
static inline bool terminal_try_read(struct terminal *terminal, uint8_t *byte) {
  return terminal->ops->try_read(terminal, byte);
}

/** Returns whether Ctrl-C has been typed, and forgets it and what was typed
 * before. Does not block. */
static inline bool terminal_take_interrupt(struct terminal *terminal) {
  return terminal->ops->take_interrupt(terminal);
}

/**
 * Sends `text` with every "\n" as CR LF. A text without "\n" is one write.
 * May wait; not for interrupt handlers.
 */
void terminal_puts(struct terminal *terminal, const char *text);

#endif  // DAEDALUS_SHELL_TERMINAL_H_
