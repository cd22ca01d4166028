// SPDX-License-Identifier: Apache-2.0
/** @file From the start code to main(): console, heap, boot log. */
#include <stdint.h>
#include <stdlib.h>

#include "kernel/arch/mmu_start.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/boot_log.h"
#include "kernel/cpu.h"
#include "kernel/device_tree.h"
#include "kernel/mmu.h"
#include "kernel/panic.h"
#include "kernel/uptime.h"
#include "mm/heap.h"

// kernel.ld
extern char __heap_start[];
extern char __heap_end[];
extern char __text_start[];

/** Called by start.S on one core, at EL1, with a stack and a clear BSS.
 * `device_tree` is whatever the firmware left in the register for that. */
[[noreturn]] void kernel_start(unsigned exception_level, uintptr_t device_tree);

/** Called by start.S at EL3, without a BSS. */
void kernel_release_from_el3(void);

/** The program that this image is for: the shell, or a test. */
int main(void);

static struct {
  uintptr_t device_tree;
  unsigned exception_level;
} entry;

unsigned boot_exception_level(void) { return entry.exception_level; }

uintptr_t boot_device_tree_address(void) { return entry.device_tree; }

void kernel_release_from_el3(void) {
  if (board.release_from_el3 != nullptr) {
    board.release_from_el3();
  }
}

// Firmware that does not know of trees leaves anything there: 0, a number, or
// the address of an older kind of list: on the Raspberry Pi 0x100, which is not
// mapped.
static const void *tree_at(uintptr_t address) {
  const uintptr_t start = board.ram_base == 0 ? MMU_PAGE_BYTES : board.ram_base;
  const void *tree = device_tree_at(address, start, (uintptr_t)__text_start);
  return tree != nullptr ? tree
                         : device_tree_at(address, (uintptr_t)__heap_end,
                                          board.ram_base + board.ram_bytes);
}

const void *boot_device_tree(void) {
  const void *tree = tree_at(entry.device_tree);
  return tree != nullptr ? tree : tree_at(board.device_tree);
}

void kernel_start(unsigned exception_level, uintptr_t device_tree) {
  entry.device_tree = device_tree;
  entry.exception_level = exception_level;

  status_t status = mmu_map_devices();
  if (status != STATUS_OK) {
    panic("board %s: devices not mapped, status %d", board.name, (int)status);
  }
  status = board.init();
  if (status != STATUS_OK) {
    panic("board %s: init failed with status %d", board.name, (int)status);
  }
  uptime_begin();
  cpu_unmask_errors();
  heap_init(__heap_start, __heap_end);
  boot_log_print((uintptr_t)__heap_start, (uintptr_t)__heap_end);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one core, one thread.
  exit(main());
}
