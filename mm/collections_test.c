// SPDX-License-Identifier: Apache-2.0
// What people do with a kernel heap: one object, a growing vector, joined
// strings, a vector of known size, a map; and the figures that follow.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/collections.h"
#include "mm/testing/panics.h"
#include "mm/testing/test_heap.h"

static const UT_icd kUint32Icd = {.sz = sizeof(uint32_t)};

static uint32_t element(UT_array *vector, unsigned index) {
  const uint32_t *const found = utarray_eltptr(vector, index);
  assert_non_null(found);
  return *found;
}

static const char *text_element(UT_array *vector, unsigned index) {
  const char *const *const found = utarray_eltptr(vector, index);
  assert_non_null(found);
  return *found;
}

static void push(UT_array *vector, uint32_t value) {
  utarray_push_back(vector, &value);
}

static void box_holds_one_object(void **state) {
  (void)state;
  struct {
    uint64_t number;
    char text[20];
  } *const box = malloc(sizeof(*box));
  box->number = 0x0123456789abcdef;
  memcpy(box->text, "in a box", 9);
  uint32_t *const other = malloc(sizeof(*other));
  *other = 42;
  assert_int_equal(box->number, 0x0123456789abcdef);
  assert_string_equal(box->text, "in a box");
  assert_int_equal(*other, 42);
  assert_int_equal((uintptr_t)box % alignof(max_align_t), 0);
  free(other);
  free(box);
}

static void vector_grows_as_elements_are_pushed(void **state) {
  (void)state;
  UT_array *vector;
  utarray_new(vector, &kUint32Icd);
  for (uint32_t i = 0; i < 1000; i++) {
    push(vector, i * i);
    assert_int_equal(utarray_len(vector), i + 1);
  }
  for (uint32_t i = 0; i < 1000; i++) {
    assert_int_equal(element(vector, i), i * i);
  }
  utarray_pop_back(vector);
  assert_int_equal(utarray_len(vector), 999);
  utarray_free(vector);
}

static void vector_that_is_newest_grows_without_losing_memory(void **state) {
  (void)state;
  UT_array *vector;
  utarray_new(vector, &kUint32Icd);
  const size_t used = test_heap_used();
  for (uint32_t i = 0; i < 1024; i++) {
    push(vector, i);
  }
  assert_int_equal(test_heap_used(), used + 1024 * sizeof(uint32_t));
  utarray_free(vector);
}

static void strings_concatenate(void **state) {
  (void)state;
  UT_string *hello;
  UT_string *world;
  utstring_new(hello);
  utstring_new(world);
  utstring_bincpy(hello, "Hello, ", 7);
  utstring_printf(world, "%s %d!", "Pi", 4);
  utstring_concat(hello, world);
  assert_string_equal(utstring_body(hello), "Hello, Pi 4!");
  assert_int_equal(utstring_len(hello), 12);
  for (int i = 0; i < 100; i++) {
    utstring_concat(hello, world);
  }
  assert_int_equal(utstring_len(hello), 512);
  assert_string_equal(utstring_body(hello) + 507, "Pi 4!");
  utstring_free(world);
  utstring_free(hello);
}

static void vector_with_capacity_does_not_move(void **state) {
  (void)state;
  UT_array *vector;
  utarray_new(vector, &kUint32Icd);
  utarray_reserve(vector, 100);
  // Something newer: a vector that had to grow would have to move.
  free(malloc(1));
  const size_t used = test_heap_used();
  push(vector, 7);
  const void *const before = utarray_front(vector);
  for (uint32_t i = 1; i < 100; i++) {
    push(vector, i);
  }
  assert_ptr_equal(utarray_front(vector), before);
  assert_int_equal(test_heap_used(), used);
  assert_int_equal(element(vector, 0), 7);
  assert_int_equal(element(vector, 99), 99);
  utarray_free(vector);
}

static void statistics_show_use(void **state) {
  (void)state;
  struct heap_stats before;
  struct heap_stats after;
  heap_stats(&before);
  assert_true(before.size > 0);
  assert_int_equal(before.used + before.free, before.size);
  UT_array *vector;
  utarray_new(vector, &kUint32Icd);
  utarray_reserve(vector, 1024);
  heap_stats(&after);
  assert_int_equal(after.size, before.size);
  assert_true(after.used >= before.used + 4096 + sizeof(*vector));
  assert_true(after.used < before.used + 4096 + 256);
  assert_int_equal(after.used + after.free, after.size);
  assert_true(after.peak >= after.used);
  assert_int_equal(after.failures, before.failures);
  utarray_free(vector);
}

struct word {
  int key;
  int value;
  UT_hash_handle hh;
};

static void map_finds_what_was_put_in(void **state) {
  (void)state;
  struct word *map = NULL;
  struct word *found = NULL;
  for (int i = 0; i < 200; i++) {
    struct word *const word = malloc(sizeof(*word));
    word->key = i * 3;
    word->value = i;
    HASH_ADD_INT(map, key, word);
  }
  for (int i = 0; i < 600; i++) {
    HASH_FIND_INT(map, &i, found);
    if (i % 3 == 0) {
      assert_non_null(found);
      assert_int_equal(found->value, i / 3);
    } else {
      assert_null(found);
    }
  }
  HASH_CLEAR(hh, map);
}

static void strings_in_a_vector_are_copies(void **state) {
  (void)state;
  UT_array *vector;
  utarray_new(vector, &ut_str_icd);
  utarray_reserve(vector, 2);
  // The copy's memory is not what it is by chance.
  char *const dirt = malloc(64);
  memset(dirt, 'x', 64);
  assert_ptr_equal(realloc(dirt, 16), dirt);
  char text[] = "fifteen letters";
  char *pointer = text;
  const size_t used = test_heap_used();
  utarray_push_back(vector, &pointer);
  assert_true(test_heap_used() > used);
  text[0] = 'F';
  assert_string_equal(text_element(vector, 0), "fifteen letters");
  char *const nothing = NULL;
  utarray_push_back(vector, &nothing);
  assert_null(text_element(vector, 1));
  utarray_free(vector);
}

static void reserve_more_than_there_is(void) {
  UT_array vector;
  utarray_init(&vector, &kUint32Icd);
  utarray_reserve(&vector, 1u << 28);
}

static const size_t kTooMuch = SIZE_MAX / 2 + 1;

static void box_more_than_there_is(void) { free(malloc(kTooMuch)); }

static void running_out_of_memory_panics_with_the_request(void **state) {
  (void)state;
  const char *message = panic_of(reserve_more_than_there_is);
  assert_non_null(message);
  assert_non_null(
      strstr(message, "out of memory: 1073741824 bytes at alignment 16"));
  message = panic_of(box_more_than_there_is);
  assert_non_null(message);
  char request[80];
  (void)snprintf(request, sizeof(request),
                 "out of memory: %zu bytes at alignment 16", kTooMuch);
  assert_non_null(strstr(message, request));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(box_holds_one_object),
      cmocka_unit_test(vector_grows_as_elements_are_pushed),
      cmocka_unit_test(vector_that_is_newest_grows_without_losing_memory),
      cmocka_unit_test(strings_concatenate),
      cmocka_unit_test(vector_with_capacity_does_not_move),
      cmocka_unit_test(statistics_show_use),
      cmocka_unit_test(map_finds_what_was_put_in),
      cmocka_unit_test(strings_in_a_vector_are_copies),
      cmocka_unit_test(running_out_of_memory_panics_with_the_request),
  };
  return cmocka_run_group_tests(tests, test_heap_start, NULL);
}
