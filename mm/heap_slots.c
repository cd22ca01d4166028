// SPDX-License-Identifier: Apache-2.0
// Slots: pages are cut into them, caches are filled from and emptied into them.
#include "mm/heap_general_internal.h"

#define PER_PAGE(granules) (kPageBytes / kSlotGranule / (granules))
const uint8_t kSlotsPerPage[kClasses] = {
    0,
    PER_PAGE(1),
    PER_PAGE(2),
    PER_PAGE(3),
    PER_PAGE(4),
    PER_PAGE(5),
    PER_PAGE(6),
    PER_PAGE(7),
    PER_PAGE(8),
    PER_PAGE(9),
    PER_PAGE(10),
    PER_PAGE(11),
    PER_PAGE(12),
    PER_PAGE(13),
};

static uint32_t open_page(struct general_heap *heap, unsigned class) {
  const uint32_t page = heap_page_take(heap);
  if (page != 0) {
    heap->classes[page] = (uint8_t)class;
    heap->pages[page] = (struct page){.state = kPageOfSlots};
    heap->partial[class] = page;
  }
  return page;
}

// Moves slots from the page's list to the chain at `chain` until that has
// kFetch. `got` is how many it has.
static unsigned take_listed(struct general_heap *heap, uint32_t number,
                            unsigned got, struct slot **chain) {
  struct page *const page = &heap->pages[number];
  const uintptr_t address = heap_page_address(heap, number);
  struct slot *slot =
      (struct slot *)(address + (page->head - 1u) * kSlotGranule);
  struct slot *head = *chain;
  do {
    struct slot *const next = slot->next;
    if (MM_HARDENED && MM_UNLIKELY(!slot_is_free(heap->secret, slot))) {
      heap->blocks.damage = (struct mm_damage){kMmFreeListDamaged, slot};
      break;
    }
    slot_link(heap->secret, slot, head);
    head = slot;
    slot = next;
    got++;
  } while (slot != NULL && got < kFetch);
  *chain = head;
  page->head = slot == NULL
                   ? 0
                   : (uint8_t)(((uintptr_t)slot - address) / kSlotGranule + 1);
  return got;
}

// Like take_listed(), of what was never handed out.
static unsigned take_raw(struct general_heap *heap, uint32_t number,
                         unsigned class, unsigned got, struct slot **chain) {
  struct page *const page = &heap->pages[number];
  const uintptr_t bytes = class * kSlotGranule;
  unsigned take = kSlotsPerPage[class] - (unsigned)page->carved;
  if (take > kFetch - got) {
    take = kFetch - got;
  }
  uintptr_t address = heap_page_address(heap, number) + page->carved * bytes;
  struct slot *head = *chain;
  for (unsigned left = take; left != 0; left--) {
    struct slot *const slot = (struct slot *)address;
    slot_link(heap->secret, slot, head);
    head = slot;
    address += bytes;
  }
  *chain = head;
  page->carved = (uint8_t)(page->carved + take);
  return got + take;
}

struct slot *heap_slots_take(struct general_heap *heap, unsigned class,
                             unsigned *got) {
  const unsigned chains = heap->chains[class];
  if (chains != 0) {
    heap->chains[class] = (uint8_t)(chains - 1);
    *got = kChain;
    return heap->depot[class][chains - 1];
  }
  // One page is enough: what takes long when it is rare is rare when it is
  // long.
  uint32_t number = heap->partial[class];
  if (number == 0) {
    number = open_page(heap, class);
    if (number == 0) {
      return NULL;
    }
  }
  struct page *const page = &heap->pages[number];
  struct slot *chain = NULL;
  unsigned have = 0;
  if (page->head != 0) {
    have = take_listed(heap, number, 0, &chain);
    if (MM_HARDENED && MM_UNLIKELY(heap->blocks.damage.kind != kMmNoDamage)) {
      return NULL;
    }
  }
  if (have < kFetch && page->carved < kSlotsPerPage[class]) {
    have = take_raw(heap, number, class, have, &chain);
  }
  const unsigned used = page->used + have;
  page->used = (uint8_t)used;
  if (used == kSlotsPerPage[class]) {
    heap_page_unlink(heap, &heap->partial[class], number);
  }
  *got = have;
  return chain;
}

bool heap_chain_keep(struct general_heap *heap, unsigned class,
                     struct slot *chain) {
  const unsigned chains = heap->chains[class];
  if (chains == kDepot) {
    return false;
  }
  heap->depot[class][chains] = chain;
  heap->chains[class] = (uint8_t)(chains + 1);
  return true;
}

bool heap_slot_give(struct general_heap *heap, struct slot *slot) {
  const uint32_t number = heap_page_of(heap, slot);
  struct page *const page = &heap->pages[number];
  const unsigned class = heap->classes[number];
  const uintptr_t address = heap_page_address(heap, number);
  const unsigned offset = (unsigned)((uintptr_t)slot - address);
  if (MM_HARDENED &&
      MM_UNLIKELY(offset >= page->carved * class * kSlotGranule ||
                  page->used == 0)) {
    heap->blocks.damage = (struct mm_damage){kMmNotABlock, slot};
    return false;
  }
  slot_link(heap->secret, slot,
            page->head == 0
                ? NULL
                : (struct slot *)(address + (page->head - 1u) * kSlotGranule));
  page->head = (uint8_t)(offset / kSlotGranule + 1);
  if (page->used == kSlotsPerPage[class]) {
    heap_page_push(heap, &heap->partial[class], number);
  }
  if (--page->used == 0) {
    heap_page_unlink(heap, &heap->partial[class], number);
    heap_page_give(heap, number);
  }
  return true;
}

MM_SMALL bool heap_chain_give(struct general_heap *heap, struct slot *slot) {
  while (slot != NULL) {
    if (MM_HARDENED && MM_UNLIKELY(!slot_is_free(heap->secret, slot))) {
      heap->blocks.damage = (struct mm_damage){kMmFreeListDamaged, slot};
      return false;
    }
    struct slot *const next = slot->next;
    if (MM_UNLIKELY(!heap_slot_give(heap, slot))) {
      return false;
    }
    slot = next;
  }
  return true;
}

// Gives all of one class back that `cpu`, which has a cache, holds.
static bool drain_cache(struct general_heap *heap, struct heap_cpu *cpu,
                        unsigned class) {
  struct slot_list *const list = &cpu->lists[class];
  struct slot *const listed = list->head;
  struct slot *const spare = cpu->spares[class];
  list->head = NULL;
  list->room = kChain;
  cpu->spares[class] = NULL;
  return heap_chain_give(heap, listed) && heap_chain_give(heap, spare);
}

static bool drain_depot(struct general_heap *heap, unsigned class) {
  bool done = true;
  while (done && heap->chains[class] != 0) {
    done = heap_chain_give(heap, heap->depot[class][--heap->chains[class]]);
  }
  return done;
}

MM_SMALL bool heap_drain(struct general_heap *heap, struct heap_cpu *cpu) {
  bool done = true;
  // One without a cache has nothing, and its area may be others', too.
  const bool cached = cpu->bytes != 0;
  if (cached) {
    cpu->flush = false;
  }
  for (unsigned class = 1; class < kClasses && done; class ++) {
    if (cached &&
        (cpu->lists[class].head != NULL || cpu->spares[class] != NULL)) {
      done = drain_cache(heap, cpu, class);
    }
    done = done && drain_depot(heap, class);
  }
  return done;
}
