// SPDX-License-Identifier: Apache-2.0
// The walks: figures, integrity, pictures. None of them is on a common path.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/heap.h"
#include "mm/heap_general_internal.h"
#include "mm/heap_seal.h"

#define CALLER __builtin_return_address(0)

// Which slots of one page are free: bit n is slot n.
struct slot_map {
  uint64_t free[2];
  uint64_t cached[2];
};

static bool set_bit(uint64_t *map, unsigned bit) {
  const uint64_t mask = UINT64_C(1) << bit % 64;
  const bool was_set = (map[bit / 64] & mask) != 0;
  map[bit / 64] |= mask;
  return !was_set;
}

static bool get_bit(const uint64_t *map, unsigned bit) {
  return (map[bit / 64] >> bit % 64 & 1) != 0;
}

static bool fail(struct general_heap *heap, enum mm_damage_kind kind,
                 const void *block) {
  heap->blocks.damage = (struct mm_damage){kind, block};
  return false;
}

// Returns the number of the slot at `slot` if it is one of `page`, or -1.
static int slot_number(const struct general_heap *heap, uint32_t page,
                       const struct slot *slot) {
  const uintptr_t offset = (uintptr_t)slot - heap_page_address(heap, page);
  const unsigned bytes = heap->classes[page] * kSlotGranule;
  if (offset % bytes != 0 || offset / bytes >= heap->pages[page].carved) {
    return -1;
  }
  return (int)(offset / bytes);
}

// Marks what is in the page's own list. Returns false if that list is damaged.
static bool map_page(struct general_heap *heap, uint32_t number,
                     struct slot_map *map) {
  const struct page *const page = &heap->pages[number];
  if (page->head == 0) {
    return true;
  }
  const struct slot *slot =
      (const struct slot *)(heap_page_address(heap, number) +
                            (page->head - 1u) * kSlotGranule);
  for (; slot != NULL; slot = slot->next) {
    const int bit = slot_number(heap, number, slot);
    // Twice the same one: the list goes round.
    if (bit < 0 || !set_bit(map->free, (unsigned)bit) ||
        (MM_HARDENED && !slot_is_free(heap->secret, slot))) {
      return fail(heap, kMmFreeListDamaged, slot);
    }
  }
  return true;
}

// Marks what `chain`, of `length` slots, holds of the page.
static bool map_chain(struct general_heap *heap, uint32_t number,
                      struct slot_map *map, const struct slot *chain,
                      size_t length) {
  const unsigned class = heap->classes[number];
  const struct slot *slot = chain;
  for (; slot != NULL && length != 0; slot = slot->next, length--) {
    if ((uintptr_t)slot - heap->base >= heap->end - heap->base ||
        heap->classes[heap_page_of(heap, slot)] != class ||
        (MM_HARDENED && !slot_is_free(heap->secret, slot))) {
      return fail(heap, kMmFreeListDamaged, slot);
    }
    if (heap_page_of(heap, slot) == number) {
      const int bit = slot_number(heap, number, slot);
      if (bit < 0 || !set_bit(map->cached, (unsigned)bit) ||
          get_bit(map->free, (unsigned)bit)) {
        return fail(heap, kMmFreeListDamaged, slot);
      }
    }
  }
  return (slot == NULL && length == 0) || fail(heap, kMmFreeListDamaged, chain);
}

// Marks what this CPU's cache and the depot hold of the page. What another CPU
// has changes meanwhile: it counts as used.
static bool map_caches(struct general_heap *heap, uint32_t number,
                       struct slot_map *map) {
  const unsigned class = heap->classes[number];
  const struct heap_cpu *const cpu = mm_port_cpu_area();
  if (cpu->bytes != 0) {
    const struct slot_list *const list = &cpu->lists[class];
    const struct slot *const spare = cpu->spares[class];
    if (!map_chain(heap, number, map, list->head, kChain - list->room) ||
        !map_chain(heap, number, map, spare, spare != NULL ? kChain : 0)) {
      return false;
    }
  }
  for (unsigned chain = 0; chain < heap->chains[class]; chain++) {
    if (!map_chain(heap, number, map, heap->depot[class][chain], kChain)) {
      return false;
    }
  }
  return true;
}

static unsigned count_bits(const uint64_t *map) {
  unsigned count = 0;
  for (int word = 0; word < 2; word++) {
    for (uint64_t bits = map[word]; bits != 0; bits &= bits - 1) {
      count++;
    }
  }
  return count;
}

// Looks behind every slot of the page that is in use.
static bool check_seals(struct general_heap *heap, uint32_t number,
                        const struct slot_map *map) {
  const size_t bytes = heap->classes[number] * kSlotGranule;
  for (unsigned slot = 0; slot < heap->pages[number].carved; slot++) {
    const void *const block =
        (const void *)(heap_page_address(heap, number) + slot * bytes);
    if (!get_bit(map->free, slot) && !get_bit(map->cached, slot) &&
        !heap_seal_holds(heap->secret, block, bytes)) {
      return fail(heap, kMmOverflow, block);
    }
  }
  return true;
}

static bool check_slots(struct general_heap *heap, uint32_t number) {
  const struct page *const page = &heap->pages[number];
  const unsigned class = heap->classes[number];
  const void *const address = (const void *)heap_page_address(heap, number);
  struct slot_map map = {{0}, {0}};
  if (class >= kClasses || page->state != kPageOfSlots || page->used == 0 ||
      page->used > page->carved || page->carved > kSlotsPerPage[class]) {
    return fail(heap, kMmBooksDamaged, address);
  }
  if (!map_page(heap, number, &map) || !map_caches(heap, number, &map)) {
    return false;
  }
  if (count_bits(map.free) != (unsigned)(page->carved - page->used) ||
      count_bits(map.cached) > page->used) {
    return fail(heap, kMmBooksDamaged, address);
  }
  return !MM_SECURE || !heap_is_alone(heap) || check_seals(heap, number, &map);
}

static bool check_span(struct general_heap *heap, uint32_t number) {
  const void *const block = (const void *)heap_page_address(heap, number);
  return !heap_is_alone(heap) ||
         heap_seal_holds(heap->secret, block, heap_span_size(heap, block)) ||
         fail(heap, kMmOverflow, block);
}

// Walks a list of pages, of `class` or free ones, adding to `count`.
static bool check_list(struct general_heap *heap, uint32_t first,
                       unsigned class, uint32_t *count) {
  uint32_t previous = 0;
  for (uint32_t number = first; number != 0;
       number = heap->pages[number].next) {
    if (number < heap->first_page || number >= heap->page_count ||
        heap->classes[number] != class ||
        heap->pages[number].previous != previous ||
        ++*count > heap->page_count) {
      return fail(heap, kMmBooksDamaged, NULL);
    }
    previous = number;
  }
  return true;
}

static bool check_lists(struct general_heap *heap, uint32_t free,
                        uint32_t partial) {
  uint32_t listed = 0;
  if (!check_list(heap, heap->free_pages, 0, &listed)) {
    return false;
  }
  uint32_t listed_partial = 0;
  for (unsigned class = 1; class < kClasses; class ++) {
    if (!check_list(heap, heap->partial[class], class, &listed_partial)) {
      return false;
    }
  }
  return (listed == free && listed_partial == partial) ||
         fail(heap, kMmBooksDamaged, NULL);
}

static bool check_pages(struct general_heap *heap) {
  uint32_t free = 0;
  uint32_t partial = 0;
  for (uint32_t number = heap->first_page; number < heap->page_count;
       number++) {
    const struct page *const page = &heap->pages[number];
    const unsigned class = heap->classes[number];
    if (class != 0 && class != kSpan) {
      if (!check_slots(heap, number)) {
        return false;
      }
      partial += page->used < kSlotsPerPage[class];
    } else if (page->state == kPageFree) {
      free++;
    } else if (page->state == kPageSpan) {
      if (!check_span(heap, number)) {
        return false;
      }
    } else if (page->state != kPageSpanned) {
      return fail(heap, kMmBooksDamaged,
                  (const void *)heap_page_address(heap, number));
    }
  }
  return check_lists(heap, free, partial);
}

static void check_block(void *context, const void *block, size_t size,
                        bool used) {
  struct general_heap *const heap = context;
  if (used && !heap_seal_holds(heap->secret, block, size)) {
    fail(heap, kMmOverflow, block);
  }
}

void heap_check(void) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  if (heap->end != 0 && block_heap_check(&heap->blocks) && check_pages(heap) &&
      MM_SECURE) {
    block_heap_walk(&heap->blocks, check_block, heap);
  }
  heap_unlock(heap, state, CALLER);
}

// Slots that all caches and the depot hold, in bytes.
static size_t cached_bytes(const struct general_heap *heap,
                           size_t *allocations) {
  size_t bytes = 0;
  for (const struct heap_cpu *cpu = heap->cpus; cpu != NULL; cpu = cpu->next) {
    // Another CPU goes on meanwhile: its figures are of about now.
    struct heap_cpu now;
    mm_port_copy(&now, cpu, sizeof now);
    for (unsigned class = 1; class < kClasses; class ++) {
      const size_t spare = now.spares[class] != NULL ? kChain : 0;
      bytes += (kChain - now.lists[class].room + spare) * class * kSlotGranule;
    }
    *allocations += now.allocations;
  }
  for (unsigned class = 1; class < kClasses; class ++) {
    bytes += (size_t)heap->chains[class] * kChain * class * kSlotGranule;
  }
  return bytes;
}

// What pages hand out, and what is in free pages.
static size_t slot_bytes(const struct general_heap *heap) {
  size_t bytes = 0;
  for (uint32_t page = heap->first_page; page < heap->page_count; page++) {
    bytes += heap->pages[page].state == kPageOfSlots
                 ? (size_t)heap->pages[page].used * heap->classes[page] *
                       kSlotGranule
             : heap->pages[page].state == kPageFree ? 0
                                                    : kPageBytes;
  }
  return bytes;
}

static size_t largest_free(const struct general_heap *heap) {
  const size_t largest = block_heap_largest_free(&heap->blocks);
  return largest > kSealBytes ? largest - kSealBytes : 0;
}

void heap_stats(struct heap_stats *stats) {
  struct general_heap *const heap = general_heap();
  struct block_heap_stats blocks = {0};
  *stats = (struct heap_stats){0};
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  if (heap->end != 0) {
    block_heap_stats(&heap->blocks, &blocks);
    const uintptr_t gap_end = heap_page_address(heap, heap->first_page);
    // What is neither block heap nor pages: the books.
    const size_t books = gap_end - heap->start - blocks.size;
    size_t allocations = heap->uncached;
    const size_t cached = cached_bytes(heap, &allocations);
    const size_t size = heap->end - heap->start;
    const size_t used = books + blocks.used + slot_bytes(heap) - cached;
    const size_t high =
        books + blocks.high +
        ((size_t)(heap->page_count - heap->lowest_page) << kPageShift);
    *stats = (struct heap_stats){
        .start = heap->start,
        .end = heap->end,
        .size = size,
        .used = used,
        .free = size - used,
        .peak = high < size ? high : size,
        .largest_free = largest_free(heap),
        .allocations = allocations,
        .failures = heap->failures,
    };
  }
  heap_unlock(heap, state, CALLER);
}

struct visitor {
  void (*visit)(void *context, const void *block, size_t size,
                enum heap_block_state state);
  void *context;
};

static void visit_block(void *context, const void *block, size_t size,
                        bool used) {
  const struct visitor *const visitor = context;
  visitor->visit(visitor->context, block, size,
                 used ? kHeapBlockUsed : kHeapBlockFree);
}

static void visit_slots(struct general_heap *heap, uint32_t number,
                        const struct visitor *visitor) {
  const unsigned bytes = heap->classes[number] * kSlotGranule;
  const char *const address = (const char *)heap_page_address(heap, number);
  const unsigned carved = heap->pages[number].carved;
  struct slot_map map = {{0}, {0}};
  if (!map_page(heap, number, &map) || !map_caches(heap, number, &map)) {
    return;
  }
  for (unsigned slot = 0; slot < carved; slot++) {
    visitor->visit(visitor->context, address + slot * bytes, bytes,
                   get_bit(map.free, slot)     ? kHeapBlockFree
                   : get_bit(map.cached, slot) ? kHeapBlockCached
                                               : kHeapBlockUsed);
  }
  if (carved * bytes < kPageBytes) {
    visitor->visit(visitor->context, address + carved * bytes,
                   kPageBytes - carved * bytes, kHeapBlockFree);
  }
}

void heap_walk(void (*visit)(void *context, const void *block, size_t size,
                             enum heap_block_state state),
               void *context) {
  struct general_heap *const heap = general_heap();
  struct visitor visitor = {visit, context};
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  if (heap->end != 0) {
    visit(context, (const void *)heap->start,
          (uintptr_t)heap->blocks.base + BLOCK_HEAP_GRANULE -
              BLOCK_HEAP_HEADER - heap->start,
          kHeapBooks);
    block_heap_walk(&heap->blocks, visit_block, &visitor);
    uint32_t pages = 1;
    for (uint32_t page = heap->first_page; page < heap->page_count;
         page += pages) {
      const struct page *const first = &heap->pages[page];
      pages = first->state == kPageSpan ? first->next : 1;
      if (first->state == kPageOfSlots) {
        visit_slots(heap, page, &visitor);
      } else {
        visit(context, (const void *)heap_page_address(heap, page),
              (size_t)pages << kPageShift,
              first->state == kPageFree ? kHeapBlockFree : kHeapBlockUsed);
      }
    }
  }
  heap_unlock(heap, state, CALLER);
}
