// SPDX-License-Identifier: Apache-2.0
// Threads that come and go, and blocks that go from one to another. Run with
// //mm:preload; library_test.py does.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include <cmocka.h>

#include "mm/preload/testing.h"

// NOLINTBEGIN(clang-analyzer-unix.Malloc): a test that fails may leave blocks
// behind.

enum { kThreads = 8 };

static size_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return (size_t)(*state >> 33);
}

// A block that knows its size and is filled with it.
static unsigned char *make(size_t size) {
  unsigned char *const block = malloc(size);
  if (block != NULL) {
    memcpy(block, &size, sizeof(size));
    memset(block + sizeof(size), (int)(size % 251), size - sizeof(size));
  }
  return block;
}

static int is_whole(const unsigned char *block) {
  size_t size;
  memcpy(&size, block, sizeof(size));
  for (size_t i = sizeof(size); i < size; i++) {
    if (block[i] != size % 251) {
      return 0;
    }
  }
  return 1;
}

// Where threads leave blocks for each other.
enum { kPlaces = 1024 };
static _Atomic(unsigned char *) places[kPlaces];

static void *exchange(void *argument) {
  uint64_t random = (uintptr_t)argument + 1;
  for (int i = 0; i < 100000; i++) {
    const size_t sizes = i % 8 == 0 ? 5000 : 300;
    unsigned char *const block =
        make(sizeof(size_t) + next_random(&random) % sizes);
    if (block == NULL) {
      return "no memory";
    }
    unsigned char *const other =
        atomic_exchange(&places[next_random(&random) % kPlaces], block);
    if (other != NULL) {
      if (!is_whole(other)) {
        return "not what was written";
      }
      free(other);
    }
  }
  return NULL;
}

static void run_at_once(void *(*body)(void *), size_t count) {
  pthread_t threads[kThreads];
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(
        pthread_create(&threads[i], NULL, body, (void *)(uintptr_t)i), 0);
  }
  for (size_t i = 0; i < count; i++) {
    void *complaint;
    assert_int_equal(pthread_join(threads[i], &complaint), 0);
    if (complaint != NULL) {
      fail_msg("thread %zu: %s", i, (const char *)complaint);
    }
  }
}

static void blocks_are_freed_by_other_threads(void **state) {
  (void)state;
  run_at_once(exchange, kThreads);
  for (size_t i = 0; i < kPlaces; i++) {
    unsigned char *const block = atomic_exchange(&places[i], NULL);
    if (block != NULL) {
      assert_true(is_whole(block));
      free(block);
    }
  }
}

static void *resize(void *argument) {
  uint64_t random = (uintptr_t)argument + 100;
  unsigned char *blocks[32] = {NULL};
  size_t sizes[32] = {0};
  for (int i = 0; i < 40000; i++) {
    const size_t at = next_random(&random) % 32;
    const size_t size = 1 + next_random(&random) % (i % 16 == 0 ? 9000 : 500);
    blocks[at] = realloc(blocks[at], size);
    if (blocks[at] == NULL) {
      return "no memory";
    }
    for (size_t j = 0; j < size && j < sizes[at]; j++) {
      if (blocks[at][j] != (unsigned char)at) {
        return "not what was written";
      }
    }
    memset(blocks[at], (int)at, size);
    sizes[at] = size;
  }
  for (size_t at = 0; at < 32; at++) {
    free(blocks[at]);
  }
  return NULL;
}

static void blocks_are_resized_at_once(void **state) {
  (void)state;
  run_at_once(resize, kThreads);
}

// Holds blocks of every small size when it ends, so that its cache is full, and
// returns one that outlives it.
static void *live_briefly(void *argument) {
  (void)argument;
  void *blocks[64];
  for (size_t i = 0; i < 64; i++) {
    blocks[i] = malloc(i * 8 + 1);
    if (blocks[i] == NULL) {
      return NULL;
    }
    memset(blocks[i], 1, i * 8 + 1);
  }
  for (size_t i = 1; i < 64; i++) {
    free(blocks[i]);
  }
  return blocks[0];
}

static void live_and_die(int threads) {
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    void *left = NULL;
    assert_int_equal(pthread_create(&thread, NULL, live_briefly, NULL), 0);
    assert_int_equal(pthread_join(thread, &left), 0);
    assert_non_null(left);
    free(left);
  }
}

static void ended_threads_leave_nothing_behind(void **state) {
  (void)state;
  live_and_die(200);
  const size_t before = resident_bytes();
  live_and_die(5000);
  // A cache that stayed would be 400 bytes and its contents up to 17 KiB.
  assert_true(resident_bytes() < before + ((size_t)1 << 20));
}

static pthread_key_t late_key;
static atomic_int late_calls;

// Small and large blocks in turns: the heap treats them differently.
static void *make_late(int call) {
  const size_t size = call % 2 == 0 ? 40 : 1000;
  void *const block = malloc(size);
  if (block == NULL) {
    abort();
  }
  memset(block, 2, size);
  return block;
}

// A destructor that allocates and frees, after the thread's cache has gone, and
// asks to be called again as often as it can be.
static void allocate_late(void *block) {
  static _Thread_local int calls;
  calls++;
  atomic_fetch_add(&late_calls, 1);
  free(block);
  if (calls < PTHREAD_DESTRUCTOR_ITERATIONS &&
      pthread_setspecific(late_key, make_late(calls)) != 0) {
    abort();
  }
}

static void *end_late(void *argument) {
  (void)argument;
  return pthread_setspecific(late_key, make_late(0)) == 0 ? NULL : "no key";
}

static void threads_allocate_while_they_end(void **state) {
  (void)state;
  assert_int_equal(pthread_key_create(&late_key, allocate_late), 0);
  for (int i = 0; i < 200; i++) {
    run_at_once(end_late, 2);
  }
  const size_t before = resident_bytes();
  for (int i = 0; i < 2000; i++) {
    run_at_once(end_late, 2);
  }
  assert_int_equal(atomic_load(&late_calls),
                   4400 * PTHREAD_DESTRUCTOR_ITERATIONS);
  // A second cache would stay, 600 bytes, and what it holds.
  assert_true(resident_bytes() < before + ((size_t)1 << 20));
}

static void *expect_own_errno(void *argument) {
  (void)argument;
  for (int i = 0; i < 50000; i++) {
    errno = 0;
    void *const block = malloc(i % 2 == 0 ? 600 : SIZE_MAX);
    if (errno != (i % 2 == 0 ? 0 : ENOMEM)) {
      return "wrong errno";
    }
    errno = 77;
    free(block);
    if (errno != 77) {
      return "free changed errno";
    }
  }
  return NULL;
}

static void do_nothing(int signal) { (void)signal; }

// The lock's slow path makes system calls, which set errno: certainly if a
// signal interrupts them.
static void errno_is_right_under_contention(void **state) {
  (void)state;
  const struct sigaction action = {.sa_handler = do_nothing};
  const struct itimerval often = {{0, 500}, {0, 500}};
  const struct itimerval never = {{0, 0}, {0, 0}};
  assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
  assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
  run_at_once(expect_own_errno, kThreads);
  assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
}

// NOLINTEND(clang-analyzer-unix.Malloc)

int main(void) {
  const struct CMUnitTest tests[] = {
      // These two first: later, what they lose would come from what others
      // used.
      cmocka_unit_test(ended_threads_leave_nothing_behind),
      cmocka_unit_test(threads_allocate_while_they_end),
      cmocka_unit_test(blocks_are_freed_by_other_threads),
      cmocka_unit_test(blocks_are_resized_at_once),
      cmocka_unit_test(errno_is_right_under_contention),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
