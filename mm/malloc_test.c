// SPDX-License-Identifier: Apache-2.0
// malloc() and its family keep the C standard's word. On boards these are the
// program's own; on the host mm/malloc.c is compiled under other names
// (BUILD.bazel), so that the host's C library keeps its own.
#include "mm/malloc.h"

#include <errno.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/testing/test_heap.h"

// The compiler knows these functions and would answer some calls by itself.
static void *(*volatile call_malloc)(size_t) = malloc;
static void *(*volatile call_calloc)(size_t, size_t) = calloc;
static void *(*volatile call_realloc)(void *, size_t) = realloc;
static void (*volatile call_free)(void *) = free;
static void *(*volatile call_aligned_alloc)(size_t, size_t) = aligned_alloc;
static void *(*volatile call_memalign)(size_t, size_t) = memalign;
static int (*volatile call_posix_memalign)(void **, size_t,
                                           size_t) = posix_memalign;
static size_t (*volatile call_usable_size)(void *) = malloc_usable_size;

static void malloc_gives_blocks_of_the_kernel_heap(void **state) {
  (void)state;
  const size_t used = test_heap_used();
  char *const block = call_malloc(100);
  assert_non_null(block);
  assert_int_equal((uintptr_t)block % alignof(max_align_t), 0);
  assert_int_equal(test_heap_used(), used + 112);
  memset(block, 'x', 100);
  call_free(block);
}

static void malloc_of_0_gives_different_addresses(void **state) {
  (void)state;
  void *const first = call_malloc(0);
  void *const second = call_malloc(0);
  assert_non_null(first);
  assert_non_null(second);
  assert_ptr_not_equal(first, second);
  call_free(first);
  call_free(second);
}

static void too_much_is_null_and_errno_stays(void **state) {
  (void)state;
  errno = 0;
  assert_null(call_malloc(SIZE_MAX));
  assert_null(call_malloc(PTRDIFF_MAX));
  assert_null(call_realloc(NULL, SIZE_MAX));
  assert_null(call_aligned_alloc(16, SIZE_MAX));
  assert_int_equal(errno, 0);
}

static void calloc_clears_and_refuses_products_out_of_range(void **state) {
  (void)state;
  // Dirty what calloc gets next: the newest block, made smaller again.
  char *const block = call_malloc(4096);
  memset(block, 'x', 4096);
  assert_ptr_equal(call_realloc(block, 1), block);
  const char *const cleared = call_calloc(100, 40);
  assert_non_null(cleared);
  for (int i = 0; i < 4000; i++) {
    assert_int_equal(cleared[i], 0);
  }
  assert_null(call_calloc(SIZE_MAX / 2 + 1, 2));
  assert_null(call_calloc(SIZE_MAX / 16, 17));
  assert_non_null(call_calloc(0, 8));
}

static void realloc_keeps_contents(void **state) {
  (void)state;
  char *block = call_realloc(NULL, 10);
  memcpy(block, "012345678", 10);
  void *const other = call_malloc(1);
  assert_non_null(other);
  block = call_realloc(block, 10000);
  assert_string_equal(block, "012345678");
  block = call_realloc(block, 5);
  assert_memory_equal(block, "01234", 5);
  assert_null(call_realloc(block, 0));
}

static void free_takes_null(void **state) {
  (void)state;
  const size_t used = test_heap_used();
  call_free(NULL);
  assert_int_equal(test_heap_used(), used);
}

static void aligned_alloc_keeps_or_refuses_alignments(void **state) {
  (void)state;
  for (size_t alignment = 1; alignment <= 65536; alignment *= 2) {
    // Not a multiple of the alignment: allowed since C17.
    void *const block = call_aligned_alloc(alignment, 24);
    assert_non_null(block);
    assert_int_equal((uintptr_t)block % alignment, 0);
    assert_int_equal((uintptr_t)call_memalign(alignment, 1) % alignment, 0);
  }
  static const size_t kBad[] = {0, 3, 24, 100, SIZE_MAX};
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    assert_null(call_aligned_alloc(kBad[i], 24));
    assert_null(call_memalign(kBad[i], 24));
  }
}

static void posix_memalign_answers_by_its_result(void **state) {
  (void)state;
  static char untouched[1];
  void *block = untouched;
  errno = 0;
  assert_int_equal(call_posix_memalign(&block, 0, 1), EINVAL);
  assert_int_equal(call_posix_memalign(&block, sizeof(void *) / 2, 1), EINVAL);
  assert_int_equal(call_posix_memalign(&block, 24, 1), EINVAL);
  assert_int_equal(call_posix_memalign(&block, 64, SIZE_MAX), ENOMEM);
  assert_ptr_equal(block, untouched);
  assert_int_equal(call_posix_memalign(&block, 256, 1), 0);
  assert_ptr_not_equal(block, untouched);
  assert_int_equal((uintptr_t)block % 256, 0);
  assert_int_equal(errno, 0);
}

static void usable_size_covers_the_request(void **state) {
  (void)state;
  void *const block = call_malloc(100);
  assert_int_equal(call_usable_size(block), 112);
  assert_int_equal(call_usable_size(NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(malloc_gives_blocks_of_the_kernel_heap),
      cmocka_unit_test(malloc_of_0_gives_different_addresses),
      cmocka_unit_test(too_much_is_null_and_errno_stays),
      cmocka_unit_test(calloc_clears_and_refuses_products_out_of_range),
      cmocka_unit_test(realloc_keeps_contents),
      cmocka_unit_test(free_takes_null),
      cmocka_unit_test(aligned_alloc_keeps_or_refuses_alignments),
      cmocka_unit_test(posix_memalign_answers_by_its_result),
      cmocka_unit_test(usable_size_covers_the_request),
  };
  return cmocka_run_group_tests(tests, test_heap_start, NULL);
}
