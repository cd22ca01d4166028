// SPDX-License-Identifier: Apache-2.0
// The map as the hardware has it, and what changes it. What must not be done is
// in kernel/testdata, a boot each.
#include "kernel/mmu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/arch/stacks.h"
#include "kernel/board.h"
#include "kernel/probe.h"
#include "kernel/status.h"
#include "kernel/testing/translation.h"

// kernel.ld
extern char __text_start[];
extern char __text_end[];
extern char __rodata_start[];
extern char __rodata_end[];
extern char __data_start[];
extern char __heap_start[];
extern char __heap_end[];
extern char __stack_bottom[];
extern char __stack_top[];

enum {
  kPage = 4096,
  kBlock = 2 * 1024 * 1024,
};

// Nothing is there on any board.
static const uintptr_t kNowhere = 0xc0000000;

static _Alignas(4096) unsigned char memory[3 * kPage];

static void assert_read_write(uintptr_t address, enum translation read,
                              enum translation write) {
  assert_int_equal(translation_of_read(address), read);
  assert_int_equal(translation_of_write(address), write);
}

static void assert_data(uintptr_t address) {
  assert_read_write(address, TRANSLATION_CACHED, TRANSLATION_CACHED);
}

static void assert_unmapped(uintptr_t address) {
  assert_read_write(address, TRANSLATION_FAULT, TRANSLATION_FAULT);
}

static void code_and_constants_are_read_only(void **state) {
  (void)state;
  char *const addresses[] = {__text_start, __text_end - 1, __rodata_start,
                             __rodata_end - 1};
  for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
    assert_read_write((uintptr_t)addresses[i], TRANSLATION_CACHED,
                      TRANSLATION_FAULT);
  }
}

static void data_heap_and_stacks_are_writable(void **state) {
  (void)state;
  char *const addresses[] = {
      __data_start,
      (char *)memory,
      __heap_start,
      __heap_end - 1,
      __stack_bottom,
      __stack_top - 1,
      exception_stacks[3].bytes,
      smp_stacks[2].bytes + SMP_STACK_BYTES - 1,
  };
  for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
    assert_data((uintptr_t)addresses[i]);
  }
}

static void assert_no_page_below(const char *stack) {
  assert_unmapped((uintptr_t)stack - 1);
  assert_unmapped((uintptr_t)stack - kPage);
  assert_data((uintptr_t)stack);
}

static void below_stacks_is_nothing(void **state) {
  (void)state;
  assert_no_page_below(__stack_bottom);
  for (size_t i = 0; i < SMP_MAX_CPUS; i++) {
    assert_no_page_below(exception_stacks[i].bytes);
  }
  for (size_t i = 0; i < SMP_MAX_CPUS - 1; i++) {
    assert_no_page_below(smp_stacks[i].bytes);
  }
}

static void null_is_nothing(void **state) {
  (void)state;
  assert_unmapped(0);
  assert_unmapped(kPage - 1);
}

static void all_ram_and_no_more_is_mapped(void **state) {
  (void)state;
  assert_data(board.ram_base + kPage);
  assert_data(board.ram_base + board.ram_bytes - 1);
  assert_unmapped(board.ram_base + board.ram_bytes);
}

static uintptr_t window_end(size_t index) {
  return board.devices[index].base + board.devices[index].bytes;
}

static void devices_are_devices(void **state) {
  (void)state;
  assert_true(board.device_count > 0);
  for (size_t i = 0; i < board.device_count; i++) {
    const struct board_window window = board.devices[i];
    assert_read_write(window.base, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
    assert_read_write(window.base + window.bytes - 1, TRANSLATION_DEVICE,
                      TRANSLATION_DEVICE);
    if (i == 0 || window.base != window_end(i - 1)) {
      assert_unmapped(window.base - 1);
    }
  }
}

static void map_and_unmap_single_pages(void **state) {
  (void)state;
  // The last page of 2 MiB, and the first of the next.
  const uintptr_t start = kNowhere + kBlock - kPage;
  assert_int_equal(mmu_map(start, (size_t)2 * kPage, MMU_DEVICE), STATUS_OK);
  assert_unmapped(start - 1);
  assert_read_write(start, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  assert_read_write(start + kPage, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  assert_unmapped(start + 2 * kPage);
  assert_int_equal(mmu_unmap(start, (size_t)2 * kPage), STATUS_OK);
  assert_unmapped(start);
  assert_unmapped(start + kPage);
}

static void map_changes_nothing_if_a_part_is_mapped(void **state) {
  (void)state;
  const uintptr_t start = kNowhere + kBlock - kPage;
  assert_int_equal(mmu_map(start + kPage, kPage, MMU_DEVICE), STATUS_OK);
  assert_int_equal(mmu_map(start, (size_t)2 * kPage, MMU_DATA), STATUS_BUSY);
  assert_unmapped(start);
  assert_int_equal(mmu_unmap(start, (size_t)2 * kPage), STATUS_NOT_FOUND);
  assert_int_equal(mmu_protect(start, (size_t)2 * kPage, MMU_DATA),
                   STATUS_NOT_FOUND);
  assert_read_write(start + kPage, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  assert_int_equal(mmu_unmap(start + kPage, kPage), STATUS_OK);
}

static void ranges_are_whole_pages_below_4_gib(void **state) {
  (void)state;
  assert_int_equal(mmu_map(kNowhere, 0, MMU_DATA), STATUS_INVALID_ARGUMENT);
  assert_int_equal(mmu_map(kNowhere + 1, kPage, MMU_DATA),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(mmu_map(kNowhere, kPage + 1, MMU_DATA),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(mmu_map(0xfffff000, (size_t)2 * kPage, MMU_DATA),
                   STATUS_OUT_OF_RANGE);
  assert_int_equal(mmu_unmap(kNowhere + 1, kPage), STATUS_INVALID_ARGUMENT);
  assert_int_equal(mmu_protect(kNowhere, 0, MMU_DATA), STATUS_INVALID_ARGUMENT);
}

static void protect_keeps_what_is_there(void **state) {
  (void)state;
  const uintptr_t middle = (uintptr_t)memory + kPage;
  memset(memory, 0x5a, sizeof(memory));
  assert_int_equal(mmu_protect(middle, kPage, MMU_CONSTANTS), STATUS_OK);
  assert_data(middle - 1);
  assert_read_write(middle, TRANSLATION_CACHED, TRANSLATION_FAULT);
  assert_data(middle + kPage);
  assert_int_equal(mmu_protect(middle, kPage, MMU_UNCACHED), STATUS_OK);
  assert_read_write(middle, TRANSLATION_UNCACHED, TRANSLATION_UNCACHED);
  assert_int_equal(mmu_protect(middle, kPage, MMU_DATA), STATUS_OK);
  assert_data(middle);
  for (size_t i = 0; i < sizeof(memory); i++) {
    assert_int_equal(memory[i], 0x5a);
  }
}

// Asking the MMU reads the tables; an access uses what the TLB still has.
static void what_was_is_forgotten(void **state) {
  (void)state;
  const uintptr_t page = (uintptr_t)memory + kPage;
  uint8_t byte;
  assert_int_equal(probe_write8(page, 1), STATUS_OK);
  assert_int_equal(mmu_protect(page, kPage, MMU_CONSTANTS), STATUS_OK);
  assert_int_equal(probe_write8(page, 2), STATUS_IO);
  assert_int_equal(probe_read8(page, &byte), STATUS_OK);
  assert_int_equal(byte, 1);
  assert_int_equal(mmu_unmap(page, kPage), STATUS_OK);
  assert_int_equal(probe_read8(page, &byte), STATUS_IO);
  assert_int_equal(mmu_map(page, kPage, MMU_DATA), STATUS_OK);
  assert_int_equal(probe_write8(page, 3), STATUS_OK);
  assert_int_equal(memory[kPage], 3);
}

static void new_code_runs(void **state) {
  (void)state;
  // mov w0, #42; ret. mov r0, #42; bx lr.
  static const uint32_t kAArch64[] = {0x52800540, 0xd65f03c0};
  static const uint32_t kArm[] = {0xe3a0002a, 0xe12fff1e};
  memcpy(memory, sizeof(uintptr_t) == 8 ? kAArch64 : kArm, sizeof(kArm));
  const uintptr_t address = (uintptr_t)memory;
  assert_int_equal(mmu_protect(address, kPage, MMU_CODE), STATUS_OK);
  assert_read_write(address, TRANSLATION_CACHED, TRANSLATION_FAULT);
  assert_int_equal(((int (*)(void))address)(), 42);
  assert_int_equal(mmu_protect(address, kPage, MMU_DATA), STATUS_OK);
}

static void a_page_leaves_a_block(void **state) {
  (void)state;
  const uintptr_t block =
      ((uintptr_t)__heap_end + kBlock) & ~(uintptr_t)(kBlock - 1);
  const uintptr_t page = block + (uintptr_t)7 * kPage;
  memset((void *)block, 0x5a, kBlock);
  assert_int_equal(mmu_unmap(page, kPage), STATUS_OK);
  assert_data(block);
  assert_data(page - 1);
  assert_unmapped(page);
  assert_unmapped(page + kPage - 1);
  assert_data(page + kPage);
  assert_data(block + kBlock - 1);
  assert_int_equal(mmu_map(page, kPage, MMU_DATA), STATUS_OK);
  for (size_t i = 0; i < kBlock; i++) {
    assert_int_equal(((unsigned char *)block)[i], 0x5a);
  }
}

static void no_more_tables_is_an_error(void **state) {
  (void)state;
  // Each in 2 MiB of its own. Those above have taken some tables.
  status_t status = STATUS_OK;
  uintptr_t page = kNowhere + (uintptr_t)8 * kBlock;
  for (unsigned i = 0; i < 64 && status == STATUS_OK; i++) {
    page += kBlock;
    status = mmu_map(page, kPage, MMU_DEVICE);
  }
  assert_int_equal(status, STATUS_OUT_OF_RANGE);
  assert_unmapped(page);
  assert_read_write(page - kBlock, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  // Whole blocks need none.
  assert_int_equal(mmu_map(page, kBlock, MMU_DEVICE), STATUS_OK);
  assert_read_write(page, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  assert_read_write(page + kBlock - 1, TRANSLATION_DEVICE, TRANSLATION_DEVICE);
  assert_int_equal(mmu_unmap(page, kBlock), STATUS_OK);
  assert_unmapped(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(code_and_constants_are_read_only),
      cmocka_unit_test(data_heap_and_stacks_are_writable),
      cmocka_unit_test(below_stacks_is_nothing),
      cmocka_unit_test(null_is_nothing),
      cmocka_unit_test(all_ram_and_no_more_is_mapped),
      cmocka_unit_test(devices_are_devices),
      cmocka_unit_test(map_and_unmap_single_pages),
      cmocka_unit_test(map_changes_nothing_if_a_part_is_mapped),
      cmocka_unit_test(ranges_are_whole_pages_below_4_gib),
      cmocka_unit_test(protect_keeps_what_is_there),
      cmocka_unit_test(what_was_is_forgotten),
      cmocka_unit_test(new_code_runs),
      cmocka_unit_test(a_page_leaves_a_block),
      cmocka_unit_test(no_more_tables_is_an_error),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
