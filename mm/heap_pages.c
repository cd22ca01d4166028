// SPDX-License-Identifier: Apache-2.0
// Pages of slots: where they come from and where they go. Constant time, except
// for the search for a span, which is the last thing before a request fails.
#include "mm/heap_general_internal.h"
#include "mm/heap_seal.h"

// How many pages go to the gap at once. More may lie next to it: they go when
// the next one does, or when somebody runs out of memory.
enum { kRetreat = 2 };

static void push_free(struct general_heap *heap, uint32_t page) {
  heap_page_push(heap, &heap->free_pages, page);
  heap->pages[page].state = kPageFree;
}

static void unlink_free(struct general_heap *heap, uint32_t page) {
  heap_page_unlink(heap, &heap->free_pages, page);
}

uint32_t heap_page_take(struct general_heap *heap) {
  uint32_t page = heap->free_pages;
  if (page != 0) {
    unlink_free(heap, page);
    return page;
  }
  if (heap->blocks.limit - heap->blocks.top < kPageBytes / BLOCK_HEAP_GRANULE) {
    return 0;
  }
  heap->blocks.limit -= kPageBytes / BLOCK_HEAP_GRANULE;
  page = heap->first_page - 1;
  heap->first_page = page;
  if (heap->lowest_page > page) {
    heap->lowest_page = page;
  }
  return page;
}

static __attribute__((noinline)) void retreat(struct general_heap *heap,
                                              uint32_t most) {
  uint32_t page = heap->first_page;
  while (most-- != 0 && page != heap->page_count &&
         heap->pages[page].state == kPageFree) {
    unlink_free(heap, page);
    page++;
  }
  heap->blocks.limit +=
      (page - heap->first_page) * (kPageBytes / BLOCK_HEAP_GRANULE);
  heap->first_page = page;
}

void heap_page_give(struct general_heap *heap, uint32_t page) {
  heap->classes[page] = 0;
  push_free(heap, page);
  if (page == heap->first_page) {
    retreat(heap, kRetreat);
  }
}

void heap_pages_retreat(struct general_heap *heap) {
  retreat(heap, heap->page_count);
}

MM_SMALL void *heap_span_take(struct general_heap *heap, size_t size) {
  const uint32_t want = (uint32_t)((size + kPageBytes - 1) >> kPageShift);
  uint32_t run = 0;
  if (size == 0 || size > ((size_t)heap->page_count << kPageShift) ||
      heap->free_pages == 0) {
    return NULL;
  }
  for (uint32_t page = heap->first_page; page < heap->page_count; page++) {
    run = heap->pages[page].state == kPageFree ? run + 1 : 0;
    if (run == want) {
      const uint32_t first = page + 1 - want;
      for (uint32_t each = first; each <= page; each++) {
        unlink_free(heap, each);
        heap->pages[each].state = kPageSpanned;
      }
      heap->pages[first].state = kPageSpan;
      heap->pages[first].next = (page_number)want;
      heap->pages[first].previous =
          (page_number)((((size_t)want << kPageShift) - size) / kSlotGranule);
      heap->classes[first] = kSpan;
      return (void *)heap_page_address(heap, first);
    }
  }
  return NULL;
}

MM_SMALL size_t heap_span_size(const struct general_heap *heap,
                               const void *pointer) {
  const uint32_t page = heap_page_of(heap, pointer);
  if (page < heap->first_page || page >= heap->page_count ||
      heap->pages[page].state != kPageSpan ||
      (uintptr_t)pointer != heap_page_address(heap, page)) {
    return 0;
  }
  return ((size_t)heap->pages[page].next << kPageShift) -
         (size_t)heap->pages[page].previous * kSlotGranule;
}

MM_SMALL bool heap_span_free(struct general_heap *heap, void *pointer) {
  const size_t have = heap_span_size(heap, pointer);
  uint32_t page = heap_page_of(heap, pointer);
  if (have == 0) {
    // What was a slot or a span once is most likely given back twice.
    const bool was_free = heap->pages[page].state == kPageFree;
    heap->blocks.damage =
        (struct mm_damage){was_free ? kMmDoubleFree : kMmNotABlock, pointer};
    return false;
  }
  if (!heap_seal_holds(heap->secret, pointer, have)) {
    heap->blocks.damage = (struct mm_damage){kMmOverflow, pointer};
    return false;
  }
  const uint32_t end = page + heap->pages[page].next;
  heap->classes[page] = 0;
  for (; page < end; page++) {
    push_free(heap, page);
  }
  heap_pages_retreat(heap);
  return true;
}
