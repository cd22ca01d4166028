// SPDX-License-Identifier: Apache-2.0
/**
 * @file The dump of an exception that nobody handles. Sections: DDI 0487.
 *
 * Text for people; the registers below it are what the core said.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/arch/aarch64/exception_frame.h"
#include "kernel/arch/aarch64/fault_status.h"
#include "kernel/arch/stacks.h"
#include "kernel/backtrace.h"
#include "kernel/console.h"
#include "kernel/exit.h"
#include "kernel/panic.h"
#include "kernel/panic_end.h"
#include "kernel/smp.h"

static_assert(offsetof(struct exception_frame, sp) == EXCEPTION_FRAME_SP);
static_assert(offsetof(struct exception_frame, elr) == EXCEPTION_FRAME_ELR);
static_assert(offsetof(struct exception_frame, spsr) == EXCEPTION_FRAME_SPSR);
static_assert(offsetof(struct exception_frame, esr) == EXCEPTION_FRAME_ESR);
static_assert(offsetof(struct exception_frame, far) == EXCEPTION_FRAME_FAR);
static_assert(offsetof(struct exception_frame, kind) == EXCEPTION_FRAME_KIND);
static_assert(sizeof(struct exception_frame) == EXCEPTION_FRAME_SIZE);
static_assert(EXCEPTION_EXIT_CODE == EXIT_CODE_PANIC);

// ESR_EL1.EC (D19.2.40): what an AArch64 EL1 can see.
static const struct {
  unsigned code;
  const char *text;
} kClasses[] = {
    {0x00, "undefined instruction"},
    {0x01, "trapped WFI or WFE"},
    {0x07, "trapped floating-point access"},
    {0x0e, "illegal execution state"},
    {0x15, "SVC"},
    {0x18, "trapped system register"},
    {0x20, "instruction abort from below"},
    {0x21, "instruction abort"},
    {0x22, "misaligned PC"},
    {0x24, "data abort from below"},
    {0x25, "data abort"},
    {0x26, "misaligned SP"},
    {0x2c, "trapped floating-point exception"},
    {0x2f, "SError"},
    {0x30, "hardware breakpoint from below"},
    {0x31, "hardware breakpoint"},
    {0x32, "single step from below"},
    {0x33, "single step"},
    {0x34, "watchpoint from below"},
    {0x35, "watchpoint"},
    {0x3c, "BRK"},
};

static bool is_data_abort(unsigned class) {
  return class == 0x24 || class == 0x25;
}

static bool is_abort(unsigned class) {
  return is_data_abort(class) || class == 0x20 || class == 0x21;
}

static const char *class_text(unsigned class) {
  for (size_t i = 0; i < sizeof(kClasses) / sizeof(kClasses[0]); i++) {
    if (kClasses[i].code == class) {
      return kClasses[i].text;
    }
  }
  return "unknown";
}

// In a word, for the panic.
static const char *reason_of(const struct exception_frame *frame,
                             unsigned class) {
  return is_data_abort(class) && stacks_guard(frame->far) ? "stack overflow"
                                                          : class_text(class);
}

static void print_fault(unsigned class, uint32_t iss, uint64_t address) {
  const uint32_t kWriteNotRead = 1u << 6;
  const char *access = "fetch from";
  if (is_data_abort(class)) {
    access = (iss & kWriteNotRead) != 0 ? "write to" : "read from";
  }
  const unsigned status = iss & 0x3f;
  const int level = fault_status_level(status);
  (void)printf(", %s", fault_status_text(status));
  if (level >= 0) {
    (void)printf(", level %d,", level);
  }
  (void)printf(" on a %s 0x%lx", access, address);
}

void exception_report(const struct exception_frame *frame) {
  // The vector's number: which state it came from, which type it was (D1.3.1).
  static const char *const kSources[] = {"EL1 on SP_EL0", "EL1",
                                         "a 64-bit program at EL0",
                                         "a 32-bit program at EL0"};
  static const char *const kTypes[] = {"synchronous exception", "IRQ", "FIQ",
                                       "SError"};
  const unsigned type = frame->kind & 3;
  const unsigned class = frame->esr >> 26 & 0x3f;
  const uint32_t iss = frame->esr & 0x1ffffff;
  // The syndrome is valid for these two only.
  const bool has_syndrome = type == 0 || type == 3;
  const char *const text =
      has_syndrome ? reason_of(frame, class) : kTypes[type];

  smp_stop_others();
  console_stop_interrupts();
  (void)printf("\n%s from %s", kTypes[type], kSources[frame->kind >> 2 & 3]);
  if (has_syndrome) {
    (void)printf(": %s (EC 0x%02x, ISS 0x%07lx)", text, class,
                 (unsigned long)iss);
    if (is_abort(class)) {
      print_fault(class, iss, frame->far);
    }
  }
  (void)printf(
      "\n  elr 0x%016lx  far 0x%016lx\n  esr 0x%016lx spsr 0x%016lx\n"
      "   sp 0x%016lx\n",
      frame->elr, frame->far, frame->esr, frame->spsr, frame->sp);
  for (unsigned i = 0; i < 31; i++) {
    (void)printf("%*sx%u 0x%016lx%s", i < 10 ? 3 : 2, "", i, frame->x[i],
                 i % 3 == 2 || i == 30 ? "\n" : "");
  }
  (void)printf("  lr is at ");
  backtrace_print_place(frame->x[30], BACKTRACE_RETURN_ADDRESS);
  (void)printf("\n");
  panic_at(frame->elr, frame->x[29], text);
}

void exception_nested(const struct exception_frame *frame) {
  smp_stop_others();
  (void)printf(
      "\npanic: exception in the exception handler: esr 0x%lx elr 0x%lx "
      "far 0x%lx\n",
      frame->esr, frame->elr, frame->far);
  panic_end();
}
