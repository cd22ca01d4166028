// SPDX-License-Identifier: Apache-2.0
/**
 * @file Proofs about mm/block_heap that do not depend on what the region holds:
 * its bins, its rounding and where its blocks lie.
 *
 * Bounds. None but the widths of the types: a heap with all bins of the largest
 * region that mm is built for unless told otherwise, any bits, any sizes, any
 * positions, any alignment of the region.
 */
#include <stdint.h>

#include "mm/block_heap.h"
#include "mm/block_heap_inline.h"
#include "mm/block_heap_internal.h"
#include "tools/cbmc/cbmc.h"

static const uint32_t kMostGranules =
    (uint32_t)(((size_t)1 << BLOCK_HEAP_REGION_LOG2) / BLOCK_HEAP_GRANULE - 1);

// Every size has a bin, larger sizes have no lower bins, and what is in a bin
// above that of a request is large enough for it.
void prove_block_bin(void) {
  const uint32_t size = nondet_uint32();
  const uint32_t larger = nondet_uint32();
  CBMC_ASSUME(size >= 1 && size <= larger && larger <= kMostGranules);
  const unsigned bin = block_bin(size);
  const unsigned other = block_bin(larger);
  CBMC_REACH(size == kMostGranules, "the largest block");
  CBMC_PROVE(bin >= 1 && other < kBlockHeapBins, "every size has a bin");
  CBMC_PROVE(bin <= other, "larger blocks are in higher bins");
  CBMC_PROVE(size >= kBlockHeapExactBins || bin == size,
             "small sizes have a bin each");
  CBMC_PROVE(bin != other || larger - size <= size >> BLOCK_HEAP_BINS_LOG2,
             "sizes of one bin differ by a part of them at most");
}

// The first bin from `bin` on whose bit is set.
void prove_block_find_bin(void) {
  struct block_heap heap;
  for (unsigned word = 0; word < kBlockHeapWords; word++) {
    heap.bits[word] = nondet_size();
  }
  heap.summary = nondet_size();
  const unsigned any = nondet_unsigned();
  CBMC_ASSUME(any < kBlockHeapWords);
  for (unsigned word = 0; word < kBlockHeapWords; word++) {
    CBMC_ASSUME((heap.summary >> word & 1) == (heap.bits[word] != 0));
  }
  CBMC_ASSUME(heap.summary >> (kBlockHeapWords - 1) <= 1);
  CBMC_ASSUME(heap.bits[kBlockHeapWords - 1] >>
              (kBlockHeapBins - 1) % kBlockHeapWordBits <= 1);
  const unsigned bin = nondet_unsigned();
  // A bin behind the own bin of the largest request.
  CBMC_ASSUME(bin < kBlockHeapBins);
  const unsigned found = block_find_bin(&heap, bin);
  CBMC_REACH(found == kBlockHeapBins, "no bin");
  CBMC_REACH(found / kBlockHeapWordBits > bin / kBlockHeapWordBits + 1 &&
                 found < kBlockHeapBins,
             "a bin of a later word");
  CBMC_PROVE(found >= bin && found <= kBlockHeapBins, "not before");
  CBMC_PROVE(
      found == kBlockHeapBins ||
          (heap.bits[found / kBlockHeapWordBits] >> found % kBlockHeapWordBits &
           1) != 0,
      "its bit is set");
  const unsigned between = nondet_unsigned();
  CBMC_ASSUME(between >= bin && between < found);
  CBMC_PROVE(
      (heap.bits[between / kBlockHeapWordBits] >> between % kBlockHeapWordBits &
       1) == 0,
      "no bit before it is");
}

// Requests are rounded up, and cut off nowhere.
void prove_block_granules_for(void) {
  const size_t size = nondet_size();
  CBMC_ASSUME(!block_is_too_large(size));
  const size_t granules = block_granules_for(size);
  CBMC_PROVE(granules >= 1 && granules * BLOCK_HEAP_GRANULE >= size + 8,
             "room for header and bytes");
  CBMC_PROVE(granules * BLOCK_HEAP_GRANULE - (size + 8) < BLOCK_HEAP_GRANULE,
             "no more than rounding takes");
  CBMC_PROVE(granules <= kMostGranules + 2, "hardly more than there may be");
  CBMC_PROVE(block_bin((uint32_t)granules) < kBlockHeapBins, "it has a bin");
  CBMC_PROVE(granules > kMostGranules ||
                 block_bin((uint32_t)granules) + 1 < kBlockHeapBins,
             "if a block can be as large, there is a bin behind it");
}

// A region made anywhere: rounding, figures, and that headers and blocks lie
// inside it, one granule apart.
void prove_block_heap_init(void) {
  // 16 before: what position 0 would be begins at most 8 bytes before the
  // region. Nobody goes there, but C has no pointers outside an object.
  const size_t before = nondet_size();
  const size_t size = nondet_size();
  CBMC_ASSUME(before >= 16 && before < 64 && size < SIZE_MAX >> 10);
  char *const memory = (char *)cbmc_any_object(before + size) + before;
  struct block_heap heap;
  if (!block_heap_init(&heap, memory, size)) {
    CBMC_REACH(size == 23, "a region too small");
    CBMC_PROVE(size < 39 || size >= (size_t)1 << BLOCK_HEAP_REGION_LOG2,
               "what can be a region is not refused");
    return;
  }
  CBMC_REACH(size % 16 == 7 && before % 16 == 5, "a region of ragged ends");
  CBMC_PROVE(heap.top == 1 && heap.used == 0 && heap.summary == 0, "empty");
  CBMC_PROVE(heap.limit >= 2 && heap.limit - 1 <= kMostGranules,
             "one granule at least");
  const uint32_t position = nondet_uint32();
  CBMC_ASSUME(position >= 1 && position <= heap.limit);
  const char *const header = (const char *)block_at(&heap, position);
  const char *const block = block_address(&heap, position);
  CBMC_PROVE((uintptr_t)block % BLOCK_HEAP_GRANULE == 0, "multiple of 16");
  CBMC_PROVE(block - header == BLOCK_HEAP_HEADER, "behind its header");
  CBMC_PROVE((const char *)block_of(&heap, block) == header,
             "its header is found from there, too");
  CBMC_PROVE(header >= memory, "behind the region's start");
  CBMC_PROVE(block <= memory + size, "before the region's end");
  CBMC_PROVE(position == heap.limit ||
                 (const char *)block_at(&heap, position + 1) - header ==
                     BLOCK_HEAP_GRANULE,
             "a granule after the one before");
  CBMC_PROVE(block_position(&heap, block) == position, "and back");
}
