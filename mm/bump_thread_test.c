// SPDX-License-Identifier: Apache-2.0
// Threads that allocate from one arena at the same time, with no lock, get
// different blocks, and all that there are (host only).
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/bump.h"

enum { kThreads = 8, kBlocks = 50000, kRepetitions = 4 };

// Half of the threads take 16 bytes a block, the others 32 at a multiple of 32.
static alignas(32) char memory[(size_t)kThreads * kBlocks * 32];

static struct bump arena;

// Number of each 16 bytes' owner, from 1 on.
static _Atomic(unsigned char) owner[sizeof(memory) / 16];

static atomic_int threads_ready;

static void wait_for_others(void) {
  atomic_fetch_add(&threads_ready, 1);
  while (atomic_load(&threads_ready) < kThreads) {
  }
}

struct worker {
  pthread_t thread;
  size_t taken; /**< Bytes. */
  size_t refused;
  unsigned char number;
  bool robbed; /**< It got what somebody else has. */
};

static void claim(struct worker *worker, const char *block, size_t size) {
  const size_t first = (size_t)(block - memory) / 16;
  for (size_t i = first; i < first + size / 16; i++) {
    if (atomic_exchange_explicit(&owner[i], worker->number,
                                 memory_order_relaxed) != 0) {
      worker->robbed = true;
    }
  }
  worker->taken += size;
}

static void *allocate(void *argument) {
  struct worker *const worker = argument;
  const bool wide = worker->number % 2 == 0;
  const size_t size = wide ? 32 : 16;
  wait_for_others();
  // Until it is empty and then some: exhaustion is where an allocator that
  // takes first and looks later fails.
  while (worker->refused < 10) {
    char *const block = wide ? bump_alloc_aligned_shared(&arena, 32, size)
                             : bump_alloc_shared(&arena, size);
    if (block == NULL) {
      worker->refused++;
      continue;
    }
    memset(block, worker->number, size);
    claim(worker, block, size);
  }
  return NULL;
}

static void start_worker(struct worker *worker, int index) {
  *worker = (struct worker){.number = (unsigned char)(index + 1)};
  assert_int_equal(pthread_create(&worker->thread, NULL, allocate, worker), 0);
}

static void run(struct worker workers[kThreads]) {
  atomic_store(&threads_ready, 0);
  for (int i = 0; i < kThreads; i++) {
    start_worker(&workers[i], i);
  }
  for (int i = 0; i < kThreads; i++) {
    assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
  }
}

// Everything in the region is somebody's, still has his mark, or is one of the
// gaps that aligned blocks leave.
static size_t count_gaps(void) {
  size_t gaps = 0;
  for (size_t i = 0; i < sizeof(memory); i++) {
    const unsigned char number = atomic_load(&owner[i / 16]);
    if (number == 0) {
      gaps++;
    } else if ((unsigned char)memory[i] != number) {
      fail_msg("byte %lu has two owners", (unsigned long)i);
    }
  }
  return gaps;
}

static void threads_share_an_arena_until_it_is_full(void **state) {
  (void)state;
  for (int i = 0; i < kRepetitions; i++) {
    struct worker workers[kThreads];
    struct bump_stats figures;
    size_t taken = 0;
    size_t refused = 0;
    memset(owner, 0, sizeof(owner));
    assert_true(bump_init(&arena, memory, sizeof(memory)));
    run(workers);
    for (int j = 0; j < kThreads; j++) {
      assert_false(workers[j].robbed);
      taken += workers[j].taken;
      refused += workers[j].refused;
    }
    bump_stats(&arena, &figures);
    assert_true(bump_is_valid(&arena));
    assert_int_equal(figures.free, 0);
    assert_int_equal(figures.failures, refused);
    assert_int_equal(taken + count_gaps(), sizeof(memory));
  }
}

// A figure is of one moment: it never goes down while others allocate.
static void *watch(void *argument) {
  bool *const steady = argument;
  struct bump_stats before = {0};
  struct bump_stats figures;
  wait_for_others();
  do {
    bump_stats(&arena, &figures);
    *steady = *steady && figures.used >= before.used &&
              figures.used + figures.free == figures.size &&
              figures.peak == figures.used;
    before = figures;
  } while (figures.free >= 32);
  return NULL;
}

static void figures_can_be_read_meanwhile(void **state) {
  (void)state;
  struct worker workers[kThreads - 1];
  pthread_t watcher;
  bool steady = true;
  memset(owner, 0, sizeof(owner));
  assert_true(bump_init(&arena, memory, sizeof(memory)));
  atomic_store(&threads_ready, 0);
  assert_int_equal(pthread_create(&watcher, NULL, watch, &steady), 0);
  for (int i = 0; i < kThreads - 1; i++) {
    start_worker(&workers[i], i);
  }
  for (int i = 0; i < kThreads - 1; i++) {
    assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    assert_false(workers[i].robbed);
  }
  assert_int_equal(pthread_join(watcher, NULL), 0);
  assert_true(steady);
}

enum { kSignals = 2000 };

static atomic_int signals_handled;
static atomic_bool handler_robbed;

static void claim_in_handler(int number) {
  (void)number;
  struct worker handler = {.number = 2};
  char *const block = bump_alloc_shared(&arena, 16);
  if (block != NULL) {
    claim(&handler, block, 16);
    if (handler.robbed) {
      atomic_store(&handler_robbed, true);
    }
    atomic_fetch_add(&signals_handled, 1);
  }
}

static void *send_signals(void *argument) {
  const pthread_t *const target = argument;
  while (atomic_load(&signals_handled) < kSignals) {
    (void)pthread_kill(*target, SIGUSR1);
  }
  return NULL;
}

static void empty_arena_without_signals(void) {
  sigset_t set;
  sigset_t before;
  (void)sigemptyset(&set);
  (void)sigaddset(&set, SIGUSR1);
  assert_int_equal(pthread_sigmask(SIG_BLOCK, &set, &before), 0);
  memset(owner, 0, sizeof(owner));
  bump_reset(&arena);
  assert_int_equal(pthread_sigmask(SIG_SETMASK, &before, NULL), 0);
}

// What an interrupt handler does to the code that it interrupts.
static void handlers_interrupt_allocations(void **state) {
  (void)state;
  struct sigaction action = {.sa_handler = claim_in_handler};
  struct worker interrupted = {.number = 1};
  pthread_t self = pthread_self();
  pthread_t sender;
  memset(owner, 0, sizeof(owner));
  assert_true(bump_init(&arena, memory, sizeof(memory)));
  assert_int_equal(sigaction(SIGUSR1, &action, NULL), 0);
  assert_int_equal(pthread_create(&sender, NULL, send_signals, &self), 0);
  while (atomic_load(&signals_handled) < kSignals) {
    char *const block = bump_alloc_shared(&arena, 16);
    if (block == NULL) {
      empty_arena_without_signals();
    } else {
      claim(&interrupted, block, 16);
    }
  }
  assert_int_equal(pthread_join(sender, NULL), 0);
  assert_false(interrupted.robbed);
  assert_false(atomic_load(&handler_robbed));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_share_an_arena_until_it_is_full),
      cmocka_unit_test(figures_can_be_read_meanwhile),
      cmocka_unit_test(handlers_interrupt_allocations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
