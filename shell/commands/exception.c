// SPDX-License-Identifier: Apache-2.0
/** @file Shows what the kernel makes of each mistake. */
#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#include "kernel/board.h"
#include "kernel/check.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

// So that the compiler does not see through it.
static volatile uintptr_t nowhere;

static void raise_breakpoint(void) { __builtin_debugtrap(); }

static void raise_check(void) { CHECK(nowhere != 0); }

// Permanently undefined on A32, not allocated on A64.
static void raise_undefined(void) { __asm__ volatile(".4byte 0xe7f000f0"); }

static void read_null(void) { (void)*(volatile uint32_t *)nowhere; }

static void write_null(void) { *(volatile uint32_t *)nowhere = 1; }

static void write_code(void) {
  *(volatile uint32_t *)((uintptr_t)write_null & ~(uintptr_t)3) = 0;
}

static void run_data(void) {
  static uint32_t data[4];
  const uintptr_t address = (uintptr_t)data + nowhere;
  ((void (*)(void))address)();
}

static void jump_to_null(void) { ((void (*)(void))nowhere)(); }

static void read_misaligned_device(void) {
  if (board.device_count != 0) {
    (void)*(volatile uint32_t *)(board.devices[0].base + 1);
  }
}

// NOLINTNEXTLINE(misc-no-recursion): that is what it is for.
static unsigned overflow_stack(unsigned depth) {
  volatile unsigned char frame[256];
  frame[0] = (unsigned char)depth;
  return depth == UINT32_MAX ? 0 : overflow_stack(depth + 1) + frame[0];
}

static void raise_overflow(void) { nowhere += overflow_stack(0) & 0; }

static const struct {
  const char *name;
  void (*raise)(void);
} kKinds[] = {
    {"breakpoint", raise_breakpoint}, {"undefined", raise_undefined},
    {"null-read", read_null},         {"null-write", write_null},
    {"code-write", write_code},       {"data-jump", run_data},
    {"null-jump", jump_to_null},      {"misaligned", read_misaligned_device},
    {"stack", raise_overflow},        {"check", raise_check},
};

static status_t run_exception(struct shell *shell, int argc,
                              const char *const *argv) {
  size_t kind = 0;
  while (argc > 1 && strcasecmp(argv[1], kKinds[kind].name) != 0) {
    kind++;
  }
  shell_printf(shell, "Raising an exception: %s.\n", kKinds[kind].name);
  kKinds[kind].raise();
  shell_print(shell, "Nothing happened.\n");
  return STATUS_OK;
}

SHELL_COMMAND(exception) = {
    .name = "exception",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "make a mistake, for the report: this stops the system",
    .usage =
        "exception [breakpoint|undefined|null-read|null-write|code-write|"
        "data-jump|null-jump|misaligned|stack|check]",
    .details =
        "Afterwards the board does what its panic policy says; dmesg "
        "previous has the\n"
        "last words.\n",
    .run = run_exception,
};
