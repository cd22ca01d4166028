// SPDX-License-Identifier: Apache-2.0
/**
 * @file Where lines of the log are kept: in memory that a warm restart leaves
 * as it is, and a cold one fills with anything.
 *
 * There are two banks, and runs take turns, so that a run leaves the lines of
 * the one before alone. A bank's header says which run it is of; its checksum
 * tells it from rubbish. Every line has its own, so what was being written when
 * the power went, or has lost a bit, is not shown.
 *
 * No locks: callers keep others out.
 */
#ifndef DAEDALUS_KERNEL_LOG_RING_H_
#define DAEDALUS_KERNEL_LOG_RING_H_

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/log.h"

/** A line. */
struct log_record {
  uint32_t checksum; /**< Of all that follows, the text up to its length. */
  uint32_t run;
  uint32_t sequence;
  uint16_t length;
  uint16_t level;
  uint64_t time_ns;
  char text[LOG_TEXT_BYTES];
};

/** The lines of a run. */
struct log_bank {
  alignas(64) uint32_t checksum; /**< Of magic and run. */
  uint32_t magic;
  uint32_t run;
  uint32_t next; /**< Sequence of the next line. Lines answer for themselves. */
  alignas(64) struct log_record records[LOG_RING_LINES];
};

/** What survives. */
struct log_memory {
  struct log_bank banks[2];
};

/** The log of this run. Only log_ring.c touches the fields. */
struct log_ring {
  struct log_memory *memory;
  void (*clean)(const void *start, size_t bytes);
  unsigned bank;     /**< Of this run. */
  bool has_previous; /**< Whether the other is of the run before. */
};

/**
 * Begins a run. Keeps `memory`, whatever is in it, and `clean`, which is called
 * for all that has been written there: a restart need not leave the contents of
 * a cache.
 */
void log_ring_begin(struct log_ring *ring, struct log_memory *memory,
                    void (*clean)(const void *start, size_t bytes));

/** Adds a line. `length` may be more than LOG_TEXT_BYTES, which is all that is
 * read of `text`: it is then marked as cut off. */
void log_ring_put(struct log_ring *ring, enum log_level level, uint64_t time_ns,
                  const char *text, size_t length);

/** As log_read(). */
bool log_ring_read(const struct log_ring *ring, enum log_run run,
                   uint32_t *next, struct log_line *line);

#endif  // DAEDALUS_KERNEL_LOG_RING_H_
