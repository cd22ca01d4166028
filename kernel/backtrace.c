// SPDX-License-Identifier: Apache-2.0
/** @file Frame records and names, line by line. */
#include "kernel/backtrace.h"

#include <stdio.h>

#include "kernel/arch/stacks.h"
#include "kernel/frame_walk.h"
#include "kernel/symbols.h"

// kernel.ld
extern char __stack_bottom[];
extern char __stack_top[];

// vectors.S: where the handler of an interrupt returns to. The record above is
// of what was interrupted.
extern char irq_return[];

enum { kMaxLines = 32 };

static struct frame_stack stack_at(const char *bytes, size_t count) {
  return (struct frame_stack){(uintptr_t)bytes, (uintptr_t)bytes + count};
}

static struct frame_walk start(uintptr_t frame) {
  struct frame_stack stacks[SMP_MAX_CPUS + SMP_MAX_CPUS];
  stacks[0] = stack_at(__stack_bottom, (size_t)(__stack_top - __stack_bottom));
  for (unsigned i = 1; i < SMP_MAX_CPUS; i++) {
    stacks[i] =
        stack_at(smp_stacks[i - 1].bytes, sizeof(smp_stacks[i - 1].bytes));
  }
  for (unsigned i = 0; i < SMP_MAX_CPUS; i++) {
    stacks[SMP_MAX_CPUS + i] =
        stack_at(exception_stacks[i].bytes, sizeof(exception_stacks[i].bytes));
  }
  return frame_walk_start(frame, stacks, sizeof(stacks) / sizeof(stacks[0]));
}

void backtrace_print_place(uintptr_t address, enum backtrace_kind kind) {
  struct symbol symbol;
  // Behind a call that does not return another function may begin.
  const uintptr_t back = kind == BACKTRACE_RETURN_ADDRESS ? 1 : 0;
  (void)printf("0x%0*lx", (int)(2 * sizeof(address)), (unsigned long)address);
  if (symbols_find(address - back, &symbol)) {
    const uintptr_t offset = symbol.offset + back;
    (void)printf(" %s+0x%lx", symbol.name, (unsigned long)offset);
  }
}

static bool returns_to(uintptr_t frame, uintptr_t caller) {
  struct frame_walk walk = start(frame);
  uintptr_t address = 0;
  while (frame_walk_next(&walk, &address) && address != caller) {
  }
  return address == caller;
}

void backtrace_print(uintptr_t frame, uintptr_t caller) {
  struct frame_walk walk = start(frame);
  bool is_printing = caller == 0 || !returns_to(frame, caller);
  enum backtrace_kind kind = BACKTRACE_RETURN_ADDRESS;
  unsigned lines = 0;
  uintptr_t address;
  // The start code's own record holds zeros.
  while (lines < kMaxLines && frame_walk_next(&walk, &address) &&
         address != 0) {
    is_printing = is_printing || address == caller;
    if (is_printing) {
      (void)printf("    ");
      backtrace_print_place(address, kind);
      (void)printf("\n");
      lines++;
    }
    kind = address == (uintptr_t)irq_return ? BACKTRACE_INSTRUCTION
                                            : BACKTRACE_RETURN_ADDRESS;
  }
  if (lines == kMaxLines) {
    (void)printf("    and more\n");
  } else if (walk.frame != 0) {
    (void)printf("    no frame at 0x%lx\n", (unsigned long)walk.frame);
  }
}
