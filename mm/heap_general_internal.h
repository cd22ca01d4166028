// SPDX-License-Identifier: Apache-2.0
/**
 * @file How the general heap is laid out: shared by its files, and by whoever
 * has to know how much memory a thread's cache takes.
 *
 *   start                                                            end
 *   | page map | blocks ->        (gap)              <- pages of slots |
 *
 * Requests of up to kSlotMaximum bytes get a slot: pages of 1 KiB, each cut
 * into slots of one size, are taken from the high end downwards. What is larger
 * is a block of the block heap, which grows from the low end upwards. The gap
 * between them belongs to whoever comes first. So small and large never share a
 * page, and a slot needs no header: its page says how large it is.
 */
#ifndef DAEDALUS_MM_HEAP_GENERAL_INTERNAL_H_
#define DAEDALUS_MM_HEAP_GENERAL_INTERNAL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/block_heap.h"
#include "mm/hardening.h"
#include "mm/likely.h"
#include "mm/port.h"
#include "mm/pressure.h"

enum {
  kPageShift = 10,
  kPageBytes = 1 << kPageShift,
  kSlotGranule = 16,
  kSlotMaximum = 208,
  /** Class c has slots of 16 c bytes; 0 is no class: not a page of slots. */
  kClasses = kSlotMaximum / kSlotGranule + 1,
  /** In place of the class: the first page of a span. */
  kSpan = kClasses,
  /** Slots that a CPU's list has at most, and that chains have. */
  kChain = 16,
  /** Slots that are cut from a page at once: it is what the slowest allocation
   * waits for. */
  kFetch = 12,
  /** Chains of each class that wait for a CPU to want them. */
  kDepot = 8,
  /** Bytes that a canary takes from every block. More than a word: a slot's
   * second word must never be both that and struct slot's seal. */
  kSealBytes = MM_SECURE ? 16 : 0,
};

/** A free slot: in a cache or in its page's list. */
struct slot {
  struct slot *next;
  uintptr_t seal; /**< slot_seal(): marks a free slot, and guards `next`. */
};

/** What one CPU keeps of one class: up to kChain slots. */
struct slot_list {
  struct slot *head; /**< Null: none. */
  size_t room;       /**< How many more it takes. */
};

/** Tells multiples of a class's size: begins_slot(). */
struct reciprocal {
  uint32_t factor;
  uint32_t limit;
};

/**
 * A CPU's own part of the heap. Only its CPU touches it, with interrupts
 * masked, so the common paths take no lock. All zero it is a cache that has
 * nothing and takes nothing.
 */
struct heap_cpu {
  uintptr_t base;         /**< Address of page 0. */
  size_t bytes;           /**< From there to the end of the region. */
  const uint8_t *classes; /**< Class of each page. */
  uintptr_t secret;       /**< Part of every seal. */
  /** One per class, and one for spans that never has room. */
  struct slot_list lists[kClasses + 1];
  struct slot *spares[kClasses]; /**< A full list each, or null. */
  struct reciprocal reciprocals[kClasses + 1];
  struct heap_cpu *next; /**< The next CPU's. */
  size_t allocations;    /**< Handed out without the lock, if counted. */
  bool flush;            /**< Asked to give back what it has. */
};

_Static_assert(sizeof(struct heap_cpu) <= MM_PORT_BOOT_AREA_BYTES,
               "before heap_init() there must be zeroes in its place");

/** The number of a page. A small one, since there is a struct page for every
 * page of the region: 0.8 % of it, or 1.2 % if it may be larger than 64 MiB. */
#if BLOCK_HEAP_REGION_LOG2 <= 26
typedef uint16_t page_number;
#else
typedef uint32_t page_number;
#endif

/** Pages that have a number each, page 0 included. */
#define MOST_PAGES ((uint64_t)(page_number) - 1 + 1)

/** A page of slots, or a page that was one. */
struct page {
  page_number next; /**< In the list of its class or of free pages; 0: last. */
  page_number previous; /**< 0: first. */
  uint8_t head;   /**< First free slot: its offset in granules + 1, or 0. */
  uint8_t used;   /**< Slots handed out, to callers or to caches. */
  uint8_t carved; /**< Slots that were ever handed out: the rest is raw. */
  uint8_t state;  /**< enum page_state */
};

enum page_state {
  kPageOfSlots = 1,
  kPageFree,    /**< In the list of free pages. */
  kPageSpan,    /**< First of a run that is one block; `next` is its length in
                     pages, `previous` how many granules it does not need. */
  kPageSpanned, /**< Others of such a run. */
};

/** The heap. All zero before heap_init(). What is used most comes first, and so
 * does the block heap: only fields near the start can be read two at a time. */
struct general_heap {
  struct mm_port_lock lock;
  uintptr_t base;   /**< Address of page 0. */
  size_t bytes;     /**< From there to the end. */
  uint8_t *classes; /**< Class of each page. */
  uintptr_t secret;
  struct block_heap blocks;
  uintptr_t start;
  uintptr_t end;
  struct page *pages;
  uint32_t page_count; /**< Pages from `base` to the end; page 0 is not used. */
  uint32_t first_page; /**< Lowest page that is not the block heap's. */
  uint32_t lowest_page;       /**< The lowest that first_page ever was. */
  uint32_t free_pages;        /**< First of the list. */
  uint32_t partial[kClasses]; /**< Pages that have a slot to give. */
  uint8_t chains[kClasses];   /**< Chains in the depot. */
  struct slot *depot[kClasses][kDepot]; /**< First slot of each. */
  size_t failures;
  size_t uncached;          /**< Handed out with the lock, if counted. */
  struct heap_cpu *cpus;    /**< All caches. */
  struct heap_cpu boot_cpu; /**< Of the CPU that called heap_init(). */
};

/** Where a pointer into the region belongs. */
static inline uint32_t heap_page_of(const struct general_heap *heap,
                                    const void *pointer) {
  return (uint32_t)(((uintptr_t)pointer - heap->base) >> kPageShift);
}

static inline uintptr_t heap_page_address(const struct general_heap *heap,
                                          uint32_t page) {
  return heap->base + ((uintptr_t)page << kPageShift);
}

/** Returns whether a slot of `bytes` that was ever handed out begins at
 * `pointer`, which is in a page of them. */
static inline bool heap_is_slot(const struct general_heap *heap,
                                const void *pointer, size_t bytes) {
  const uint32_t page = heap_page_of(heap, pointer);
  const size_t offset = (uintptr_t)pointer - heap_page_address(heap, page);
  return offset % bytes == 0 && offset / bytes < heap->pages[page].carved;
}

/** Returns what `seal` is in a free slot: no one else writes that by chance. */
static inline uintptr_t slot_seal(uintptr_t secret, const struct slot *slot,
                                  const struct slot *next) {
  return secret ^ (uintptr_t)slot ^ (uintptr_t)next;
}

static inline bool slot_is_free(uintptr_t secret, const struct slot *slot) {
  return slot_seal(secret, slot, slot->next) == slot->seal;
}

/** Returns the class of slots for `size` bytes; 0 for 0. */
static inline unsigned slot_class(size_t size) {
  return (unsigned)((size + kSealBytes + kSlotGranule - 1) / kSlotGranule);
}

/** Links `slot` before `next` and seals it. */
static inline void slot_link(uintptr_t secret, struct slot *slot,
                             struct slot *next) {
  slot->next = next;
  if (MM_HARDENED) {
    slot->seal = slot_seal(secret, slot, next);
  }
}

/** Slots that a page of each class has. */
extern const uint8_t kSlotsPerPage[kClasses];

/** The one heap. */
extern struct general_heap general_heap_storage;

static inline struct general_heap *general_heap(void) {
  return mm_port_opaque(&general_heap_storage);
}

/** Returns whether this CPU has a cache and no other CPU has one, so that no
 * slot changes hands meanwhile. */
static inline bool heap_is_alone(const struct general_heap *heap) {
  return heap->cpus == mm_port_cpu_area() && heap->cpus->next == NULL;
}

/** Takes up pressure's limit and the block heap's, either of which may have
 * changed. Needs the lock. */
static inline void heap_watch(struct general_heap *heap) {
  // Of all granules there are limit - 1; low if fewer are free than these.
  const size_t low = pressure_limit() / BLOCK_HEAP_GRANULE;
  const uint32_t limit = heap->blocks.limit;
  heap->blocks.notice = low < limit ? limit - (uint32_t)low : 0;
}

/** Returns whether so little is free that pressure has to hear of it, as far as
 * the last heap_watch() knew. Needs the lock. */
static inline bool heap_is_low(const struct general_heap *heap) {
  return heap->blocks.used >= heap->blocks.notice;
}

/** Ends what locking the heap with `state` began, tells pressure that `block`,
 * just handed out, took `taken` bytes, and returns it. */
void *heap_note_low(void *block, size_t taken, mm_port_lock_state state)
    __attribute__((cold));

/** Panics, naming `caller`, with the damage that was found. */
_Noreturn void heap_report(const struct general_heap *heap, const void *caller);

/** Ends what mm_port_lock() on the heap's lock began, and everything else if
 * damage was found meanwhile. */
static inline void heap_unlock(struct general_heap *heap,
                               mm_port_lock_state state, const void *caller) {
  const bool damaged = heap->blocks.damage.kind != kMmNoDamage;
  mm_port_unlock(&heap->lock, state);
  if (MM_UNLIKELY(damaged)) {
    heap_report(heap, caller);
  }
}

/** Returns a block of `size` bytes, null if there is none at hand: asks nobody
 * for memory and counts no failure. Panics, naming `caller`, if it finds
 * damage.
 */
void *heap_take(size_t size, const void *caller);

/** Makes `cpu`, all zero, an empty cache. Needs the lock. */
void heap_cpu_prepare(struct general_heap *heap, struct heap_cpu *cpu);

/** Returns how many bytes of `block` were asked for or may be used, and writes
 * to `have` how many it has with its seal; 0 with blocks.damage set if it is
 * not a block in use or its seal is broken. Needs the lock. */
size_t heap_usable_bytes(struct general_heap *heap, const void *block,
                         size_t *have);

/*
 * Pages (heap_pages.c). All need the lock.
 */

/** Puts `page` first in the list that begins with `*first`. */
static inline void heap_page_push(struct general_heap *heap, uint32_t *first,
                                  uint32_t page) {
  const uint32_t next = *first;
  heap->pages[page].next = (page_number)next;
  heap->pages[page].previous = 0;
  if (next != 0) {
    heap->pages[next].previous = (page_number)page;
  }
  *first = page;
}

/** Takes `page` out of the list that begins with `*first`. */
static inline void heap_page_unlink(struct general_heap *heap, uint32_t *first,
                                    uint32_t page) {
  const uint32_t next = heap->pages[page].next;
  const uint32_t previous = heap->pages[page].previous;
  if (next != 0) {
    heap->pages[next].previous = (page_number)previous;
  }
  if (previous != 0) {
    heap->pages[previous].next = (page_number)next;
  } else {
    *first = next;
  }
}

/** Returns a page from the free ones or from the gap, or 0. */
uint32_t heap_page_take(struct general_heap *heap);

/** Takes a page back. */
void heap_page_give(struct general_heap *heap, uint32_t page);

/** Gives all free pages that lie next to the gap to it. */
void heap_pages_retreat(struct general_heap *heap);

/** Returns a block of `size` bytes made of free pages in a row, or null. Looks
 * at every page: the last resort before a request fails. */
void *heap_span_take(struct general_heap *heap, size_t size);

/** Returns the bytes of the span that starts at `pointer`, or 0. */
size_t heap_span_size(const struct general_heap *heap, const void *pointer);

/** Takes a span back. Returns false with blocks.damage set if `pointer`, which
 * is behind the gap, is not the start of one. */
bool heap_span_free(struct general_heap *heap, void *pointer);

/*
 * Slots (heap_slots.c). All need the lock.
 */

/** Takes up to kChain slots of `class` out of the depot or out of pages, linked
 * and sealed, and writes their number to `got`. Null if there are none, or if
 * damage was found: then blocks.damage says so. */
struct slot *heap_slots_take(struct general_heap *heap, unsigned class,
                             unsigned *got);

/** Keeps `chain`, of kChain slots. Returns false if there are enough already.
 */
bool heap_chain_keep(struct general_heap *heap, unsigned class,
                     struct slot *chain);

/** Gives a chain back to its pages. Returns false with blocks.damage set. */
bool heap_chain_give(struct general_heap *heap, struct slot *chain);

/** Gives one slot back to its page. Returns false with blocks.damage set. */
bool heap_slot_give(struct general_heap *heap, struct slot *slot);

/** Gives everything back that `cpu`, if it has a cache, and the depot have.
 * Returns false with blocks.damage set. */
bool heap_drain(struct general_heap *heap, struct heap_cpu *cpu);

#endif  // DAEDALUS_MM_HEAP_GENERAL_INTERNAL_H_
