// SPDX-License-Identifier: Apache-2.0
// Threads that allocate at the same time get different blocks (host only).
#include <pthread.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/heap.h"

// Repeated, because two threads meet by chance.
enum { kThreads = 4, kRounds = 200000, kRepetitions = 10 };

// What each thread takes per round of moving blocks, and how often.
enum { kMovedBytes = 256, kMoves = 20000 };

// What each thread gets per round: 32 bytes.
static alignas(32) char memory[(size_t)kThreads * kRounds * 32];
static_assert(sizeof(memory) >= (size_t)kThreads * kMoves * (kMovedBytes + 32));

static atomic_int threads_ready;

static void wait_for_others(void) {
  atomic_fetch_add(&threads_ready, 1);
  while (atomic_load(&threads_ready) < kThreads) {
  }
}

// Each thread marks each of its blocks at both ends with a number of its own.
// Half of them allocate one way, half the other.
static void *allocate_and_mark(void *argument) {
  const uintptr_t mark = *(const uintptr_t *)argument;
  wait_for_others();
  for (size_t i = 0; i < kRounds; i++) {
    uintptr_t *const block =
        mark % 2 == 0 ? heap_alloc(24) : heap_alloc_aligned(32, 32);
    if (block == NULL) {
      return NULL;
    }
    block[0] = mark;
    block[1] = i;
    block[2] = mark;
  }
  return argument;
}

// Each thread grows a block that is not the newest, so that it moves and what
// lies behind it is read, and writes all over the new one. Under the thread
// sanitizer this is also the test that the copying is no race.
static void *allocate_and_move(void *argument) {
  const unsigned char mark = (unsigned char)*(const uintptr_t *)argument;
  wait_for_others();
  for (size_t i = 0; i < kMoves; i++) {
    unsigned char *const old = heap_alloc(16);
    unsigned char *const newer = heap_alloc(16);
    if (old == NULL || newer == NULL) {
      return NULL;
    }
    memset(old, mark, 16);
    memset(newer, mark + kThreads, 16);
    unsigned char *const moved = heap_realloc(old, kMovedBytes);
    if (moved == NULL || moved == old || memcmp(moved, old, 16) != 0) {
      return NULL;
    }
    memset(moved, mark, kMovedBytes);
    if (newer[0] != mark + kThreads || newer[15] != mark + kThreads) {
      return NULL;
    }
  }
  return argument;
}

static void run_threads(void *(*body)(void *)) {
  pthread_t threads[kThreads];
  uintptr_t marks[kThreads];
  atomic_store(&threads_ready, 0);
  for (uintptr_t i = 0; i < kThreads; i++) {
    marks[i] = i + 1;
    assert_int_equal(pthread_create(&threads[i], NULL, body, &marks[i]), 0);
  }
  for (uintptr_t i = 0; i < kThreads; i++) {
    void *result;
    assert_int_equal(pthread_join(threads[i], &result), 0);
    assert_ptr_equal(result, &marks[i]);
  }
}

// A lost update hands a block out twice, and one of the marks is gone.
static void check_marks(void) {
  static bool seen[kThreads][kRounds];
  memset(seen, 0, sizeof(seen));
  for (size_t i = 0; i < sizeof(memory); i += 32) {
    const uintptr_t *const block = (const uintptr_t *)(memory + i);
    const uintptr_t mark = block[0];
    if (mark < 1 || mark > kThreads || block[2] != mark ||
        block[1] >= kRounds || seen[mark - 1][block[1]]) {
      fail_msg("block %lu has two owners", (unsigned long)(i / 32));
    }
    seen[mark - 1][block[1]] = true;
  }
}

static void threads_get_different_blocks(void **state) {
  (void)state;
  for (int i = 0; i < kRepetitions; i++) {
    struct heap_stats figures;
    heap_reset();
    run_threads(allocate_and_mark);
    heap_stats(&figures);
    assert_int_equal(figures.free, 0);
    assert_int_equal(figures.failures, 0);
    check_marks();
  }
}

static void blocks_move_while_others_are_written(void **state) {
  (void)state;
  heap_reset();
  run_threads(allocate_and_move);
  struct heap_stats figures;
  heap_stats(&figures);
  assert_int_equal(figures.failures, 0);
  assert_int_equal(figures.used, kThreads * kMoves * (kMovedBytes + 32));
}

static int start_heap(void **state) {
  (void)state;
  heap_init(memory, memory + sizeof(memory));
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_get_different_blocks),
      cmocka_unit_test(blocks_move_while_others_are_written),
  };
  return cmocka_run_group_tests(tests, start_heap, NULL);
}
