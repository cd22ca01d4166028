// SPDX-License-Identifier: Apache-2.0
// Forks while other threads allocate: the child can go on allocating. Run with
// //mm:preload; library_test.py does.
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// NOLINTBEGIN(clang-analyzer-unix.Malloc): a test that fails may leave blocks
// behind.

enum { kThreads = 4, kForks = 150, kChildSeconds = 30 };

static const char kText[] = "of the parent";

static atomic_bool stop;

// Mostly larger than what a cache has, so that the lock is often held.
static void *allocate(void *argument) {
  unsigned seed = (unsigned)(uintptr_t)argument;
  void *blocks[16] = {NULL};
  while (!atomic_load(&stop)) {
    seed = seed * 1103515245 + 12345;
    const unsigned at = seed / 65536 % 16;
    free(blocks[at]);
    blocks[at] = malloc(200 + seed / 7 % 2000);
    if (blocks[at] == NULL) {
      return "no memory";
    }
    memset(blocks[at], 1, 200);
  }
  for (size_t i = 0; i < 16; i++) {
    free(blocks[i]);
  }
  return NULL;
}

static void *allocate_in_child(void *argument) {
  for (size_t i = 1; i < 200; i++) {
    char *const block = malloc(i * 13);
    if (block == NULL) {
      return NULL;
    }
    memset(block, 1, i * 13);
    free(block);
  }
  return argument;
}

// Never returns. 0 if all is well; SIGALRM if the lock was never to be had.
static _Noreturn void be_child(char *inherited, int generation) {
  (void)alarm(kChildSeconds);
  if (strcmp(inherited, kText) != 0) {
    _exit(2);
  }
  free(inherited);
  pthread_t thread;
  void *result = NULL;
  if (allocate_in_child(&stop) == NULL ||
      pthread_create(&thread, NULL, allocate_in_child, &stop) != 0 ||
      pthread_join(thread, &result) != 0 || result != &stop) {
    _exit(3);
  }
  if (generation == 0) {
    char *const copy = malloc(100);
    if (copy == NULL) {
      _exit(4);
    }
    memcpy(copy, kText, sizeof(kText));
    const pid_t child = fork();
    if (child == 0) {
      be_child(copy, 1);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
      _exit(5);
    }
  }
  _exit(0);
}

static void children_can_allocate(void **state) {
  (void)state;
  pthread_t threads[kThreads];
  for (size_t i = 0; i < kThreads; i++) {
    assert_int_equal(
        pthread_create(&threads[i], NULL, allocate, (void *)(uintptr_t)i), 0);
  }
  for (int i = 0; i < kForks; i++) {
    char *const block = malloc(100);
    assert_non_null(block);
    memcpy(block, kText, sizeof(kText));
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      be_child(block, 0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    free(block);
  }
  atomic_store(&stop, true);
  for (size_t i = 0; i < kThreads; i++) {
    void *complaint = &stop;
    assert_int_equal(pthread_join(threads[i], &complaint), 0);
    assert_null(complaint);
  }
}

static void handlers_of_others_can_allocate(void) { free(malloc(3000)); }

static void fork_handlers_can_allocate(void **state) {
  (void)state;
  assert_int_equal(pthread_atfork(handlers_of_others_can_allocate,
                                  handlers_of_others_can_allocate,
                                  handlers_of_others_can_allocate),
                   0);
  (void)alarm(kChildSeconds);
  const pid_t child = fork();
  if (child == 0) {
    _exit(0);
  }
  int status = -1;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  (void)alarm(0);
}

// NOLINTEND(clang-analyzer-unix.Malloc)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(children_can_allocate),
      cmocka_unit_test(fork_handlers_can_allocate),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
