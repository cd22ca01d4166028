// SPDX-License-Identifier: Apache-2.0
#include "mm/smp/churn.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/heap.h"
#include "mm/smp/problems.h"
#include "mm/testing/pattern.h"
#include "mm/testing/random.h"
#include "tests/smp/cores.h"

// Cores wait for each other now and then: with fewer processors than cores, an
// emulator would else run one to its end before the next gets going.
enum { kBlocks = 96, kLetters = 4, kStride = 500 };

// A block that somebody owns; none if null.
struct owned {
  unsigned char *block;
  size_t size;
  uint64_t seed;
};

// A place for one block on the way to a core. Whoever gets it from empty to
// changing may fill it; only its core gets it from full to changing.
enum letter_state { kEmpty, kChanging, kFull };
struct letter {
  atomic_int state;
  struct owned owned;
};

static struct core {
  unsigned cpu;
  unsigned received;
  struct random random;
  struct owned owned[kBlocks];
} cores[SMP_CPUS];

static struct letter letters[SMP_CPUS][kLetters];

static size_t random_size(struct random *random) {
  const size_t kind = random_below(random, 16);
  if (kind < 12) {
    return 1 + random_below(random, 256);
  }
  return 1 + random_below(random, kind < 15 ? 2048 : 16384);
}

static void check(const struct core *core, const struct owned *owned) {
  if (pattern_holds(owned->block, 0, owned->size, owned->seed) != owned->size) {
    problem(core->cpu, "a block's contents changed");
  }
}

static void release(const struct core *core, struct owned *owned) {
  if (owned->block != NULL) {
    check(core, owned);
    heap_free(owned->block);
    owned->block = NULL;
  }
}

// Makes `block` the one owned, unless the heap refused.
static void keep(struct core *core, struct owned *owned, void *block,
                 size_t size) {
  owned->block = block;
  owned->size = size;
  owned->seed = core->random.state ^ (uint64_t)core->cpu << 56;
  if (block == NULL) {
    problem(core->cpu, "the heap refused");
  } else if (heap_usable_size(block) < size) {
    problem(core->cpu, "a block is too small");
  } else {
    pattern_fill(block, size, owned->seed);
  }
}

static void allocate(struct core *core, struct owned *owned) {
  release(core, owned);
  const size_t size = random_size(&core->random);
  keep(core, owned, heap_alloc(size), size);
}

static void allocate_clear(struct core *core, struct owned *owned) {
  release(core, owned);
  const size_t size = random_size(&core->random);
  unsigned char *const block = heap_calloc(1, size);
  for (size_t i = 0; block != NULL && i < size; i++) {
    if (block[i] != 0) {
      problem(core->cpu, "a block is not clear");
      break;
    }
  }
  keep(core, owned, block, size);
}

static void allocate_aligned(struct core *core, struct owned *owned) {
  release(core, owned);
  const size_t size = random_size(&core->random);
  const size_t alignment = (size_t)1 << random_below(&core->random, 9);
  void *const block = heap_alloc_aligned(alignment, size);
  if ((uintptr_t)block % alignment != 0) {
    problem(core->cpu, "a block is not aligned");
  }
  keep(core, owned, block, size);
}

static void resize(struct core *core, struct owned *owned) {
  if (owned->block == NULL) {
    return;
  }
  const size_t size = random_size(&core->random);
  void *const block = heap_realloc(owned->block, size);
  if (block == NULL) {
    problem(core->cpu, "the heap refused");
    return;
  }
  const size_t kept = size < owned->size ? size : owned->size;
  if (pattern_holds(block, 0, kept, owned->seed) != kept) {
    problem(core->cpu, "resizing changed a block's contents");
  }
  keep(core, owned, block, size);
}

static void send(struct core *core, struct owned *owned) {
  struct letter *const letter = &letters[random_below(&core->random, SMP_CPUS)]
                                        [random_below(&core->random, kLetters)];
  int expected = kEmpty;
  if (owned->block == NULL || !atomic_compare_exchange_strong_explicit(
                                  &letter->state, &expected, kChanging,
                                  memory_order_acquire, memory_order_relaxed)) {
    return;
  }
  letter->owned = *owned;
  owned->block = NULL;
  atomic_store_explicit(&letter->state, kFull, memory_order_release);
}

static void receive(struct core *core, struct letter *letter) {
  if (atomic_load_explicit(&letter->state, memory_order_acquire) != kFull) {
    return;
  }
  release(core, &letter->owned);
  core->received++;
  atomic_store_explicit(&letter->state, kEmpty, memory_order_release);
}

void churn(unsigned cpu, unsigned operations, unsigned seed) {
  struct core *const core = &cores[cpu];
  core->cpu = cpu;
  core->random = (struct random){(uint64_t)seed * SMP_CPUS + cpu + 1};
  for (unsigned i = 0; i < operations; i++) {
    if (i % kStride == 0) {
      cores_barrier();
    }
    struct owned *const owned =
        &core->owned[random_below(&core->random, kBlocks)];
    const size_t operation = random_below(&core->random, 16);
    if (operation < 5) {
      allocate(core, owned);
    } else if (operation < 6) {
      allocate_clear(core, owned);
    } else if (operation < 7) {
      allocate_aligned(core, owned);
    } else if (operation < 9) {
      resize(core, owned);
    } else if (operation < 12) {
      release(core, owned);
    } else if (operation < 14) {
      send(core, owned);
    } else {
      receive(core, &letters[cpu][random_below(&core->random, kLetters)]);
    }
  }
  for (unsigned i = 0; i < kBlocks; i++) {
    release(core, &core->owned[i]);
  }
}

void churn_receive_all(unsigned cpu) {
  for (unsigned i = 0; i < kLetters; i++) {
    receive(&cores[cpu], &letters[cpu][i]);
  }
}

unsigned churn_received(void) {
  unsigned sum = 0;
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    sum += cores[cpu].received;
  }
  return sum;
}
