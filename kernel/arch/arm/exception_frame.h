// SPDX-License-Identifier: Apache-2.0
/** @file What vectors.S saves for exceptions.c. For both languages. */
#ifndef DAEDALUS_KERNEL_ARCH_ARM_EXCEPTION_FRAME_H_
#define DAEDALUS_KERNEL_ARCH_ARM_EXCEPTION_FRAME_H_

// Byte offsets in struct exception_frame; exceptions.c checks them.
#define EXCEPTION_FRAME_SP 52
#define EXCEPTION_FRAME_LR 56
#define EXCEPTION_FRAME_PC 60
#define EXCEPTION_FRAME_SPSR 64
#define EXCEPTION_FRAME_FSR 68
#define EXCEPTION_FRAME_FAR 72
#define EXCEPTION_FRAME_KIND 76
#define EXCEPTION_FRAME_SIZE 80

// What the emulator exits with if not even a line can be printed: a panic.
#define EXCEPTION_EXIT_CODE 99

// Which vector (DDI 0406C, table B1-3): its offset, in words.
#define EXCEPTION_KIND_UNDEFINED 1
#define EXCEPTION_KIND_SVC 2
#define EXCEPTION_KIND_PREFETCH_ABORT 3
#define EXCEPTION_KIND_DATA_ABORT 4
#define EXCEPTION_KIND_FIQ 7

#ifndef __ASSEMBLER__
#include <stdint.h>

/** The interrupted state. Lives on the stack of exceptions. */
struct exception_frame {
  uint32_t r[13];
  uint32_t sp; /**< Of the interrupted mode. */
  uint32_t lr; /**< Of the interrupted mode; 0 if it was a handler's. */
  uint32_t pc; /**< The instruction that did it, or the next one. */
  uint32_t spsr;
  uint32_t fsr; /**< DFSR, or IFSR after a prefetch abort. */
  uint32_t far; /**< DFAR, or IFAR after a prefetch abort. */
  uint32_t kind;
};

/** Prints the dump and panics. vectors.S comes here for a first exception. */
[[noreturn]] void exception_report(const struct exception_frame *frame);

/** One line and out: for an exception inside exception_report(). */
[[noreturn]] void exception_nested(const struct exception_frame *frame);
#endif

#endif  // DAEDALUS_KERNEL_ARCH_ARM_EXCEPTION_FRAME_H_
