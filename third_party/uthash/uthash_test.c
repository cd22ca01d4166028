// SPDX-License-Identifier: Apache-2.0
/** @file The collections as we use them: growth, order, removal, bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <utarray.h>
#include <uthash.h>
#include <utlist.h>
#include <utstring.h>

enum { kCount = 1000 };

static int *at(UT_array *array, unsigned index) {
  return utarray_eltptr(array, index);
}

static int compare_ints(const void *left, const void *right) {
  const int a = *(const int *)left;
  const int b = *(const int *)right;
  return (a > b) - (a < b);
}

static void utarray_grows_and_keeps_order(void **state) {
  (void)state;
  UT_array *array;
  utarray_new(array, &ut_int_icd);
  assert_int_equal(utarray_len(array), 0);
  assert_null(utarray_front(array));
  for (int i = 0; i < kCount; ++i) {
    utarray_push_back(array, &i);
  }
  assert_int_equal(utarray_len(array), kCount);
  for (unsigned i = 0; i < kCount; ++i) {
    assert_int_equal(*at(array, i), i);
  }
  assert_null(at(array, kCount));
  utarray_free(array);
}

static void utarray_inserts_erases_and_sorts(void **state) {
  (void)state;
  UT_array array;
  utarray_init(&array, &ut_int_icd);
  utarray_reserve(&array, 8);
  for (int i = 0; i < 8; ++i) {
    const int value = i * 5 % 8;
    utarray_insert(&array, &value, 0);
  }
  utarray_sort(&array, compare_ints);
  for (unsigned i = 0; i < 8; ++i) {
    assert_int_equal(*at(&array, i), i);
  }
  utarray_erase(&array, 2, 3);
  assert_int_equal(utarray_len(&array), 5);
  assert_int_equal(*at(&array, 2), 5);
  const int key = 6;
  assert_ptr_equal(utarray_find(&array, &key, compare_ints), at(&array, 3));
  utarray_pop_back(&array);
  assert_int_equal(*(int *)utarray_back(&array), 6);
  utarray_done(&array);
}

static void utarray_of_strings_owns_copies(void **state) {
  (void)state;
  UT_array *words;
  utarray_new(words, &ut_str_icd);
  char word[8] = "one";
  const char *source = word;
  utarray_push_back(words, &source);
  word[0] = 'O';
  char **copy = (char **)utarray_front(words);
  assert_string_equal(*copy, "one");
  assert_ptr_not_equal(*copy, word);
  utarray_free(words);
}

static void utstring_appends_and_prints(void **state) {
  (void)state;
  UT_string *text;
  utstring_new(text);
  for (int i = 0; i < 200; ++i) {
    utstring_printf(text, "%d,", i % 10);
  }
  utstring_bincpy(text, "end", 3);
  assert_int_equal(utstring_len(text), 403);
  assert_int_equal(strlen(utstring_body(text)), 403);
  assert_memory_equal(utstring_body(text), "0,1,2,3,4,5,6,7,8,9,0,", 22);
  assert_string_equal(utstring_body(text) + 400, "end");
  assert_int_equal(utstring_find(text, 0, "9,e", 3), 398);
  utstring_clear(text);
  assert_string_equal(utstring_body(text), "");
  utstring_free(text);
}

struct entry {
  int key;
  char name[12];
  struct entry *prev;
  struct entry *next;
  UT_hash_handle hh;
};

static int by_key(const struct entry *left, const struct entry *right) {
  return compare_ints(&left->key, &right->key);
}

static void utlist_appends_deletes_and_sorts(void **state) {
  (void)state;
  struct entry entries[8] = {0};
  struct entry *head = NULL;
  for (int i = 0; i < 8; ++i) {
    entries[i].key = i * 3 % 8;
    DL_APPEND(head, &entries[i]);
  }
  DL_DELETE(head, &entries[0]);
  DL_DELETE(head, &entries[7]);
  DL_SORT(head, by_key);
  int count = 0;
  int last = -1;
  struct entry *each;
  DL_FOREACH(head, each) {
    assert_true(each->key > last);
    last = each->key;
    ++count;
  }
  assert_int_equal(count, 6);
  assert_int_equal(head->prev->key, last);
}

static void uthash_finds_what_was_added(void **state) {
  (void)state;
  struct entry *table = NULL;
  struct entry *entries = calloc(kCount, sizeof(*entries));
  assert_non_null(entries);
  for (int i = 0; i < kCount; ++i) {
    entries[i].key = i * 37;
    HASH_ADD_INT(table, key, &entries[i]);
  }
  assert_int_equal(HASH_COUNT(table), kCount);
  for (int i = 0; i < kCount; ++i) {
    const int key = i * 37;
    const int absent = key + 1;
    struct entry *found;
    HASH_FIND_INT(table, &key, found);
    assert_ptr_equal(found, &entries[i]);
    HASH_FIND_INT(table, &absent, found);
    assert_null(found);
  }
  for (int i = 0; i < kCount; i += 2) {
    HASH_DEL(table, &entries[i]);
  }
  assert_int_equal(HASH_COUNT(table), kCount / 2);
  const int gone = 0;
  struct entry *found;
  HASH_FIND_INT(table, &gone, found);
  assert_null(found);
  HASH_CLEAR(hh, table);
  free(entries);
}

static void uthash_takes_strings_as_keys(void **state) {
  (void)state;
  struct entry *table = NULL;
  struct entry entries[3] = {
      {.key = 1, .name = "echo"}, {.key = 2, .name = "help"}, {.key = 3}};
  for (size_t i = 0; i < 3; ++i) {
    HASH_ADD_STR(table, name, &entries[i]);
  }
  struct entry *found;
  HASH_FIND_STR(table, "help", found);
  assert_ptr_equal(found, &entries[1]);
  HASH_FIND_STR(table, "hel", found);
  assert_null(found);
  HASH_CLEAR(hh, table);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utarray_grows_and_keeps_order),
      cmocka_unit_test(utarray_inserts_erases_and_sorts),
      cmocka_unit_test(utarray_of_strings_owns_copies),
      cmocka_unit_test(utstring_appends_and_prints),
      cmocka_unit_test(utlist_appends_deletes_and_sorts),
      cmocka_unit_test(uthash_finds_what_was_added),
      cmocka_unit_test(uthash_takes_strings_as_keys),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
