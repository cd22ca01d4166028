// SPDX-License-Identifier: Apache-2.0
/**
 * @file How a program ends.
 *
 * `main` returns or calls the C library's exit(), which runs the atexit
 * handlers and then _exit() below. Under QEMU the exit code of the emulator
 * tells the outcome; on a real board nobody listens and the board halts.
 */
#ifndef DAEDALUS_KERNEL_EXIT_H_
#define DAEDALUS_KERNEL_EXIT_H_

/** QEMU's exit code after a panic. Larger than any that _exit() uses. */
#define EXIT_CODE_PANIC 99

/**
 * Ends the program: prints the line `exit status N` and leaves.
 *
 * QEMU exits with 0 for status 0 and with 16 + (status & 63) for any other:
 * never with 1, which is what QEMU itself uses for its own failures.
 *
 * @param status  what `main` returned or exit() got.
 */
[[noreturn]] void _exit(int status);

/**
 * Leaves QEMU with `code` (0 to 255) at once. Where nobody takes the request,
 * prints `system halted` and halts the core with interrupts masked.
 */
[[noreturn]] void exit_emulator(unsigned code);

#endif  // DAEDALUS_KERNEL_EXIT_H_
