// SPDX-License-Identifier: Apache-2.0
/**
 * @file The dump of an exception that nobody handles. Sections: DDI 0406C.
 *
 * Text for people; the registers below it are what the core said.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/arch/arm/exception_frame.h"
#include "kernel/arch/arm/fault_status.h"
#include "kernel/arch/stacks.h"
#include "kernel/backtrace.h"
#include "kernel/console.h"
#include "kernel/exit.h"
#include "kernel/panic.h"
#include "kernel/panic_end.h"
#include "kernel/smp.h"

static_assert(offsetof(struct exception_frame, sp) == EXCEPTION_FRAME_SP);
static_assert(offsetof(struct exception_frame, lr) == EXCEPTION_FRAME_LR);
static_assert(offsetof(struct exception_frame, pc) == EXCEPTION_FRAME_PC);
static_assert(offsetof(struct exception_frame, spsr) == EXCEPTION_FRAME_SPSR);
static_assert(offsetof(struct exception_frame, fsr) == EXCEPTION_FRAME_FSR);
static_assert(offsetof(struct exception_frame, far) == EXCEPTION_FRAME_FAR);
static_assert(offsetof(struct exception_frame, kind) == EXCEPTION_FRAME_KIND);
static_assert(sizeof(struct exception_frame) == EXCEPTION_FRAME_SIZE);
static_assert(EXCEPTION_EXIT_CODE == EXIT_CODE_PANIC);

static const char *kind_text(uint32_t kind) {
  static const char *const kKinds[] = {
      [EXCEPTION_KIND_UNDEFINED] = "undefined instruction",
      [EXCEPTION_KIND_SVC] = "SVC",
      [EXCEPTION_KIND_PREFETCH_ABORT] = "prefetch abort",
      [EXCEPTION_KIND_DATA_ABORT] = "data abort",
      [EXCEPTION_KIND_FIQ] = "FIQ",
  };
  return kKinds[kind];
}

// CPSR.M (B1.3.3).
static const char *mode_text(uint32_t psr) {
  static const char *const kModes[32] = {
      [0x10] = "user",       [0x11] = "FIQ",       [0x12] = "IRQ",
      [0x13] = "supervisor", [0x16] = "monitor",   [0x17] = "abort",
      [0x1a] = "hyp",        [0x1b] = "undefined", [0x1f] = "system",
  };
  const char *const text = kModes[psr & 31];
  return text != nullptr ? text : "no";
}

static void print_fault(const struct exception_frame *frame) {
  const uint32_t kWriteNotRead = 1u << 11;
  const char *access = "fetch from";
  if (frame->kind == EXCEPTION_KIND_DATA_ABORT) {
    access = (frame->fsr & kWriteNotRead) != 0 ? "write to" : "read from";
  }
  const int level = fault_status_level(frame->fsr);
  (void)printf(": %s", fault_status_text(frame->fsr));
  if (level >= 0) {
    (void)printf(", level %d,", level);
  }
  (void)printf(" on a %s 0x%lx", access, (unsigned long)frame->far);
}

void exception_report(const struct exception_frame *frame) {
  const bool is_data_abort = frame->kind == EXCEPTION_KIND_DATA_ABORT;
  const char *const text = is_data_abort && stacks_guard(frame->far)
                               ? "stack overflow"
                               : kind_text(frame->kind);

  smp_stop_others();
  console_stop_interrupts();
  (void)printf("\n%s in %s mode", text, mode_text(frame->spsr));
  if (is_data_abort || frame->kind == EXCEPTION_KIND_PREFETCH_ABORT) {
    print_fault(frame);
  }
  (void)printf(
      "\n  pc 0x%08lx   far 0x%08lx\n fsr 0x%08lx  spsr 0x%08lx\n"
      "  sp 0x%08lx    lr 0x%08lx\n",
      (unsigned long)frame->pc, (unsigned long)frame->far,
      (unsigned long)frame->fsr, (unsigned long)frame->spsr,
      (unsigned long)frame->sp, (unsigned long)frame->lr);
  for (unsigned i = 0; i < 13; i++) {
    (void)printf("%*sr%u 0x%08lx%s", i < 10 ? 2 : 1, "", i,
                 (unsigned long)frame->r[i], i % 4 == 3 || i == 12 ? "\n" : "");
  }
  (void)printf("  lr is at ");
  backtrace_print_place(frame->lr, BACKTRACE_RETURN_ADDRESS);
  (void)printf("\n");
  panic_at(frame->pc, frame->r[11], text);
}

void exception_nested(const struct exception_frame *frame) {
  smp_stop_others();
  (void)printf(
      "\npanic: exception in the exception handler: %s, fsr 0x%lx pc 0x%lx "
      "far 0x%lx\n",
      kind_text(frame->kind), (unsigned long)frame->fsr,
      (unsigned long)frame->pc, (unsigned long)frame->far);
  panic_end();
}
