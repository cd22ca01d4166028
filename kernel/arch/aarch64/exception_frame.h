// SPDX-License-Identifier: Apache-2.0
/** @file What vectors.S saves for exceptions.c. For both languages. */
#ifndef DAEDALUS_KERNEL_ARCH_AARCH64_EXCEPTION_FRAME_H_
#define DAEDALUS_KERNEL_ARCH_AARCH64_EXCEPTION_FRAME_H_

// Byte offsets in struct exception_frame; exceptions.c checks them.
#define EXCEPTION_FRAME_SP 248
#define EXCEPTION_FRAME_ELR 256
#define EXCEPTION_FRAME_SPSR 264
#define EXCEPTION_FRAME_ESR 272
#define EXCEPTION_FRAME_FAR 280
#define EXCEPTION_FRAME_KIND 288
#define EXCEPTION_FRAME_SIZE 304

// What the emulator exits with if not even a line can be printed: a panic.
#define EXCEPTION_EXIT_CODE 99

// Which of the 16 vectors: 4 * source + type.
#define EXCEPTION_KIND_SYNC_EL1H 4
#define EXCEPTION_KIND_IRQ_EL1H 5
#define EXCEPTION_KIND_SERROR_EL1H 7
#define EXCEPTION_KIND_SYNC_LOWER 8

#ifndef __ASSEMBLER__
#include <stdint.h>

/** The interrupted state. Lives on the exception stack. */
struct exception_frame {
  uint64_t x[31];
  uint64_t sp;
  uint64_t elr;
  uint64_t spsr;
  uint64_t esr;
  uint64_t far;
  uint64_t kind;
  uint64_t padding; /**< Keeps the stack pointer 16-byte aligned. */
};

/** Prints the dump and panics. vectors.S comes here for a first exception. */
[[noreturn]] void exception_report(const struct exception_frame *frame);

/** One line and out: for an exception inside exception_report(). */
[[noreturn]] void exception_nested(const struct exception_frame *frame);
#endif

#endif  // DAEDALUS_KERNEL_ARCH_AARCH64_EXCEPTION_FRAME_H_
