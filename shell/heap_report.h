// SPDX-License-Identifier: Apache-2.0
/** @file The figures of a heap, for people. */
#ifndef DAEDALUS_SHELL_HEAP_REPORT_H_
#define DAEDALUS_SHELL_HEAP_REPORT_H_

struct heap_stats;
struct shell;

/** Writes `stats`, a line for each figure. */
void heap_report_print(struct shell *shell, const struct heap_stats *stats);

#endif  // DAEDALUS_SHELL_HEAP_REPORT_H_
