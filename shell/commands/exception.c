// SPDX-License-Identifier: Apache-2.0
/** @file Shows what the kernel makes of each mistake. */
#include <stdint.h>

#include "kernel/board.h"
#include "kernel/check.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/shell.h"

#define KINDS                                                                 \
  "breakpoint|undefined|null-read|null-write|code-write|data-jump|null-jump|" \
  "misaligned|stack|check"

// As KINDS has them.
enum kind {
  BREAKPOINT,
  UNDEFINED,
  NULL_READ,
  NULL_WRITE,
  CODE_WRITE,
  DATA_JUMP,
  NULL_JUMP,
  MISALIGNED,
  STACK,
  FAILED_CHECK,
};

// By its name in the backtrace.
[[gnu::noinline]] static void raise_breakpoint(void) { __builtin_debugtrap(); }

static void jump(uintptr_t address) { ((void (*)(void))address)(); }

// NOLINTNEXTLINE(misc-no-recursion): that is what it is for.
static unsigned overflow_stack(unsigned depth) {
  volatile unsigned char frame[256];
  frame[0] = (unsigned char)depth;
  return depth == UINT32_MAX ? 0 : overflow_stack(depth + 1) + frame[0];
}

static void raise(enum kind kind) {
  uintptr_t nowhere = 0;
  // So that the compiler does not see through it.
  __asm__("" : "+r"(nowhere));
  uint32_t data[4];
  switch (kind) {
    case BREAKPOINT:
      raise_breakpoint();
      break;
    case UNDEFINED:
      // Permanently undefined on A32, not allocated on A64.
      __asm__ volatile(".4byte 0xe7f000f0");
      break;
    case NULL_READ:
      (void)*(volatile uint32_t *)nowhere;
      break;
    case NULL_WRITE:
      *(volatile uint32_t *)nowhere = 1;
      break;
    case CODE_WRITE:
      *(volatile uint32_t *)((uintptr_t)jump & ~(uintptr_t)3) = 0;
      break;
    case DATA_JUMP:
      jump((uintptr_t)data);
      break;
    case NULL_JUMP:
      jump(nowhere);
      break;
    case MISALIGNED:
      if (board.device_count != 0) {
        (void)*(volatile uint32_t *)(board.devices[0].base + 1);
      }
      break;
    case STACK:
      (void)overflow_stack(0);
      break;
    case FAILED_CHECK:
      CHECK(nowhere != 0);
      break;
  }
}

static status_t run_exception(struct shell *shell, int argc,
                              const char *const *argv) {
  const char *const kind = argc == 1 ? "breakpoint" : argv[1];
  shell_printf(shell, "Raising an exception: %s.\n", kind);
  raise((enum kind)shell_choice(kind, KINDS));
  shell_print(shell, "Nothing happened.\n");
  return STATUS_OK;
}

SHELL_COMMAND(exception) = {
    .name = "exception",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "make a mistake, for the report: this stops the system",
    .usage = "exception [" KINDS "]",
    .details =
        "Afterwards the board does what its panic policy says; dmesg "
        "previous has the\n"
        "last words.\n",
    .run = run_exception,
};
