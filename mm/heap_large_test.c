// SPDX-License-Identifier: Apache-2.0
// The general heap on a region as large as it is built for. On the host: no
// board's heap is as large.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/block_heap.h"
#include "mm/heap.h"
#include "mm/testing/panics.h"

enum { kTooMuch = 1 << BLOCK_HEAP_REGION_LOG2 };

static alignas(4096) char memory[kTooMuch + 4096];

static void *end;

static void init(void) { heap_init(memory, end); }

static void too_large_a_region_panics(void **state) {
  (void)state;
  for (size_t more = 0; more <= 4096; more += 16) {
    end = memory + kTooMuch + more;
    const char *const message = panic_of(init);
    assert_non_null(message);
    assert_non_null(strstr(message, "more than this heap is built for"));
  }
}

// Every page has its number, and every number its page.
static void the_largest_region_works(void **state) {
  (void)state;
  end = memory + kTooMuch - HEAP_ALIGNMENT;
  init();
  static void *blocks[kTooMuch / 208];
  size_t count = 0;
  while ((blocks[count] = heap_alloc(208)) != NULL) {
    memset(blocks[count], (int)(count & 0xff), 208);
    count++;
  }
  assert_in_range(count, kTooMuch / 208 * 3 / 4, kTooMuch / 208);
  heap_check();
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(*(unsigned char *)blocks[i], i & 0xff);
    heap_free(blocks[i]);
  }
  heap_cpu_flush();
  heap_check();
  struct heap_stats stats;
  heap_stats(&stats);
  assert_in_range(stats.largest_free, kTooMuch / 100 * 98, kTooMuch);
  char *const block = heap_alloc(stats.largest_free);
  assert_non_null(block);
  memset(block, 0x5a, stats.largest_free);
  heap_check();
  assert_null(heap_alloc(stats.largest_free));
  heap_free(block);
  heap_deinit();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(too_large_a_region_panics),
      cmocka_unit_test(the_largest_region_works),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
