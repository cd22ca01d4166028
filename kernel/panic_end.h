// SPDX-License-Identifier: Apache-2.0
/** @file What comes after a panic's last word. */
#ifndef DAEDALUS_KERNEL_PANIC_END_H_
#define DAEDALUS_KERNEL_PANIC_END_H_

#include "kernel/board.h"

/**
 * Has later panics end like this, and not as `board.panic_policy` says.
 * ISR-safe.
 */
void panic_set_policy(enum panic_policy policy);

/**
 * Ends a panic, exceptions included; the last line says how: `rebooting`,
 * `system halted`, or none if the emulator exits. Where one of these cannot be
 * had, the next can: a reboot that returns, or a panic within it, is a halt.
 * Interrupts are masked. Output is polled, and has left the UART before a
 * reboot or a halt: how long that may take at most is the matter of its driver.
 */
[[noreturn]] void panic_end(void);

#endif  // DAEDALUS_KERNEL_PANIC_END_H_
