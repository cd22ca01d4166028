// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/operations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mm/benchmark/allocator.h"
#include "mm/benchmark/arena.h"
#include "mm/benchmark/meter.h"

enum { kMostAligned = 16 };

void operation_fail(const char *why) {
  printf("benchmark: FAILED: %s\n", why);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread.
  exit(1);
}

bool operation_try_init(size_t size) {
  if (benchmark_allocator.init == NULL) {
    return true;
  }
  return benchmark_allocator.init(arena_memory(), size);
}

void operation_init(size_t size) {
  if (!operation_try_init(size)) {
    operation_fail("the heap is too small");
  }
}

// Calls a function of the allocator. Returns its result.
static uint64_t call(struct samples *samples, benchmark_function function,
                     uint64_t first, uint64_t second) {
  struct metered_call call = {.function = function};
  size_t next = 0;
  if (benchmark_allocator.self != NULL) {
    call.arguments[next++] = (uint64_t)(uintptr_t)benchmark_allocator.self;
  }
  call.arguments[next] = first;
  call.arguments[next + 1] = second;
  if (samples == NULL) {
    meter_plain_call(&call);
  } else {
    samples_add(samples, meter_call(&call));
  }
  return call.result;
}

static struct block checked(uint64_t result, size_t size, size_t alignment) {
  if (result % alignment != 0) {
    operation_fail("a block is not aligned");
  }
  return (struct block){
      .bytes = (unsigned char *)(uintptr_t)result,
      .size = result == 0 ? 0 : size,
  };
}

struct block operation_alloc(struct samples *samples, size_t size) {
  return checked(call(samples, benchmark_allocator.alloc, size, 0), size,
                 benchmark_allocator.alignment);
}

struct block operation_alloc_16(struct samples *samples, size_t size) {
  if (benchmark_allocator.alignment >= kMostAligned) {
    return operation_alloc(samples, size);
  }
  return checked(
      call(samples, benchmark_allocator.alloc_aligned, kMostAligned, size),
      size, kMostAligned);
}

struct block operation_must_alloc(struct samples *samples, size_t size) {
  const struct block block = operation_alloc(samples, size);
  if (block.bytes == NULL) {
    operation_fail("out of memory");
  }
  return block;
}

void operation_free(struct samples *samples, struct block *block) {
  if (block->bytes != NULL && benchmark_allocator.free != NULL) {
    call(samples, benchmark_allocator.free, (uint64_t)(uintptr_t)block->bytes,
         0);
  }
  *block = (struct block){0};
}

// For allocators without realloc: returns what it costs.
static uint64_t move(struct block *block, size_t size) {
  struct metered_call alloc = {
      .function = benchmark_allocator.alloc,
      .arguments = {size},
  };
  uint64_t cost = meter_call(&alloc);
  struct metered_call copy = {
      .function = (benchmark_function)memcpy,
      .arguments = {alloc.result, (uint64_t)(uintptr_t)block->bytes,
                    block->size < size ? block->size : size},
  };
  struct metered_call release = {
      .function = benchmark_allocator.free,
      .arguments = {(uint64_t)(uintptr_t)block->bytes},
  };
  if (alloc.result == 0) {
    operation_fail("out of memory");
  }
  cost += meter_call(&copy) + meter_call(&release);
  const uint64_t seed = block->seed;
  *block = checked(alloc.result, size, benchmark_allocator.alignment);
  block->seed = seed;
  return cost;
}

void operation_realloc(struct samples *samples, struct block *block,
                       size_t size) {
  if (benchmark_allocator.realloc == NULL) {
    samples_add(samples, move(block, size));
    return;
  }
  const uint64_t result = call(samples, benchmark_allocator.realloc,
                               (uint64_t)(uintptr_t)block->bytes, size);
  if (result == 0) {
    operation_fail("out of memory");
  }
  const uint64_t seed = block->seed;
  *block = checked(result, size, benchmark_allocator.alignment);
  block->seed = seed;
}

// Word `index` of the contents.
static uint64_t pattern(uint64_t seed, size_t index) {
  return seed + index * 0x0101010101010101;
}

void operation_fill(struct block *block) {
  // Odd and large: neighbours have different bytes, all of them.
  static uint64_t last_seed;
  last_seed += 0x9e3779b97f4a7c15;
  block->seed = last_seed;
  // Blocks are aligned to words; their size is not.
  uint64_t *const words = (uint64_t *)(void *)block->bytes;
  const size_t count = block->size / sizeof(*words);
  for (size_t i = 0; i < count; i++) {
    words[i] = pattern(block->seed, i);
  }
  const uint64_t rest = pattern(block->seed, count);
  memcpy(&words[count], &rest, block->size % sizeof(*words));
}

void operation_check(const struct block *block, size_t size) {
  const uint64_t *const words = (const uint64_t *)(const void *)block->bytes;
  const size_t count = size / sizeof(*words);
  uint64_t difference = 0;
  for (size_t i = 0; i < count; i++) {
    difference |= words[i] ^ pattern(block->seed, i);
  }
  const uint64_t rest = pattern(block->seed, count);
  if (difference != 0 ||
      memcmp(&words[count], &rest, size % sizeof(*words)) != 0) {
    operation_fail("the contents of a block have changed");
  }
}
