// SPDX-License-Identifier: Apache-2.0
/** @file The table of call sites, private to the tracing heap. */
#ifndef DAEDALUS_MM_TRACE_TABLE_H_
#define DAEDALUS_MM_TRACE_TABLE_H_

#include <stddef.h>
#include <stdint.h>

/** Rows of the table: call sites that are counted apart. A power of two. */
#ifndef MM_TRACE_SITES
#define MM_TRACE_SITES 256
#endif

/** What a block remembers of how it was counted. */
struct trace_mark {
  uint16_t site;  /**< Its row. */
  uint16_t epoch; /**< Number of checkpoints before it, modulo 2^16. */
};

/** Counts a block of `size` bytes that `caller` has got. */
struct trace_mark trace_table_add(const void *caller, size_t size);

/** Counts a block no longer. */
void trace_table_remove(struct trace_mark mark, size_t size);

/** No block is live any more. */
void trace_table_clear(void);

#endif  // DAEDALUS_MM_TRACE_TABLE_H_
