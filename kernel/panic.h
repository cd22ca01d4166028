// SPDX-License-Identifier: Apache-2.0
/** @file The end: nothing can continue, say why and stop. */
#ifndef DAEDALUS_KERNEL_PANIC_H_
#define DAEDALUS_KERNEL_PANIC_H_

#include <stdarg.h>
#include <stdint.h>

/**
 * Masks interrupts, stops the other cores, prints `panic: ` and the message,
 * then board, core, caller and who called that (kernel/backtrace.h), and ends
 * as kernel/panic_end.h says: by default with exit code 99 under QEMU, halted
 * on a real board.
 *
 * Needs no heap, lock or interrupt: output is polled. Callable from anywhere,
 * before the console is up too (then without a word). A panic inside a panic
 * says so in one line and stops.
 *
 * @param format  as for printf, without a final newline.
 */
[[noreturn, gnu::format(printf, 1, 2)]] void panic(const char *format, ...);

/**
 * Like panic(), for a function that takes the same arguments itself.
 *
 * @param caller  what is shown as the place that panicked.
 */
[[noreturn, gnu::format(printf, 2, 0)]] void vpanic(const void *caller,
                                                    const char *format,
                                                    va_list arguments);

/**
 * Like panic(), for an exception: the message is `unhandled <what> at ` and
 * where that is.
 *
 * @param address  of the instruction.
 * @param frame  frame record of the function that it is in, or rubbish.
 */
[[noreturn]] void panic_at(uintptr_t address, uintptr_t frame,
                           const char *what);

#endif  // DAEDALUS_KERNEL_PANIC_H_
