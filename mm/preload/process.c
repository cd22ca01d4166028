// SPDX-License-Identifier: Apache-2.0
// What a process and its threads need around the heap: a region, caches that
// come and go with the threads, fork().
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/single_threaded.h>

#include "mm/heap.h"
#include "mm/preload/preload.h"

// The largest region that the block heap is built for is 2^35 bytes.
static const size_t kMostBytes = ((size_t)1 << 35) - ((size_t)2 << 20);
static const size_t kLeastBytes = (size_t)1 << 20;

// One in so many of the addresses that the process may have, if they are
// limited: stacks and files need some, too. A larger number would take memory
// from programs that need nothing but a heap.
enum { kShare = 4 };

// The C library's lock of the list of all open files, which the thread that has
// it can take again. Other C libraries have none of these.
extern void _IO_list_lock(void) __attribute__((weak));
extern void _IO_list_unlock(void) __attribute__((weak));
extern void _IO_list_resetlock(void) __attribute__((weak));

enum progress { kNothing, kStarted, kDone };

static struct {
  atomic_int progress;
  pthread_key_t key;
  struct mm_port_lock lock;
  mm_port_lock_state fork_state;
  bool fork_locked_files;
} process;

// Of threads that are ending: they allocate without a cache. All zero, as the
// boot area is, which the others start with.
static _Alignas(16) char ended_area[MM_PORT_BOOT_AREA_BYTES];

// fork() takes the lock of the files after its handlers, and whoever has that
// lock may wait for one who allocates: it has to come before ours.
static void lock_for_fork(void) {
  const bool files = !__libc_single_threaded && _IO_list_lock != NULL &&
                     _IO_list_unlock != NULL && _IO_list_resetlock != NULL;
  if (files) {
    _IO_list_lock();
  }
  process.fork_state = mm_port_lock(&process.lock);
  process.fork_locked_files = files;
}

static void unlock_in_parent(void) {
  const bool files = process.fork_locked_files;
  mm_port_unlock(&process.lock, process.fork_state);
  if (files) {
    _IO_list_unlock();
  }
}

// fork() has freed the lock of the files, however often it was taken, so it
// cannot be given back. Freeing it once more does no harm: there is one thread.
static void unlock_in_child(void) {
  mm_port_unlock(&process.lock, process.fork_state);
  if (process.fork_locked_files) {
    _IO_list_resetlock();
  }
}

// Called when a thread ends. Destructors of others may follow, and allocate.
static void detach(void *unused) {
  (void)unused;
  heap_cpu_deinit();
  mm_port_set_cpu_area(ended_area);
}

static size_t most_bytes(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
      limit.rlim_cur / kShare >= kMostBytes) {
    return kMostBytes;
  }
  const size_t share = limit.rlim_cur / kShare & ~(kLeastBytes - 1);
  return share < kLeastBytes ? kLeastBytes : share;
}

static void reserve(void) {
  for (size_t size = most_bytes(); size >= kLeastBytes; size /= 2) {
    void *const start =
        mmap(NULL, size, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start != MAP_FAILED) {
      heap_init(start, (char *)start + size);
      return;
    }
  }
  mm_port_panic("heap: the system has no memory");
}

// From heap_init() on this thread has a cache, so that what follows may
// allocate without coming here again.
static void start(void) {
  int progress = kNothing;
  if (atomic_compare_exchange_strong(&process.progress, &progress, kStarted)) {
    reserve();
    if (pthread_key_create(&process.key, detach) != 0 ||
        pthread_setspecific(process.key, ended_area) != 0 ||
        pthread_atfork(lock_for_fork, unlock_in_parent, unlock_in_child) != 0) {
      mm_port_panic("heap: the C library has no room for its hooks");
    }
    atomic_store(&process.progress, kDone);
  }
  while (atomic_load(&process.progress) != kDone) {
    sched_yield();
  }
}

void preload_attach(void) {
  const int before = errno;
  if (atomic_load_explicit(&process.progress, memory_order_acquire) != kDone) {
    start();
  }
  if (mm_port_cpu_area() == mm_port_boot_area) {
    heap_cpu_init();
    if (mm_port_cpu_area() != mm_port_boot_area) {
      // May allocate; the cache is there by now. If it fails, what the cache
      // holds is lost when the thread ends.
      (void)pthread_setspecific(process.key, ended_area);
    }
  }
  errno = before;
}

// Of all handlers for fork(), the first to be registered is the last to be
// called before it and the first after it. Others wait for locks and allocate,
// so ours has to be that one: the linker's `initfirst` makes this the first
// constructor.
static __attribute__((constructor)) void attach_first(void) {
  preload_attach();
}
