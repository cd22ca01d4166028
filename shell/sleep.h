// SPDX-License-Identifier: Apache-2.0
/** @file Waiting that Ctrl-C ends. */
#ifndef DAEDALUS_SHELL_SLEEP_H_
#define DAEDALUS_SHELL_SLEEP_H_

#include <stdint.h>

struct shell;

/**
 * Waits for `duration_ns`, to the tick, asleep; at most 50 ms longer than until
 * Ctrl-C, upon which it writes "^C". Not for ISRs.
 *
 * @return false if Ctrl-C has ended it.
 */
bool shell_sleep_ns(struct shell *shell, uint64_t duration_ns);

#endif  // DAEDALUS_SHELL_SLEEP_H_
