// SPDX-License-Identifier: Apache-2.0
// Ten million operations of four cores at once, and nothing lost: 4,000,000 of
// an atomic counter, 3,000,000 under a lock, 1,500,000 blocks of the general
// heap that are allocated and freed, most of them by another core.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/spinlock.h"
#include "kernel/testing/heap_guard.h"
#include "mm/heap.h"
#include "tests/smp/cores.h"

enum {
  kAtomic = 4000000,
  kLocked = 3000000,
  kBlocks = 1500000,
  // Cores wait for each other this often: with fewer processors, an emulator
  // would else run one to its end before the next gets going.
  kRounds = 50,
  kPlaces = 256,
  kLargest = 400,
};

static struct {
  struct spinlock lock;
  uint64_t locked;  // not atomic
  uint64_t twin;
  atomic_uint_fast32_t counted;
  atomic_uint_fast32_t problems;
} shared;

static void count(unsigned cpu, void *context) {
  (void)cpu;
  (void)context;
  for (unsigned round = 0; round < kRounds; round++) {
    cores_barrier();
    for (unsigned i = 0; i < kAtomic / SMP_CPUS / kRounds; i++) {
      atomic_fetch_add_explicit(&shared.counted, 1, memory_order_relaxed);
    }
  }
}

static void an_atomic_counter_loses_nothing(void **state) {
  (void)state;
  cores_run(count, nullptr);
  assert_int_equal(shared.counted, kAtomic);
}

static void count_under_lock(unsigned cpu, void *context) {
  (void)cpu;
  (void)context;
  for (unsigned round = 0; round < kRounds; round++) {
    cores_barrier();
    for (unsigned i = 0; i < kLocked / SMP_CPUS / kRounds; i++) {
      const uintptr_t flags = spinlock_acquire(&shared.lock);
      if (shared.twin != shared.locked) {
        atomic_fetch_add(&shared.problems, 1);
      }
      shared.locked++;
      // Else the compiler writes both at once.
      atomic_signal_fence(memory_order_seq_cst);
      shared.twin = shared.locked;
      spinlock_release(&shared.lock, flags);
    }
  }
}

static void a_lock_lets_one_in_at_a_time(void **state) {
  (void)state;
  cores_run(count_under_lock, nullptr);
  assert_int_equal(shared.locked, kLocked);
  assert_int_equal(shared.twin, kLocked);
  assert_int_equal(shared.problems, 0);
}

// Its last byte is the size's, too.
struct block {
  size_t size;
  unsigned char bytes[];
};

static _Atomic(struct block *) places[kPlaces];
static alignas(HEAP_ALIGNMENT) char region[1024 * 1024];

static atomic_uint_fast32_t allocated;
static atomic_uint_fast32_t freed;

static struct block *allocate(size_t size) {
  const uintptr_t flags = heap_guard_enter();
  struct block *const block = heap_alloc(sizeof(*block) + size);
  heap_guard_leave(flags);
  if (block == nullptr) {
    atomic_fetch_add(&shared.problems, 1);
    return nullptr;
  }
  block->size = size;
  block->bytes[0] = (unsigned char)size;
  block->bytes[size - 1] = (unsigned char)size;
  atomic_fetch_add_explicit(&allocated, 1, memory_order_relaxed);
  return block;
}

static void release(struct block *block) {
  if (block == nullptr) {
    return;
  }
  const size_t size = block->size;
  if (size == 0 || size > kLargest || block->bytes[0] != (unsigned char)size ||
      block->bytes[size - 1] != (unsigned char)size) {
    atomic_fetch_add(&shared.problems, 1);
    return;
  }
  const uintptr_t flags = heap_guard_enter();
  heap_free(block);
  heap_guard_leave(flags);
  atomic_fetch_add_explicit(&freed, 1, memory_order_relaxed);
}

// Leaves each block where any core may find it, and frees what was there.
static void exchange_blocks(unsigned cpu, void *context) {
  (void)context;
  uint32_t random = cpu + 1;
  heap_guard_init_cpu(cpu);
  for (unsigned round = 0; round < kRounds; round++) {
    cores_barrier();
    for (unsigned i = 0; i < kBlocks / SMP_CPUS / kRounds; i++) {
      // Numerical Recipes' generator; its upper half is the better one.
      random = random * 1664525 + 1013904223;
      struct block *const block = allocate(1 + (random >> 16) % kLargest);
      release(atomic_exchange(&places[random >> 8 & (kPlaces - 1)], block));
    }
  }
  cores_barrier();
  for (unsigned i = cpu; i < kPlaces; i += SMP_CPUS) {
    release(atomic_exchange(&places[i], nullptr));
  }
  heap_guard_deinit_cpu(cpu);
}

static void the_heap_gives_and_takes_back_all(void **state) {
  (void)state;
  struct heap_stats before;
  struct heap_stats after;
  heap_init(region, region + sizeof(region));
  heap_stats(&before);
  cores_run(exchange_blocks, nullptr);
  assert_int_equal(shared.problems, 0);
  assert_int_equal(allocated, kBlocks);
  assert_int_equal(freed, kBlocks);
  heap_check();
  heap_cpu_flush();
  heap_stats(&after);
  assert_int_equal(after.used, before.used);
  assert_int_equal(after.free, before.free);
  assert_int_equal(after.failures, 0);
}

int main(void) {
  static_assert(kAtomic + kLocked + 2 * kBlocks == 10000000, "ten million");
  static_assert(kAtomic % (SMP_CPUS * kRounds) == 0, "without a rest");
  static_assert(kLocked % (SMP_CPUS * kRounds) == 0, "without a rest");
  static_assert(kBlocks % (SMP_CPUS * kRounds) == 0, "without a rest");
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_atomic_counter_loses_nothing),
      cmocka_unit_test(a_lock_lets_one_in_at_a_time),
      cmocka_unit_test(the_heap_gives_and_takes_back_all),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
