// SPDX-License-Identifier: Apache-2.0
// What only the general heap does: where blocks come from, whom it asks when
// they run out, and what it sees of misuse. HEAP_IS_CHECKED is its hardening.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/port.h"
#include "mm/pressure.h"
#include "mm/testing/panics.h"

enum { kRegionBytes = 256 * 1024, kPageBytes = 1024, kSlotMaximum = 208 };

// Pages end where it ends.
static alignas(kPageBytes) char memory[kRegionBytes];

static void assert_panics(void (*function)(void), const char *expected) {
  const char *const message = panic_of(function);
  assert_non_null(message);
  assert_non_null(strstr(message, expected));
}

static int start(void **state) {
  (void)state;
  heap_deinit();
  // What some heaps may rely on.
  memset(memory, 0, sizeof(memory));
  heap_init(memory, memory + sizeof(memory));
  return 0;
}

static struct heap_stats stats(void) {
  struct heap_stats stats;
  heap_stats(&stats);
  return stats;
}

// --- Pressure ----------------------------------------------------------------

static size_t give_nothing(struct pressure_client *client, size_t wanted,
                           enum pressure_level level) {
  (void)client;
  (void)wanted;
  (void)level;
  return 0;
}

static struct pressure_client client = {
    .name = "test",
    .reclaim = give_nothing,
};

static int start_watched(void **state) {
  (void)start(state);
  pressure_set_watermark(kRegionBytes / 2);
  pressure_register(&client);
  return 0;
}

static int stop_watching(void **state) {
  (void)state;
  pressure_unregister(&client);
  pressure_set_watermark(0);
  return 0;
}

static void *make_low(void) {
  void *const block = heap_alloc(kRegionBytes * 3 / 4);
  assert_non_null(block);
  return block;
}

static void every_way_to_take_memory_is_noticed(void **state) {
  (void)state;
  // At the top.
  void *block = make_low();
  assert_int_equal(client.times_asked, 1);
  heap_free(block);
  // It had been enough meanwhile.
  block = make_low();
  assert_int_equal(client.times_asked, 2);
  heap_free(block);
  // From a bin: what is behind it keeps it there.
  block = heap_alloc(kRegionBytes / 4);
  void *const hole = heap_alloc(kRegionBytes / 2);
  void *const last = heap_alloc(1000);
  assert_true(block != NULL && hole != NULL && last != NULL);
  assert_int_equal(client.times_asked, 3);
  heap_free(hole);
  void *const again = heap_alloc(kRegionBytes / 2 - 64);
  assert_non_null(again);
  assert_int_equal(client.times_asked, 4);
  heap_free(again);
  heap_free(block);
  heap_free(last);
  // At an alignment, and by growing.
  block = heap_alloc_aligned(4096, kRegionBytes * 5 / 8);
  assert_non_null(block);
  assert_int_equal(client.times_asked, 5);
  heap_free(block);
  block = heap_realloc(heap_alloc(1000), kRegionBytes * 3 / 4);
  assert_non_null(block);
  assert_int_equal(client.times_asked, 6);
  heap_free(block);
}

static void small_blocks_are_noticed_too(void **state) {
  (void)state;
  while (stats().free > kRegionBytes / 4) {
    assert_non_null(heap_alloc(kSlotMaximum));
  }
  assert_int_equal(client.times_asked, 1);
}

static void shrinking_asks_nobody(void **state) {
  (void)state;
  void *const block = heap_alloc(200);
  assert_non_null(block);
  while (heap_alloc(16) != NULL) {
  }
  const size_t asked = client.times_asked;
  const size_t failures = stats().failures;
  assert_ptr_equal(heap_realloc(block, 20), block);
  assert_int_equal(client.times_asked, asked);
  assert_int_equal(stats().failures, failures);
}

// --- CPUs
// ---------------------------------------------------------------------

static void *blocks[kRegionBytes / 128];

static void free_blocks(size_t first, size_t count) {
  for (size_t i = first; i < first + count; i++) {
    heap_free(blocks[i]);
    blocks[i] = NULL;
  }
}

// Leaves the depot slots in the middle of the region, and this CPU's cache the
// first ones that were handed out, at its end: what is freed first goes on to
// the depot, 8 times 16, and 2 times 16 stay.
static void fill_the_depot(void) {
  enum { kDepot = 128, kCache = 32 };
  size_t count = 0;
  while ((blocks[count] = heap_alloc(kSlotMaximum - 16)) != NULL) {
    count++;
  }
  free_blocks(count / 2, kDepot);
  free_blocks(0, kCache);
  free_blocks(0, count);
}

static void a_cpu_without_a_cache_gets_what_the_depot_has(void **state) {
  (void)state;
  fill_the_depot();
  void *const own = mm_port_cpu_area();
  mm_port_set_cpu_area(mm_port_boot_area);
  void *const block = heap_alloc(kRegionBytes * 3 / 4);
  mm_port_set_cpu_area(own);
  assert_non_null(block);
}

static void reset_is_not_for_several_caches(void **state) {
  (void)state;
  void *const own = mm_port_cpu_area();
  mm_port_set_cpu_area(mm_port_boot_area);
  heap_cpu_init();
  assert_ptr_not_equal(mm_port_cpu_area(), own);
  assert_panics(heap_reset, "another CPU");
  void *const other = mm_port_cpu_area();
  mm_port_set_cpu_area(own);
  assert_panics(heap_reset, "another CPU");
  mm_port_set_cpu_area(other);
  heap_cpu_deinit();
  mm_port_set_cpu_area(own);
  heap_reset();
  heap_check();
  assert_false(heap_rewind(0));
}

// --- Misuse
// -------------------------------------------------------------------

static void *victim;

static void free_victim(void) { heap_free(victim); }

// Four slots of 208 bytes are a page; the rest of it is nobody's.
static void the_rest_of_a_page_is_no_block(void **state) {
  (void)state;
  if (HEAP_IS_CHECKED == 0) {
    return;
  }
  // Secure slots of that size have less for their owner.
  const size_t size = HEAP_IS_CHECKED == 2 ? kSlotMaximum - 16 : kSlotMaximum;
  for (int i = 0; i < 64; i++) {
    char *const block = heap_alloc(size);
    assert_non_null(block);
    if ((uintptr_t)(block - memory) % kPageBytes == 3 * kSlotMaximum) {
      victim = block + kSlotMaximum;
      assert_panics(free_victim, "not a block");
      return;
    }
  }
  fail();
}

static void alloc_64(void) { assert_non_null(heap_alloc(64)); }

// Not by whoever calls the heap next.
static void damage_is_named_at_the_first_refill(void **state) {
  (void)state;
  if (HEAP_IS_CHECKED == 0) {
    return;
  }
  char *const first = heap_alloc(64);
  char *const second = heap_alloc(64);
  assert_true(first != NULL && second != NULL);
  heap_free(first);
  heap_cpu_flush();
  memset(first, 0x41, 16);
  assert_panics(alloc_64, "free block overwritten");
}

static void assert_overflow_is_found(size_t size) {
  char *const block = heap_alloc(size);
  assert_non_null(block);
  heap_check();
  const size_t word = sizeof(uintptr_t);
  char *const behind = block + (size + word - 1) / word * word;
  const char kept = *behind;
  *behind = (char)(kept ^ 1);
  assert_panics(heap_check, "written past its end");
  *behind = kept;
  (void)start(NULL);
}

static void the_check_looks_behind_every_block(void **state) {
  (void)state;
  if (HEAP_IS_CHECKED < 2) {
    return;
  }
  assert_overflow_is_found(1);
  assert_overflow_is_found(100);
  assert_overflow_is_found(1000);
}

// --- Sizes
// --------------------------------------------------------------------

static void the_largest_block_can_be_had(void **state) {
  (void)state;
  const size_t largest = stats().largest_free;
  assert_in_range(largest, kRegionBytes * 9 / 10, kRegionBytes);
  void *const block = heap_alloc(largest);
  assert_non_null(block);
  memset(block, 0x5a, largest);
  heap_check();
  heap_free(block);
}

// Where the region need not be cleared, it was used when it is reset.
static void a_used_region_can_be_reset(void **state) {
  (void)state;
  for (int round = 0; round < 3; round++) {
    while (heap_alloc(100) != NULL) {
    }
    heap_reset();
    heap_check();
    // Blocks where slots were.
    size_t count = 0;
    while ((blocks[count] = heap_alloc(1000)) != NULL) {
      count++;
    }
    while (count != 0) {
      heap_free(blocks[--count]);
    }
    heap_check();
  }
}

int main(void) {
  heap_init(memory, memory + sizeof(memory));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_way_to_take_memory_is_noticed,
                                      start_watched, stop_watching),
      cmocka_unit_test_setup_teardown(small_blocks_are_noticed_too,
                                      start_watched, stop_watching),
      cmocka_unit_test_setup_teardown(shrinking_asks_nobody, start_watched,
                                      stop_watching),
      cmocka_unit_test_setup(a_cpu_without_a_cache_gets_what_the_depot_has,
                             start),
      cmocka_unit_test_setup(reset_is_not_for_several_caches, start),
      cmocka_unit_test_setup(the_rest_of_a_page_is_no_block, start),
      cmocka_unit_test_setup(damage_is_named_at_the_first_refill, start),
      cmocka_unit_test_setup(the_check_looks_behind_every_block, start),
      cmocka_unit_test_setup(the_largest_block_can_be_had, start),
      cmocka_unit_test_setup(a_used_region_can_be_reset, start),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
