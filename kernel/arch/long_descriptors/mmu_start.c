// SPDX-License-Identifier: Apache-2.0
/**
 * @file The map at start. Drawn at run time: as a part of the image the tables
 * would be 8 KiB of it, and drawing them takes about two thousand instructions.
 */
#include "kernel/arch/mmu_start.h"

#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/long_descriptors/tables.h"
#include "kernel/arch/stacks.h"
#include "kernel/board.h"
#include "kernel/mmu.h"

// kernel.ld
extern char __text_start[];
extern char __rodata_start[];
extern char __data_start[];
extern char __stack_bottom[];

// Not in .bss, which is cleared once the MMU is on.
[[gnu::section(".noinit"),
  gnu::aligned(64)]] uint64_t mmu_level_1[LEVEL_1_ENTRIES];
[[gnu::section(".noinit"),
  gnu::aligned(4096)]] static uint64_t ram[TABLE_ENTRIES];
[[gnu::section(".noinit"),
  gnu::aligned(4096)]] static uint64_t image[TABLE_ENTRIES];

// In .bss, which is cleared faster than fill() does.
[[gnu::aligned(4096)]] static uint64_t devices[TABLE_ENTRIES];
static bool devices_used;

static size_t page_index(const char *address) {
  return (uintptr_t)address >> PAGE_SHIFT & (TABLE_ENTRIES - 1);
}

// Those between two symbols, on whose pages nothing else is.
static void draw_pages(const char *start, const char *end,
                       uint64_t attributes) {
  const size_t first = page_index(start);
  mmu_fill(image + first, page_index(end) - first,
           (uintptr_t)start | attributes | ENTRY_IS_PAGE, MMU_PAGE_BYTES);
}

static void forbid_page(uint64_t *table, const char *address) {
  table[page_index(address)] = 0;
}

void mmu_draw_map(void) {
  const uint64_t data = mmu_attributes(MMU_DATA);
  const uintptr_t gigabyte = board.ram_base >> LEVEL_1_SHIFT;
  const size_t blocks = board.ram_bytes >> LEVEL_2_SHIFT;
  mmu_fill(mmu_level_1, LEVEL_1_ENTRIES, 0, 0);
  mmu_level_1[gigabyte] = (uintptr_t)ram | ENTRY_IS_TABLE;
  mmu_fill(ram, blocks, board.ram_base | data | ENTRY_IS_BLOCK, BLOCK_BYTES);
  mmu_fill(ram + blocks, TABLE_ENTRIES - blocks, 0, 0);

  const uintptr_t block =
      (uintptr_t)__text_start & ~(uintptr_t)(BLOCK_BYTES - 1);
  ram[block >> LEVEL_2_SHIFT & (TABLE_ENTRIES - 1)] =
      (uintptr_t)image | ENTRY_IS_TABLE;
  mmu_fill(image, TABLE_ENTRIES, block | data | ENTRY_IS_PAGE, MMU_PAGE_BYTES);
  draw_pages(__text_start, __rodata_start, mmu_attributes(MMU_CODE));
  draw_pages(__rodata_start, __data_start, mmu_attributes(MMU_CONSTANTS));
  forbid_page(image, __stack_bottom - MMU_PAGE_BYTES);
  for (size_t i = 0; i < SMP_MAX_CPUS; i++) {
    forbid_page(image, exception_stacks[i].guard);
  }
  for (size_t i = 0; i < SMP_MAX_CPUS - 1; i++) {
    forbid_page(image, smp_stacks[i].guard);
  }
  if (block == 0) {
    image[0] = 0;
  }
}

// A table of level 2 for the GiB with `address`; null if it would be one more.
static uint64_t *table_for(uintptr_t address) {
  uint64_t *const entry = &mmu_level_1[address >> LEVEL_1_SHIFT];
  if (*entry == 0) {
    if (devices_used) {
      return nullptr;
    }
    devices_used = true;
    *entry = (uintptr_t)devices | ENTRY_IS_TABLE;
  }
  return (uint64_t *)(uintptr_t)(*entry & ENTRY_ADDRESS);
}

status_t mmu_map_devices(void) {
  for (size_t i = 0; i < board.device_count; i++) {
    const struct board_window *const window = &board.devices[i];
    uint64_t *const table = table_for(window->base);
    if (table == nullptr) {
      return STATUS_OUT_OF_RANGE;
    }
    mmu_fill(table + (window->base >> LEVEL_2_SHIFT & (TABLE_ENTRIES - 1)),
             window->bytes >> LEVEL_2_SHIFT,
             window->base | mmu_attributes(MMU_DEVICE) | ENTRY_IS_BLOCK,
             BLOCK_BYTES);
  }
  mmu_publish();
  return STATUS_OK;
}
