// SPDX-License-Identifier: Apache-2.0
/** @file Line ends as terminals want them. */
#ifndef DAEDALUS_KERNEL_LINE_ENDS_H_
#define DAEDALUS_KERNEL_LINE_ENDS_H_

#include <stddef.h>

/**
 * Hands `text` to `write` with every "\n" as CR LF, in pieces of at least one
 * byte that are as long as can be: a text without "\n" is one piece, "" none.
 * `sink` is passed on. Blocks like `write`, and is as ISR-safe.
 */
void line_ends_write(const char *text,
                     void (*write)(void *sink, const char *bytes, size_t count),
                     void *sink);

#endif  // DAEDALUS_KERNEL_LINE_ENDS_H_
