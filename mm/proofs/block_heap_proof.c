// SPDX-License-Identifier: Apache-2.0
/**
 * @file Proofs about mm/block_heap: each operation, called once, from every
 * state of a small heap that block_heap_check() allows, with every argument.
 * What one call keeps from any valid state, every sequence of calls keeps, so
 * there is no bound on the number of calls.
 *
 * Bounds. The region has at most PROOF_GRANULES granules of 16 bytes (see
 * block_heap.bzl for how many in which proof): every layout of blocks that
 * fits, free blocks linked in every order, every content of every byte, every
 * end of the region up to that. BLOCK_HEAP_REGION_LOG2 is 10, so every bin is
 * of one size; block_bin() and block_find_bin(), where larger heaps differ,
 * have proofs of their own with all bins of a full-sized heap. Loops exist in
 * block_heap_check() and in what explains damage, and are unwound as often as
 * the region allows.
 *
 * An `it` below is any one byte or block, chosen before the call: what holds
 * for it holds for each.
 */
#include "mm/block_heap.h"

#include <stdint.h>

#include "mm/block_heap_inline.h"
#include "mm/block_heap_internal.h"
#include "tools/cbmc/cbmc.h"

struct block nondet_block(void);

// The region, cut where headers begin: cell n has the header of position n and
// the first half of the granule there. Cell 0, which is before the region, and
// the second half of the last cell, which is behind it, do not exist.
#define CELLS(cell)                                                       \
  cell(1) cell(2) cell(3) cell(4) cell(5) cell(6) cell(7) cell(8) cell(9) \
      cell(10) cell(11) cell(12)
#define DECLARE(n) static struct block cell_##n;
#define SELECT(n) \
  case n:         \
    return n <= PROOF_GRANULES ? &cell_##n : last_cell();
#define FILL(n) cell_##n = nondet_block();
CELLS(DECLARE)

static struct {
  uint32_t before;
  uint32_t size;
} last;

static struct block *last_cell(void) { return (struct block *)(void *)&last; }

// What block_at() becomes, see block_heap.bzl; prove_block_at() is about the
// real one.
struct block *cell_at(uint32_t position) {
  CBMC_PROVE(position >= 1 && position <= PROOF_GRANULES + 1,
             "only positions in the region are looked at");
  switch (position) {
    CELLS(SELECT)
    default:
      return last_cell();
  }
}

// Where owners see it.
static char memory[16 * (PROOF_GRANULES + 1)];

static struct block_heap heap;

// Any block in use, and any word of its owner's.
static struct {
  uint32_t position;
  uint32_t size;
  uint32_t cell;
  unsigned field;
  uint32_t value;
} it;

static uint32_t word_at(uint32_t cell, unsigned field) {
  const struct block *const block = cell_at(cell);
  return field == 0   ? block->before
         : field == 1 ? block->size
         : field == 2 ? block->next
                      : block->previous;
}

// Bit n: a block in use, or a free one, starts at position n.
struct starts {
  uint32_t used;
  uint32_t free;
};

// Of a valid heap.
static struct starts find_starts(void) {
  struct starts found = {0, 0};
  uint32_t position = 1;
  while (position < heap.top) {
    const struct block *const block = block_at(&heap, position);
    const uint32_t bit = UINT32_C(1) << position;
    if (block_is_marked_free(block)) {
      found.free |= bit;
    } else {
      found.used |= bit;
    }
    position += block_size(block);
  }
  return found;
}

static bool is_in(uint32_t blocks, uint32_t position) {
  return position <= PROOF_GRANULES && (blocks >> position & 1) != 0;
}

// What block_heap_check() cannot tell, because owners may write into their
// blocks what looks like a header: whether what is in a bin is a block. And
// that no bin beyond the last one has its bit set.
static bool bins_hold(uint32_t blocks) {
  for (unsigned bin = 0; bin < kBlockHeapBins; bin++) {
    uint32_t position = heap.heads[bin];
    while (position != 0) {
      if (!is_in(blocks, position)) {
        return false;
      }
      position = block_at(&heap, position)->next;
    }
  }
  return heap.bits[kBlockHeapWords - 1] >>
             (kBlockHeapBins - 1) % kBlockHeapWordBits <= 1 &&
         heap.summary >> (kBlockHeapWords - 1) <= 1;
}

static struct starts any_heap(void) {
  CELLS(FILL)
  last.before = nondet_uint32();
  last.size = nondet_uint32();
  heap.base = memory;
  heap.top = nondet_uint32();
  heap.limit = nondet_uint32();
  heap.used = nondet_uint32();
  heap.high = nondet_uint32();
  heap.summary = nondet_size();
  for (unsigned word = 0; word < kBlockHeapWords; word++) {
    heap.bits[word] = nondet_size();
  }
  // There are no larger free blocks: block_heap_check() wants these bins empty.
  for (unsigned bin = 0; bin <= block_bin(PROOF_GRANULES - 1); bin++) {
    heap.heads[bin] = nondet_uint32();
  }
  CBMC_ASSUME(heap.limit <= PROOF_GRANULES + 1);
  CBMC_ASSUME(block_heap_check(&heap));
  const struct starts starts = find_starts();
  CBMC_ASSUME(bins_hold(starts.free));
  return starts;
}

static void choose_it(uint32_t blocks) {
  it.position = nondet_uint32();
  CBMC_ASSUME(is_in(blocks, it.position));
  it.size = block_size(block_at(&heap, it.position));
  // The owner's bytes go from behind one header to the next.
  it.cell = nondet_uint32();
  it.field = nondet_unsigned();
  CBMC_ASSUME(it.cell >= it.position && it.cell < it.position + it.size &&
              it.field < 4 && (it.cell != it.position || it.field >= 2));
  it.value = word_at(it.cell, it.field);
}

// It is what it was.
static void prove_it_is_intact(uint32_t blocks) {
  CBMC_PROVE(is_in(blocks, it.position) &&
                 block_size(block_at(&heap, it.position)) == it.size,
             "every other block is in use, and as large as it was");
  CBMC_PROVE(word_at(it.cell, it.field) == it.value,
             "no byte of another block is changed");
}

static void prove_valid(struct starts starts, uint32_t used) {
  CBMC_PROVE(heap.damage.kind == kMmNoDamage, "no damage is seen");
  CBMC_PROVE(block_heap_check(&heap), "the invariants hold");
  CBMC_PROVE(bins_hold(starts.free), "bins hold free blocks only");
  CBMC_PROVE(heap.used == used, "used granules are those of blocks in use");
}

// What a request that returned null leaves.
static void prove_nothing_changed(const struct block_heap *old) {
  CBMC_PROVE(heap.top == old->top && heap.limit == old->limit &&
                 heap.used == old->used && heap.high == old->high &&
                 heap.summary == old->summary && heap.bits[0] == old->bits[0],
             "nothing changed");
  if (it.position != 0) {
    CBMC_PROVE(word_at(it.cell, it.field) == it.value, "no byte changed");
  }
}

// No free memory is as large as `size` bytes. In a bin of several sizes only
// the first block is looked at.
static void prove_full(struct starts starts, size_t size) {
  CBMC_PROVE((heap.limit - heap.top) * 16 < size + 8, "no room at the top");
  const uint32_t position = nondet_uint32();
  CBMC_ASSUME(is_in(starts.free, position));
  const uint32_t granules = block_size(cell_at(position));
  CBMC_PROVE(granules * 16 < size + 8 || cell_at(position)->previous != 0,
             "no first block of a bin is large enough");
}

// `block` is what a request for `size` bytes returned.
static void prove_block(struct starts starts, const char *block, size_t size) {
  const uint32_t position = block_position(&heap, block);
  CBMC_PROVE((uintptr_t)block % BLOCK_HEAP_GRANULE == 0, "multiple of 16");
  CBMC_PROVE(is_in(starts.used, position), "it is a block");
  CBMC_PROVE(block_bytes(&heap, position) >= size, "it has the bytes");
  CBMC_PROVE(block_bytes(&heap, position) < size + 16 + (size == 0 ? 1 : 0),
             "it has no more than rounding takes");
  if (it.position != 0) {
    prove_it_is_intact(starts.used);
    CBMC_PROVE(position != it.position, "no overlap");
  }
}

void prove_alloc(void) {
  const struct starts before = any_heap();
  const struct block_heap old = heap;
  if (old.used != 0) {
    choose_it(before.used);
  }
  const size_t size = nondet_size();
  const char *const block = block_heap_alloc(&heap, size);
  if (block == NULL) {
    CBMC_REACH(size < 16, "a full heap");
    CBMC_PROVE(heap.damage.kind == kMmNoDamage, "no damage is seen");
    prove_nothing_changed(&old);
    if (!block_is_too_large(size)) {
      prove_full(before, size);
    }
    return;
  }
  CBMC_REACH(old.used != 0 && heap.used < heap.limit - 1,
             "a block among others");
  CBMC_REACH(heap.top == old.top, "a block that was free");
  const struct starts starts = find_starts();
  prove_block(starts, block, size);
  prove_valid(starts,
              old.used + block_size(cell_at(block_position(&heap, block))));
}

void prove_alloc_aligned(void) {
  const struct starts before = any_heap();
  const struct block_heap old = heap;
  if (old.used != 0) {
    choose_it(before.used);
  }
  const size_t size = nondet_size();
  const size_t alignment = nondet_size();
  const char *const block = block_heap_alloc_aligned(&heap, alignment, size);
  const bool proper = alignment != 0 && (alignment & (alignment - 1)) == 0;
  if (block == NULL) {
    CBMC_REACH(proper && size < 16, "no room");
    CBMC_PROVE(heap.damage.kind == kMmNoDamage, "no damage is seen");
    prove_nothing_changed(&old);
    return;
  }
  CBMC_PROVE(proper, "only powers of two");
  CBMC_PROVE(((uintptr_t)block & (alignment - 1)) == 0,
             "multiple of the alignment");
  CBMC_REACH(alignment == 32 && block_position(&heap, block) != old.top &&
                 heap.top != old.top,
             "a block behind a gap");
  CBMC_REACH(alignment == 32 && heap.top == old.top, "a block that was free");
  const struct starts starts = find_starts();
  prove_block(starts, block, size);
  prove_valid(starts,
              old.used + block_size(cell_at(block_position(&heap, block))));
}

void prove_free(void) {
  const struct starts before = any_heap();
  const uint32_t used = heap.used;
  choose_it(before.used);
  const uint32_t position = nondet_uint32();
  CBMC_ASSUME(is_in(before.used, position));
  const uint32_t size = block_size(cell_at(position));
  CBMC_REACH(position != it.position, "one of several blocks");
  const bool done = block_heap_free(&heap, block_address(&heap, position));
  CBMC_PROVE(done, "a block in use can be freed");
  const struct starts starts = find_starts();
  if (position != it.position) {
    prove_it_is_intact(starts.used);
  }
  CBMC_PROVE(!is_in(starts.used, position), "it is no block any more");
  prove_valid(starts, used - size);
}

void prove_resize(void) {
  const struct starts before = any_heap();
  const struct block_heap old = heap;
  choose_it(before.used);
  const uint32_t position = nondet_uint32();
  CBMC_ASSUME(is_in(before.used, position));
  const uint32_t have = block_size(cell_at(position));
  const size_t size = nondet_size();
  const bool done =
      block_heap_resize(&heap, block_address(&heap, position), size);
  const uint32_t now = block_size(cell_at(position));
  if (!done) {
    CBMC_REACH(size < 100, "no room behind the block");
    CBMC_PROVE(heap.damage.kind == kMmNoDamage, "no damage is seen");
    CBMC_PROVE(now == have, "the block is as large as it was");
    prove_nothing_changed(&old);
    return;
  }
  CBMC_REACH(now > have && heap.top == old.top, "into a free block");
  CBMC_REACH(now > have && heap.top > old.top, "into the top");
  CBMC_REACH(now < have && heap.top == old.top, "the end is given back");
  CBMC_REACH(now < have && heap.top < old.top, "the top comes down");
  const struct starts starts = find_starts();
  CBMC_PROVE(is_in(starts.used, position), "it is a block");
  CBMC_PROVE(block_bytes(&heap, position) >= size, "it has the bytes");
  if (position != it.position) {
    prove_it_is_intact(starts.used);
  } else if (it.cell < position + now &&
             (it.cell != position || it.field >= 2)) {
    CBMC_PROVE(word_at(it.cell, it.field) == it.value,
               "what stays of the block is as it was");
  }
  prove_valid(starts, old.used + now - have);
}
