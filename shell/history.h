// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The command lines entered so far, oldest dropped first. Bounded twice: by a
 * number of lines and by their bytes. Its memory is the caller's, handed over
 * once; nothing is allocated later, however many lines come.
 *
 * Each line lies in one piece and ends with a NUL. A new one goes behind the
 * newest, or to the start of the memory if the rest is too small, and takes
 * the place of the oldest ones in its way.
 *
 * Not for interrupt handlers. Takes no lock.
 */
#ifndef DAEDALUS_SHELL_HISTORY_H_
#define DAEDALUS_SHELL_HISTORY_H_

#include <stddef.h>
#include <stdint.h>

/** Where one line lies. */
struct history_entry {
  uint32_t offset;
  uint32_t length; /**< Without the NUL. */
};

/** One history; only history.c touches the fields. */
struct history {
  char *bytes;
  struct history_entry *entries;
  uint32_t byte_capacity;
  uint32_t entry_capacity;
  uint32_t oldest; /**< Index into `entries`. */
  uint32_t count;
  uint32_t end;        /**< Offset behind the newest line. */
  unsigned long total; /**< Lines ever stored: the number of the newest. */
};

/**
 * Makes an empty history in `bytes` and `entries`, which stay its own and need
 * not be cleared. Both capacities are at least 1, or it panics (CHECK).
 */
void history_init(struct history *history, char *bytes, uint32_t byte_capacity,
                  struct history_entry *entries, uint32_t entry_capacity);

/** Gives memory to a history that has none: all zeroes, or after
 * history_take_back(), when its numbers go on. As for history_init(). */
void history_give(struct history *history, char *bytes, uint32_t byte_capacity,
                  struct history_entry *entries, uint32_t entry_capacity);

/** Forgets all lines, and where its memory is: that is the caller's again. It
 * stores none until history_give(). */
void history_take_back(struct history *history);

/**
 * Stores a copy of `length` bytes of `line`, which has no NUL in it.
 *
 * A line that would not fit into the whole memory is not stored, and nothing
 * is dropped for it.
 */
void history_add(struct history *history, const char *line, size_t length);

/** Forgets all lines. The next has the number that it would have had. */
void history_clear(struct history *history);

/** Lines that are stored now. */
size_t history_count(const struct history *history);

/**
 * The line entered `back` lines ago: 0 is the newest, history_count() - 1 the
 * oldest. Stays valid until the next history_add().
 *
 * @return its text, with its size in `length`; null, with `length` untouched,
 *         if there is none so far back.
 */
const char *history_get(const struct history *history, size_t back,
                        size_t *length);

/** The number of that line, counted from 1 since the start. */
unsigned long history_number(const struct history *history, size_t back);

#endif  // DAEDALUS_SHELL_HISTORY_H_
