// SPDX-License-Identifier: Apache-2.0
/**
 * @file The map at start. Drawn at run time: as a part of the image the tables
 * would be 8 KiB of it, or 17, and drawing them takes about two thousand
 * instructions.
 */
#include "kernel/arch/mmu_start.h"

#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/mmu/entries.h"
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
  gnu::aligned(64)]] mmu_entry_t mmu_level_1[LEVEL_1_ENTRIES];
[[gnu::section(".noinit"),
  gnu::aligned(LEVEL_2_ALIGNMENT)]] static mmu_entry_t ram[LEVEL_2_ENTRIES];
[[gnu::section(".noinit"),
  gnu::aligned(TABLE_ALIGNMENT)]] static mmu_entry_t image[LEVEL_3_ENTRIES];

// In .bss, which is cleared faster than fill() does.
[[gnu::aligned(LEVEL_2_ALIGNMENT)]] static mmu_entry_t devices[LEVEL_2_ENTRIES];
static bool devices_used;

// Those between two symbols, on whose pages nothing else is.
static void draw_pages(const char *start, const char *end, enum mmu_kind kind) {
  const size_t first = mmu_level_3_index((uintptr_t)start);
  mmu_fill(image + first, mmu_level_3_index((uintptr_t)end) - first,
           (uintptr_t)start | mmu_page(kind), MMU_PAGE_BYTES);
}

static void forbid_page(const char *address) {
  image[mmu_level_3_index((uintptr_t)address)] = 0;
}

static void draw_image(void) {
  const uintptr_t block =
      (uintptr_t)__text_start & ~(uintptr_t)(BLOCK_BYTES - 1);
  ram[mmu_level_2_index(block)] = mmu_entry_of(image);
  mmu_fill(image, LEVEL_3_ENTRIES, block | mmu_page(MMU_DATA), MMU_PAGE_BYTES);
  draw_pages(__text_start, __rodata_start, MMU_CODE);
  draw_pages(__rodata_start, __data_start, MMU_CONSTANTS);
  forbid_page(__stack_bottom - MMU_PAGE_BYTES);
  for (size_t i = 0; i < SMP_MAX_CPUS; i++) {
    forbid_page(exception_stacks[i].guard);
  }
  for (size_t i = 0; i < SMP_MAX_CPUS - 1; i++) {
    forbid_page(smp_stacks[i].guard);
  }
  if (block == 0) {
    image[0] = 0;
  }
}

void mmu_draw_map(void) {
  const uint64_t base = board.ram_base;
  const size_t first = mmu_level_2_index(base);
  const size_t end = first + (board.ram_bytes >> LEVEL_2_SHIFT);
  for (size_t i = 0; i < LEVEL_1_ENTRIES; i++) {
    mmu_level_1[i] = 0;
  }
  mmu_level_1[base >> LEVEL_1_SHIFT] = mmu_entry_of(ram);
  if (first != 0) {
    mmu_fill(ram, first, 0, 0);
  }
  mmu_fill(ram + first, end - first, (mmu_entry_t)base | mmu_block(MMU_DATA),
           BLOCK_BYTES);
  mmu_fill(ram + end, LEVEL_2_ENTRIES - end, 0, 0);
  draw_image();
}

// A table of level 2 for `address`; null if it would be one more.
static mmu_entry_t *table_for(uint64_t address) {
  mmu_entry_t *const entry = &mmu_level_1[address >> LEVEL_1_SHIFT];
  // The first leaves nothing of this where one table has all.
  if (LEVEL_1_ENTRIES != 1 && *entry == 0) {
    if (devices_used) {
      return nullptr;
    }
    devices_used = true;
    *entry = mmu_entry_of(devices);
    mmu_publish(entry, 1);
  }
  return mmu_table_of(*entry);
}

status_t mmu_map_devices(void) {
  const mmu_entry_t device = mmu_block(MMU_DEVICE);
  for (size_t i = 0; i < board.device_count; i++) {
    const struct board_window *const window = &board.devices[i];
    mmu_entry_t *const table = table_for(window->base);
    if (table == nullptr) {
      return STATUS_OUT_OF_RANGE;
    }
    mmu_entry_t *const first = table + mmu_level_2_index(window->base);
    const size_t count = window->bytes >> LEVEL_2_SHIFT;
    mmu_fill(first, count, window->base | device, BLOCK_BYTES);
    mmu_publish(first, count);
  }
  return STATUS_OK;
}
