// SPDX-License-Identifier: Apache-2.0
/**
 * @file Panics as results, for tests on the host and on boards: linking this
 * library diverts mm's panics.
 */
#ifndef DAEDALUS_MM_TESTING_PANICS_H_
#define DAEDALUS_MM_TESTING_PANICS_H_

/**
 * Calls `function` and returns the message of the panic that ended it, or null
 * if it returned. The message is valid until the next call.
 *
 * A panic outside of this function is printed and aborts. Not for ISRs.
 */
const char *panic_of(void (*function)(void));

#endif  // DAEDALUS_MM_TESTING_PANICS_H_
