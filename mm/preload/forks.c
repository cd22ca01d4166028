// SPDX-License-Identifier: Apache-2.0
// Forks while other threads allocate: the child can go on allocating. Run with
// //mm:preload and liblocked.so; library_test.py does.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// NOLINTBEGIN(clang-analyzer-unix.Malloc): a test that fails may leave blocks
// behind.

enum { kThreads = 4, kForks = 150, kChildSeconds = 30, kLines = 400 };

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

// Of a child's second thread: whether it gets the locks of stdio.
static void *use_streams(void *argument) {
  FILE *const file = fopen("/dev/null", "w");
  if (file == NULL) {
    return NULL;
  }
  const bool written = fputs(kText, file) >= 0 && fflush(NULL) == 0;
  return fclose(file) == 0 && written ? argument : NULL;
}

static bool works_in_thread(void *(*body)(void *)) {
  pthread_t thread;
  void *result = NULL;
  return pthread_create(&thread, NULL, body, &stop) == 0 &&
         pthread_join(thread, &result) == 0 && result == &stop;
}

// Never returns. 0 if all is well; SIGALRM if the lock was never to be had.
static _Noreturn void be_child(char *inherited, int generation) {
  (void)alarm(kChildSeconds);
  if (strcmp(inherited, kText) != 0) {
    _exit(2);
  }
  free(inherited);
  if (allocate_in_child(&stop) == NULL || !works_in_thread(allocate_in_child) ||
      !works_in_thread(use_streams)) {
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

// Forks while threads run `body`, which ends when `stop` is true.
static void fork_beside(void *(*body)(void *)) {
  pthread_t threads[kThreads];
  atomic_store(&stop, false);
  for (size_t i = 0; i < kThreads; i++) {
    assert_int_equal(
        pthread_create(&threads[i], NULL, body, (void *)(uintptr_t)i), 0);
  }
  for (int i = 0; i < kForks; i++) {
    char *const block = malloc(100);
    assert_non_null(block);
    memcpy(block, kText, sizeof(kText));
    (void)alarm(kChildSeconds);
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
  (void)alarm(0);
}

static void children_can_allocate(void **state) {
  (void)state;
  fork_beside(allocate);
}

// A file of lines that are often longer than the one before, so that getline()
// allocates while it holds the file's lock.
static int lines;

static void write_lines(void) {
  lines = memfd_create("lines", MFD_CLOEXEC);
  assert_true(lines >= 0);
  for (int i = 0; i < kLines; i++) {
    assert_true(dprintf(lines, "%*d\n", 1 + i * 37 % 300, i) > 0);
  }
}

static const char *read_lines(void) {
  char path[64];
  (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", lines);
  FILE *const file = fopen(path, "r");
  if (file == NULL) {
    return "cannot open";
  }
  int count = 0;
  for (;;) {
    char *line = NULL;
    size_t size = 0;
    const ssize_t length = getline(&line, &size, file);
    free(line);
    if (length <= 0) {
      break;
    }
    count++;
  }
  return fclose(file) == 0 && count == kLines ? NULL : "lines are missing";
}

// fflush() takes the lock of all files and then each file's; reading takes a
// file's and then the heap's.
static void *read_or_flush(void *argument) {
  const bool flushes = (uintptr_t)argument == 0;
  const char *complaint = NULL;
  while (complaint == NULL && !atomic_load(&stop)) {
    if (flushes) {
      (void)fflush(NULL);
    } else {
      complaint = read_lines();
    }
  }
  return (void *)(uintptr_t)complaint;
}

static void forks_beside_streams(void **state) {
  (void)state;
  write_lines();
  fork_beside(read_or_flush);
  assert_int_equal(close(lines), 0);
}

static void a_process_of_one_thread_forks(void **state) {
  (void)state;
  const pid_t child = fork();
  if (child == 0) {
    char *const block = strdup(kText);
    if (block == NULL) {
      _exit(6);
    }
    be_child(block, 0);
  }
  int status = -1;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
}

// Of a library that is loaded beside this program.
static struct {
  void (*use)(void);
  size_t (*forks)(void);
} library;

static void *use_library(void *argument) {
  (void)argument;
  void (*const use)(void) = library.use;
  if (use == NULL) {
    return "no library";
  }
  while (!atomic_load(&stop)) {
    use();
  }
  return NULL;
}

static void forks_beside_a_library_with_a_lock(void **state) {
  (void)state;
  *(void **)&library.use = dlsym(RTLD_DEFAULT, "locked_library_use");
  *(void **)&library.forks = dlsym(RTLD_DEFAULT, "locked_library_forks");
  size_t (*const forks)(void) = library.forks;
  if (forks == NULL) {
    fail_msg("no library");
    return;
  }
  const size_t before = forks();
  fork_beside(use_library);
  assert_int_equal(forks(), before + kForks);
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
      // This one first: the C library takes fewer locks while there has been
      // one thread only.
      cmocka_unit_test(a_process_of_one_thread_forks),
      cmocka_unit_test(children_can_allocate),
      cmocka_unit_test(forks_beside_streams),
      cmocka_unit_test(forks_beside_a_library_with_a_lock),
      cmocka_unit_test(fork_handlers_can_allocate),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
