// SPDX-License-Identifier: Apache-2.0
// A library whose threads allocate while they hold its lock, and which holds
// that lock over fork(). Loaded after //mm:preload, so that its constructor
// comes before those of most.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#define EXPORTED __attribute__((visibility("default")))

/** Allocates with the lock. */
EXPORTED void locked_library_use(void);

/** Returns how many calls of fork() it has seen. */
EXPORTED size_t locked_library_forks(void);

static pthread_mutex_t the_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_size_t forks;

// Allocates: a handler may.
static void lock(void) {
  if (pthread_mutex_lock(&the_lock) != 0) {
    abort();
  }
  free(malloc(3000));
}

static void unlock(void) {
  free(malloc(3000));
  if (pthread_mutex_unlock(&the_lock) != 0) {
    abort();
  }
}

static void prepare(void) {
  lock();
  atomic_fetch_add(&forks, 1);
}

void locked_library_use(void) {
  lock();
  free(malloc(1000));
  free(malloc(5000));
  unlock();
}

size_t locked_library_forks(void) { return atomic_load(&forks); }

// Comes before the process's first malloc(), if no other library has one.
static __attribute__((constructor)) void hook(void) {
  if (pthread_atfork(prepare, unlock, unlock) != 0) {
    abort();
  }
}
