// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/alignment.h"
#include "mm/block_heap_inline.h"
#include "mm/heap.h"
#include "mm/heap_general_internal.h"
#include "mm/heap_panic.h"
#include "mm/heap_seal.h"
#include "mm/pressure.h"

_Static_assert(HEAP_ALIGNMENT == BLOCK_HEAP_GRANULE &&
                   HEAP_ALIGNMENT == kSlotGranule,
               "the heap promises what is under it keeps");

#define CALLER __builtin_return_address(0)
#define COLD __attribute__((cold)) MM_SMALL

struct general_heap general_heap_storage;

static void require_ready(const struct general_heap *heap) {
  if (heap->end == 0) {
    mm_port_panic("heap: used before heap_init");
  }
}

COLD void heap_report(const struct general_heap *heap, const void *caller) {
  heap_panic(heap->blocks.damage, caller);
}

MM_SMALL void heap_cpu_prepare(struct general_heap *heap,
                               struct heap_cpu *cpu) {
  cpu->base = heap->base;
  cpu->bytes = heap->bytes;
  cpu->classes = heap->classes;
  cpu->secret = heap->secret;
  for (unsigned class = 1; class < kClasses; class ++) {
    const uint32_t bytes = class * kSlotGranule;
    const uint32_t factor = UINT32_MAX / bytes + 1;
    // 0 if `bytes` is a power of two: then nothing is left of a page.
    const uint32_t rest = factor * bytes;
    cpu->lists[class].room = kChain;
    cpu->reciprocals[class] = (struct reciprocal){
        .factor = factor,
        .limit = rest != 0 ? rest * kSlotsPerPage[class] : factor,
    };
  }
  cpu->next = heap->cpus;
  heap->cpus = cpu;
}

static _Noreturn void refuse_region(void *start, void *end) {
  mm_port_panic("heap: %p to %p is more than this heap is built for", start,
                end);
}

MM_SMALL void heap_init(void *start, void *end) {
  struct general_heap *const heap = general_heap();
  if (heap->end != 0) {
    mm_port_panic("heap: second heap_init");
  }
  heap_check_region(start, end);
  const size_t size = (uintptr_t)end - (uintptr_t)start;
  // One more than fit, so that page 0, which means none, has none of the
  // region.
  const size_t pages = (size >> kPageShift) + 1;
  if (pages > MOST_PAGES) {
    refuse_region(start, end);
  }
  const size_t map = (pages * (sizeof(struct page) + 1) + HEAP_ALIGNMENT - 1) &
                     ~(size_t)(HEAP_ALIGNMENT - 1);
  heap->start = (uintptr_t)start;
  heap->base = (uintptr_t)end - (pages << kPageShift);
  heap->bytes = pages << kPageShift;
  heap->page_count = (uint32_t)pages;
  heap->first_page = heap->page_count;
  heap->lowest_page = heap->page_count;
  heap->pages = start;
  heap->classes = (uint8_t *)start + pages * sizeof(struct page);
  // Nothing random is at hand. It keeps chance and most bugs out, not somebody
  // who can read memory.
  heap->secret = ((uintptr_t)heap->classes ^ (uintptr_t)heap) *
                 (uintptr_t)UINT64_C(0x9e3779b97f4a7c15);
  if (!block_heap_init(&heap->blocks, (char *)start + map, size - map)) {
    refuse_region(start, end);
  }
  if (!HEAP_REGION_IS_ZERO) {
    __builtin_memset(heap->classes, 0, pages);
  }
  heap_watch(heap);
  heap->end = (uintptr_t)end;
  heap_cpu_prepare(heap, &heap->boot_cpu);
  mm_port_set_cpu_area(&heap->boot_cpu);
}

MM_SMALL void heap_deinit(void) {
  struct general_heap *const heap = general_heap();
  __builtin_memset(heap, 0, sizeof *heap);
  mm_port_set_cpu_area(mm_port_boot_area);
}

// One more block handed out, in words that the caller may write to: the CPU's
// own, or the heap's with the lock.
static inline void count(size_t *allocations) {
  *allocations += MM_COUNT_ALLOCATIONS;
}

// Hands `slot` out: no longer free, `size` bytes of it asked for.
static inline void *hand_out(uintptr_t secret, struct slot *slot, size_t class,
                             size_t size) {
  if (MM_HARDENED) {
    slot->seal = 0;
  }
  heap_seal(secret, slot, class * kSlotGranule, size);
  return slot;
}

// Returns false with the damage noted.
static bool flush_if_asked(struct general_heap *heap, struct heap_cpu *cpu) {
  return MM_LIKELY(!__atomic_load_n(&cpu->flush, __ATOMIC_RELAXED)) ||
         heap_drain(heap, cpu);
}

// A slot for `size` bytes, with the lock; null if there is none.
static void *take_slot(struct general_heap *heap, size_t size) {
  const unsigned class = slot_class(size);
  struct heap_cpu *const cpu = mm_port_cpu_area();
  struct slot_list *const list = &cpu->lists[class];
  if (MM_UNLIKELY(!flush_if_asked(heap, cpu))) {
    return NULL;
  }
  unsigned got = kChain;
  struct slot *slot = list->head;
  if (MM_UNLIKELY(slot != NULL)) {
    // Somebody has freed one meanwhile, or the common path found it damaged.
    got -= (unsigned)list->room;
  } else if (cpu->spares[class] != NULL) {
    slot = cpu->spares[class];
    cpu->spares[class] = NULL;
  } else {
    slot = heap_slots_take(heap, class, &got);
    if (MM_UNLIKELY(slot == NULL)) {
      return NULL;
    }
  }
  if (MM_HARDENED && MM_UNLIKELY(!slot_is_free(heap->secret, slot))) {
    heap->blocks.damage = (struct mm_damage){kMmFreeListDamaged, slot};
    return NULL;
  }
  struct slot *const rest = slot->next;
  if (MM_LIKELY(cpu->bytes != 0)) {
    *list = (struct slot_list){rest, kChain + 1 - got};
  } else if (!heap_chain_give(heap, rest)) {
    return NULL;
  }
  count(&heap->uncached);
  return hand_out(heap->secret, slot, class, size);
}

// Hands `block` of the block heap out, if it is not null: `size` bytes of it
// asked for.
static inline void *hand_out_block(struct general_heap *heap, void *block,
                                   size_t size) {
  if (MM_LIKELY(block != NULL)) {
    count(&heap->uncached);
    if (MM_SECURE) {
      const uint32_t position = block_position(&heap->blocks, block);
      heap_seal(heap->secret, block, block_bytes(&heap->blocks, position),
                size);
    }
  }
  return block;
}

// A block at a multiple of `alignment`, with the lock; null if there is none.
static MM_SMALL void *take_block(struct general_heap *heap, size_t alignment,
                                 size_t size) {
  if (size > SIZE_MAX - kSealBytes) {
    return NULL;
  }
  return hand_out_block(
      heap,
      block_heap_alloc_aligned(&heap->blocks, alignment, size + kSealBytes),
      size);
}

static MM_SMALL void *take(struct general_heap *heap, size_t alignment,
                           size_t size) {
  void *block = NULL;
  if (size <= kSlotMaximum - kSealBytes && alignment <= kSlotGranule) {
    block = take_slot(heap, size);
  }
  if (block == NULL && heap->blocks.damage.kind == kMmNoDamage) {
    block = take_block(heap, alignment, size);
  }
  return block;
}

MM_SMALL void *heap_take(size_t size, const void *caller) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  void *const block = take(heap, HEAP_ALIGNMENT, size);
  heap_unlock(heap, state, caller);
  return block;
}

// Makes room the hard way: what caches and pages hold back comes together.
static MM_SMALL void *take_hard(struct general_heap *heap, size_t alignment,
                                size_t size) {
  for (struct heap_cpu *cpu = heap->cpus; cpu != NULL; cpu = cpu->next) {
    if (cpu != mm_port_cpu_area()) {
      __atomic_store_n(&cpu->flush, true, __ATOMIC_RELAXED);
    }
  }
  if (!heap_drain(heap, mm_port_cpu_area())) {
    return NULL;
  }
  heap_pages_retreat(heap);
  void *block = take(heap, alignment, size);
  if (block == NULL && alignment <= HEAP_ALIGNMENT &&
      size <= SIZE_MAX - kSealBytes) {
    block = heap_span_take(heap, size + kSealBytes);
    if (block != NULL) {
      count(&heap->uncached);
      heap_seal(heap->secret, block, heap_span_size(heap, block), size);
    }
  }
  return block;
}

// A request that could not be met.
struct request {
  size_t alignment;
  size_t size;
  const void *caller;
  void *block;  // What it got, or null.
};

static MM_SMALL bool try_hard(void *context) {
  struct request *const request = context;
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  request->block = take_hard(heap, request->alignment, request->size);
  heap_unlock(heap, state, request->caller);
  return request->block != NULL;
}

static COLD void *take_slowly(size_t alignment, size_t size,
                              const void *caller) {
  struct general_heap *const heap = general_heap();
  require_ready(heap);
  struct request request = {alignment, size, caller, NULL};
  // What could never be met is nobody else's business.
  if (mm_is_power_of_two(alignment) && size <= heap->end - heap->start &&
      !try_hard(&request)) {
    (void)pressure_retry(size, try_hard, &request);
  }
  if (request.block == NULL) {
    const mm_port_lock_state state = mm_port_lock(&heap->lock);
    heap->failures++;
    mm_port_unlock(&heap->lock, state);
  }
  return request.block;
}

MM_SMALL void *heap_note_low(void *block, size_t taken,
                             mm_port_lock_state state) {
  struct general_heap *const heap = general_heap();
  const size_t free =
      (size_t)(heap->blocks.limit - 1 - heap->blocks.used) * BLOCK_HEAP_GRANULE;
  mm_port_unlock(&heap->lock, state);
  // What was freed since the last time is told as well.
  pressure_note_free(free + taken);
  pressure_note_free(free);
  const mm_port_lock_state again = mm_port_lock(&heap->lock);
  heap_watch(heap);
  mm_port_unlock(&heap->lock, again);
  return block;
}

// What the cache does not have. `state` is what masking interrupts returned:
// they are masked.
static __attribute__((noinline)) void *alloc_slot(size_t size,
                                                  mm_port_lock_state state) {
  struct general_heap *const heap = general_heap();
  size += size == 0;
  mm_port_acquire(&heap->lock);
  const uint32_t first_page = heap->first_page;
  void *const block = MM_LIKELY(heap->end != 0) ? take_slot(heap, size) : NULL;
  if (heap->first_page != first_page) {
    heap_watch(heap);
    if (MM_UNLIKELY(heap_is_low(heap))) {
      return heap_note_low(block, kPageBytes, state);
    }
  }
  mm_port_unlock(&heap->lock, state);
  return MM_LIKELY(block != NULL) ? block
                                  : take_slowly(HEAP_ALIGNMENT, size, CALLER);
}

// A block where the top is, with the lock, which it gives up.
static __attribute__((noinline)) void *alloc_top(size_t size,
                                                 mm_port_lock_state state) {
  struct general_heap *const heap = general_heap();
  void *const block = hand_out_block(
      heap,
      block_take_top(&heap->blocks, block_granules_for(size + kSealBytes)),
      size);
  if (MM_UNLIKELY(block == NULL)) {
    mm_port_unlock(&heap->lock, state);
    return take_slowly(HEAP_ALIGNMENT, size, CALLER);
  }
  heap_watch(heap);
  if (MM_UNLIKELY(heap_is_low(heap))) {
    return heap_note_low(block, size, state);
  }
  mm_port_unlock(&heap->lock, state);
  return block;
}

static __attribute__((noinline)) void *alloc_refused(size_t size) {
  return take_slowly(HEAP_ALIGNMENT, size, CALLER);
}

static __attribute__((noinline)) void *alloc_block(size_t size) {
  struct general_heap *const heap = general_heap();
  if (MM_UNLIKELY(block_is_too_large(size))) {
    return alloc_refused(size);
  }
  const uint32_t want = block_granules_for(size + kSealBytes);
  uint32_t position;
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const unsigned bin = block_find_fit(&heap->blocks, want, &position);
  if (bin >= kBlockHeapBins) {
    return alloc_top(size, state);
  }
  void *const block = hand_out_block(
      heap, block_take_fit(&heap->blocks, bin, position, want), size);
  if (MM_UNLIKELY(heap_is_low(heap)) && block != NULL) {
    return heap_note_low(block, size, state);
  }
  mm_port_unlock(&heap->lock, state);
  // Damage shows once more, and is named, on the slow path.
  return MM_LIKELY(block != NULL) ? block : alloc_refused(size);
}

// Both at once, though only one may be needed: that is one instruction.
static inline struct slot_list slot_list_read(const struct slot_list *list) {
  struct slot_list now = *list;
  now.head = mm_port_opaque(now.head);
  now.room = (size_t)mm_port_opaque((void *)now.room);
  return now;
}

// From here a jump, not a call, leads to what is less common: whoever called is
// then the caller there.
__attribute__((noinline)) void *heap_alloc(size_t size) {
  if (MM_LIKELY(size <= kSlotMaximum - kSealBytes)) {
    const size_t class = slot_class(size);
    const mm_port_lock_state state = mm_port_mask();
    struct heap_cpu *const cpu = mm_port_cpu_area();
    struct slot_list *const list = &cpu->lists[class];
    const struct slot_list now = slot_list_read(list);
    struct slot *const slot = now.head;
    if (MM_LIKELY(slot != NULL)) {
      struct slot *const next = slot->next;
      if (!MM_HARDENED || MM_LIKELY(slot_is_free(cpu->secret, slot))) {
        *list = (struct slot_list){next, now.room + 1};
        count(&cpu->allocations);
        hand_out(cpu->secret, slot, class, size);
        mm_port_unmask(state);
        return slot;
      }
    }
    return alloc_slot(size, state);
  }
  return alloc_block(size);
}

MM_SMALL void *heap_alloc_aligned(size_t alignment, size_t size) {
  if (alignment <= HEAP_ALIGNMENT && mm_is_power_of_two(alignment)) {
    return heap_alloc(size);
  }
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  void *const block = heap->end != 0 ? take_block(heap, alignment, size) : NULL;
  heap_watch(heap);
  if (heap_is_low(heap) && block != NULL) {
    return heap_note_low(block, size, state);
  }
  mm_port_unlock(&heap->lock, state);
  return MM_LIKELY(block != NULL) ? block
                                  : take_slowly(alignment, size, CALLER);
}

// Gives back a block of the block heap. Returns false if it is none, or
// damaged.
static inline bool give_block(struct general_heap *heap, void *block) {
  if (MM_SECURE) {
    const uint32_t position = block_find(&heap->blocks, block);
    if (position == 0 ||
        !heap_seal_holds(heap->secret, block,
                         block_bytes(&heap->blocks, position))) {
      return false;
    }
  }
  return block_give(&heap->blocks, block);
}

// What is left: null, and misuse.
static COLD void free_odd(void *block, const void *caller) {
  struct general_heap *const heap = general_heap();
  size_t have;
  if (block == NULL) {
    return;
  }
  require_ready(heap);
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  if (heap_usable_bytes(heap, block, &have) != 0 && MM_HARDENED) {
    // Nothing is wrong with itself, so it is with what is around it.
    (void)block_explain(&heap->blocks, block);
  }
  heap_unlock(heap, state, caller);
}

// `state` is what masking interrupts returned: they are masked.
static __attribute__((noinline)) void free_block(void *block,
                                                 mm_port_lock_state state) {
  struct general_heap *const heap = general_heap();
  mm_port_acquire(&heap->lock);
  const bool done = give_block(heap, block);
  mm_port_unlock(&heap->lock, state);
  if (MM_UNLIKELY(!done)) {
    free_odd(block, CALLER);
  }
}

// Gives back a slot with the lock. Returns false with the damage noted.
static bool give_slot(struct general_heap *heap, struct slot *slot,
                      unsigned class) {
  struct heap_cpu *const cpu = mm_port_cpu_area();
  struct slot_list *const list = &cpu->lists[class];
  if (MM_UNLIKELY(!flush_if_asked(heap, cpu))) {
    return false;
  }
  const size_t have = class * kSlotGranule;
  if (MM_HARDENED && MM_UNLIKELY(!heap_is_slot(heap, slot, have) ||
                                 slot_is_free(heap->secret, slot) ||
                                 !heap_seal_holds(heap->secret, slot, have))) {
    // Which of them it is, this finds out.
    size_t ignored;
    (void)heap_usable_bytes(heap, slot, &ignored);
    return false;
  }
  heap_seal_break(slot, have);
  if (MM_UNLIKELY(cpu->bytes == 0)) {
    return heap_slot_give(heap, slot);
  }
  if (list->room == 0) {
    struct slot *const spare = cpu->spares[class];
    if (spare != NULL && !heap_chain_keep(heap, class, spare)) {
      return heap_slot_give(heap, slot);
    }
    cpu->spares[class] = list->head;
    list->head = NULL;
    list->room = kChain;
  }
  slot_link(heap->secret, slot, list->head);
  list->head = slot;
  list->room--;
  return true;
}

// What the cache does not take, or what is not what it should be.
static __attribute__((noinline)) void free_slot(void *block, unsigned class,
                                                mm_port_lock_state state) {
  struct general_heap *const heap = general_heap();
  mm_port_acquire(&heap->lock);
  bool done;
  if (MM_UNLIKELY(class == kSpan)) {
    done = heap_span_free(heap, block);
  } else {
    done = give_slot(heap, block, class);
  }
  if (MM_LIKELY(done)) {
    mm_port_unlock(&heap->lock, state);
  } else {
    heap_unlock(heap, state, CALLER);
  }
}

// On a CPU that has no cache the common path knows nothing.
static COLD void free_uncached(void *block) {
  const struct general_heap *const heap = general_heap();
  const uintptr_t address = (uintptr_t)block;
  if (address < heap->start || address >= heap->end) {
    free_odd(block, CALLER);
    return;
  }
  const unsigned class = heap->classes[heap_page_of(heap, block)];
  if (class != 0) {
    free_slot(block, class, mm_port_mask());
  } else {
    free_block(block, mm_port_mask());
  }
}

// Returns whether a slot of `class` begins `offset` bytes after page 0. With
// r = ceil(2^32 / d), n is a multiple of d if and only if n * r mod 2^32 is
// less than r (D. Lemire, O. Kaser, N. Kurz, "Faster remainder by direct
// computation", 2019). For n = k * d that is k * (d * r mod 2^32): what k =
// kSlotsPerPage would make is the limit, so that the rest of a page begins no
// slot.
static inline bool begins_slot(const struct heap_cpu *cpu, uintptr_t offset,
                               unsigned class) {
  const struct reciprocal by = cpu->reciprocals[class];
  return (uint32_t)(offset % kPageBytes) * by.factor < by.limit;
}

__attribute__((noinline)) void heap_free(void *block) {
  struct slot *const slot = block;
  const mm_port_lock_state state = mm_port_mask();
  struct heap_cpu *const cpu = mm_port_cpu_area();
  const uintptr_t offset = (uintptr_t)block - cpu->base;
  if (MM_LIKELY(offset < cpu->bytes)) {
    // With its neighbour, if it is needed below: that is one instruction.
    const uintptr_t secret =
        MM_HARDENED ? (uintptr_t)mm_port_opaque((void *)cpu->secret) : 0;
    const unsigned class = cpu->classes[offset >> kPageShift];
    struct slot_list *const list = &cpu->lists[class];
    const struct slot_list now = slot_list_read(list);
    // Class 0 has no room, and ends here. A free slot's seal is broken.
    if (MM_LIKELY(now.room != 0) &&
        (!MM_HARDENED ||
         MM_LIKELY(begins_slot(cpu, offset, class) &&
                   (MM_SECURE || !slot_is_free(secret, slot)) &&
                   heap_seal_holds(secret, slot, class * kSlotGranule)))) {
      heap_seal_break(slot, class * kSlotGranule);
      slot_link(secret, slot, now.head);
      *list = (struct slot_list){slot, now.room - 1};
      mm_port_unmask(state);
      return;
    }
    if (class == 0) {
      free_block(block, state);
    } else {
      free_slot(block, class, state);
    }
    return;
  }
  mm_port_unmask(state);
  free_uncached(block);
}

bool heap_rewind(size_t used) {
  (void)used;
  return false;
}

MM_SMALL void heap_reset(void) {
  struct general_heap *const heap = general_heap();
  require_ready(heap);
  if (heap->cpus != &heap->boot_cpu || !heap_is_alone(heap)) {
    mm_port_panic("heap: heap_reset while another CPU has a cache");
  }
  void *const start = (void *)heap->start;
  void *const end = (void *)heap->end;
  const uint32_t lowest_page = heap->lowest_page;
  block_note_high(&heap->blocks);
  const uint32_t high = heap->blocks.high;
  const size_t failures = heap->failures;
  size_t uncached = heap->uncached;
  for (const struct heap_cpu *cpu = heap->cpus; cpu != NULL; cpu = cpu->next) {
    uncached += cpu->allocations;
  }
  if (HEAP_REGION_IS_ZERO) {
    // It was.
    __builtin_memset(heap->classes, 0, heap->page_count);
  }
  heap_deinit();
  heap_init(start, end);
  heap->lowest_page = lowest_page;
  heap->blocks.high = high;
  heap->failures = failures;
  heap->uncached = uncached;
}
