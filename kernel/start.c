// SPDX-License-Identifier: Apache-2.0
/** @file From the start code to main(): console, heap, boot log. */
#include <stdint.h>
#include <stdlib.h>

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/boot_log.h"
#include "kernel/cpu.h"
#include "kernel/panic.h"
#include "mm/heap.h"

// kernel.ld
extern char __heap_start[];
extern char __heap_end[];

/** Called by start.S on one core, at EL1, with a stack and a clear BSS. */
[[noreturn]] void kernel_start(unsigned exception_level);

/** Called by start.S at EL3, without a BSS. */
void kernel_release_from_el3(void);

/** The program that this image is for: the shell, or a test. */
int main(void);

static unsigned entry_level;

unsigned boot_exception_level(void) { return entry_level; }

void kernel_release_from_el3(void) {
  if (board.release_from_el3 != nullptr) {
    board.release_from_el3();
  }
}

void kernel_start(unsigned exception_level) {
  entry_level = exception_level;

  const status_t status = board.init();
  if (status != STATUS_OK) {
    panic("board %s: init failed with status %d", board.name, (int)status);
  }
  cpu_unmask_errors();
  heap_init(__heap_start, __heap_end);
  boot_log_print((uintptr_t)__heap_start, (uintptr_t)__heap_end);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one core, one thread.
  exit(main());
}
