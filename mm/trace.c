// SPDX-License-Identifier: Apache-2.0
// The functions of mm/heap.h on top of another heap, whose names begin with
// raw_, and a record before each block.
#include "mm/trace.h"

#include <stdint.h>

#include "mm/alignment.h"
#include "mm/heap.h"
#include "mm/port.h"
#include "mm/trace_callers.h"
#include "mm/trace_table.h"

extern __typeof__(heap_alloc) raw_heap_alloc;
extern __typeof__(heap_alloc_aligned) raw_heap_alloc_aligned;
extern __typeof__(heap_calloc) raw_heap_calloc;
extern __typeof__(heap_check) raw_heap_check;
extern __typeof__(heap_cpu_deinit) raw_heap_cpu_deinit;
extern __typeof__(heap_cpu_flush) raw_heap_cpu_flush;
extern __typeof__(heap_cpu_init) raw_heap_cpu_init;
extern __typeof__(heap_deinit) raw_heap_deinit;
extern __typeof__(heap_free) raw_heap_free;
extern __typeof__(heap_init) raw_heap_init;
_Noreturn extern __typeof__(heap_out_of_memory) raw_heap_out_of_memory;
extern __typeof__(heap_realloc) raw_heap_realloc;
extern __typeof__(heap_reset) raw_heap_reset;
extern __typeof__(heap_rewind) raw_heap_rewind;
extern __typeof__(heap_stats) raw_heap_stats;
extern __typeof__(heap_usable_size) raw_heap_usable_size;
extern __typeof__(heap_walk) raw_heap_walk;

// Directly before each block. Blocks stay where the heap under this would put
// them: `offset_log2` says how far behind the start of one of its blocks.
struct trace_record {
  _Alignas(HEAP_ALIGNMENT) size_t size;
  uint16_t site_and_offset_log2;
  uint16_t epoch;
  uint32_t seal;
};

_Static_assert(sizeof(struct trace_record) == HEAP_ALIGNMENT,
               "a record keeps the alignment of what is behind it");

enum { kTraceLog2Bits = 6, kTraceLog2 = 4 };

static struct trace_record *trace_record_of(const void *block) {
  return (struct trace_record *)((uintptr_t)block -
                                 sizeof(struct trace_record));
}

// What the seal of a block in use is; that of a freed one is the complement.
// Depends on all of the record and on where it is, so that a copy is no record.
static uint32_t trace_seal(const struct trace_record *record) {
  const uint32_t odd = 0x9e3779b1;
  uint64_t address = (uintptr_t)record;
  uint64_t size = record->size;
  uint32_t seal = (uint32_t)(address ^ address >> 32) * odd;
  seal = (seal ^ seal >> 15 ^ (uint32_t)(size ^ size >> 32)) * odd;
  seal ^= seal >> 15;
  seal ^= (uint32_t)record->site_and_offset_log2 << 16 | record->epoch;
  return seal * odd;
}

// Panics unless `block` is in use, so far as its record says.
static struct trace_record *trace_require(const void *block,
                                          const void *caller) {
  if ((uintptr_t)block % HEAP_ALIGNMENT != 0 || block == NULL) {
    mm_port_panic("trace: not a block: %p, found in a call from %p", block,
                  caller);
  }
  struct trace_record *const record = trace_record_of(block);
  const uint32_t seal = trace_seal(record);
  if (record->seal == ~seal) {
    mm_port_panic("trace: double free: block %p, found in a call from %p",
                  block, caller);
  }
  if (record->seal != seal) {
    mm_port_panic(
        "trace: not a block, freed before, or its head overwritten: %p, found "
        "in a call from %p",
        block, caller);
  }
  return record;
}

static size_t trace_offset(const struct trace_record *record) {
  return (size_t)1 << (record->site_and_offset_log2 &
                       ((1U << kTraceLog2Bits) - 1));
}

static void *trace_raw(const struct trace_record *record) {
  return (void *)((uintptr_t)(record + 1) - trace_offset(record));
}

static void trace_uncount_block(const struct trace_record *record) {
  const struct trace_mark mark = {
      .site = (uint16_t)(record->site_and_offset_log2 >> kTraceLog2Bits),
      .epoch = record->epoch,
  };
  trace_table_remove(mark, record->size);
}

// Counts what the heap gave and returns what its user gets.
static void *trace_begin(void *raw, unsigned offset_log2, size_t size,
                         const void *caller) {
  if (raw == NULL) {
    return NULL;
  }
  void *const block = (char *)raw + ((size_t)1 << offset_log2);
  struct trace_record *const record = trace_record_of(block);
  const struct trace_mark mark = trace_table_add(caller, size);
  *record = (struct trace_record){
      .size = size,
      .site_and_offset_log2 =
          (uint16_t)((unsigned)mark.site << kTraceLog2Bits | offset_log2),
      .epoch = mark.epoch,
  };
  record->seal = trace_seal(record);
  return block;
}

// What does not fit is not asked for in a way that the heap would not refuse:
// it counts refusals.
static size_t trace_add(size_t size, size_t more) {
  size_t sum;
  return __builtin_add_overflow(size, more, &sum) ? SIZE_MAX : sum;
}

static size_t trace_at_least_1(size_t size) { return size == 0 ? 1 : size; }

void *trace_alloc(size_t size, const void *caller) {
  size = trace_at_least_1(size);
  return trace_begin(raw_heap_alloc(trace_add(size, HEAP_ALIGNMENT)),
                     kTraceLog2, size, caller);
}

void *trace_alloc_aligned(size_t alignment, size_t size, const void *caller) {
  size = trace_at_least_1(size);
  if (!mm_is_power_of_two(alignment)) {
    return raw_heap_alloc_aligned(alignment, size);
  }
  if (alignment <= HEAP_ALIGNMENT) {
    return trace_alloc(size, caller);
  }
  return trace_begin(
      raw_heap_alloc_aligned(alignment, trace_add(size, alignment)),
      (unsigned)__builtin_ctzl(alignment), size, caller);
}

void *trace_calloc(size_t count, size_t size, const void *caller) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    total = SIZE_MAX;
  }
  total = trace_at_least_1(total);
  return trace_begin(raw_heap_calloc(1, trace_add(total, HEAP_ALIGNMENT)),
                     kTraceLog2, total, caller);
}

void trace_free(void *block, const void *caller) {
  if (block == NULL) {
    return;
  }
  struct trace_record *const record = trace_require(block, caller);
  record->seal = ~record->seal;
  trace_uncount_block(record);
  raw_heap_free(trace_raw(record));
}

size_t trace_usable_size(const void *block, const void *caller) {
  if (block == NULL) {
    return 0;
  }
  const struct trace_record *const record = trace_require(block, caller);
  // The bump heap knows less than the record does.
  const size_t usable =
      raw_heap_usable_size(trace_raw(record)) - trace_offset(record);
  return usable > record->size && usable <= PTRDIFF_MAX ? usable : record->size;
}

// Another block for one that is further behind the start of the heap's block
// than the heap can know.
static void *trace_move(void *block, size_t size, const void *caller) {
  const size_t usable = trace_usable_size(block, caller);
  void *const copy = trace_alloc(size, caller);
  if (copy != NULL) {
    mm_port_copy(copy, block, usable < size ? usable : size);
    trace_free(block, caller);
  }
  return copy;
}

void *trace_realloc(void *block, size_t size, const void *caller) {
  if (block == NULL) {
    return trace_alloc(size, caller);
  }
  if (size == 0) {
    trace_free(block, caller);
    return NULL;
  }
  struct trace_record *const record = trace_require(block, caller);
  if (trace_offset(record) != HEAP_ALIGNMENT) {
    return trace_move(block, size, caller);
  }
  // Where the block was may be somebody else's afterwards: first of all it is
  // freed, so far as its record says.
  const struct trace_record before = *record;
  record->seal = ~record->seal;
  void *const raw = raw_heap_realloc(record, trace_add(size, HEAP_ALIGNMENT));
  if (raw == NULL) {
    record->seal = before.seal;
    return NULL;
  }
  trace_uncount_block(&before);
  return trace_begin(raw, kTraceLog2, size, caller);
}

/*
 * The heap.
 */

void *heap_alloc(size_t size) {
  return trace_alloc(size, __builtin_return_address(0));
}

void *heap_alloc_aligned(size_t alignment, size_t size) {
  return trace_alloc_aligned(alignment, size, __builtin_return_address(0));
}

void *heap_calloc(size_t count, size_t size) {
  return trace_calloc(count, size, __builtin_return_address(0));
}

void *heap_realloc(void *block, size_t size) {
  return trace_realloc(block, size, __builtin_return_address(0));
}

void heap_free(void *block) { trace_free(block, __builtin_return_address(0)); }

size_t heap_usable_size(const void *block) {
  return trace_usable_size(block, __builtin_return_address(0));
}

void *heap_must_alloc(size_t alignment, size_t size) {
  void *const block =
      trace_alloc_aligned(alignment, size, __builtin_return_address(0));
  if (block == NULL) {
    if (!mm_is_power_of_two(alignment)) {
      mm_port_panic("heap: alignment %lu is not a power of two",
                    (unsigned long)alignment);
    }
    heap_out_of_memory(alignment, size);
  }
  return block;
}

void *heap_must_realloc(void *block, size_t size) {
  void *const resized = trace_realloc(block, size, __builtin_return_address(0));
  if (resized == NULL && size != 0) {
    heap_out_of_memory(HEAP_ALIGNMENT, size);
  }
  return resized;
}

void heap_init(void *start, void *end) { raw_heap_init(start, end); }

void heap_reset(void) {
  raw_heap_reset();
  trace_table_clear();
}

bool heap_rewind(size_t used) { return raw_heap_rewind(used); }

void heap_deinit(void) {
  raw_heap_deinit();
  trace_table_clear();
}

void heap_stats(struct heap_stats *stats) {
  raw_heap_stats(stats);
  // As above: what can be asked for is less.
  stats->largest_free = stats->largest_free > HEAP_ALIGNMENT
                            ? stats->largest_free - HEAP_ALIGNMENT
                            : 0;
}

void heap_check(void) { raw_heap_check(); }

void heap_cpu_init(void) { raw_heap_cpu_init(); }

void heap_cpu_deinit(void) { raw_heap_cpu_deinit(); }

void heap_cpu_flush(void) { raw_heap_cpu_flush(); }

// Blocks are shown with their records.
void heap_walk(void (*visit)(void *context, const void *block, size_t size,
                             enum heap_block_state state),
               void *context) {
  raw_heap_walk(visit, context);
}

void heap_out_of_memory(size_t alignment, size_t size) {
  raw_heap_out_of_memory(alignment, size);
}
