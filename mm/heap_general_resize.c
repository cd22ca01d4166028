// SPDX-License-Identifier: Apache-2.0
// What needs to know how large a block is.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/block_heap_inline.h"
#include "mm/heap.h"
#include "mm/heap_general_internal.h"
#include "mm/heap_seal.h"

#define CALLER __builtin_return_address(0)

// Returns how many bytes `block` has, seal included; 0 with the damage noted if
// it is not a block in use.
static MM_SMALL size_t have_bytes(struct general_heap *heap,
                                  const void *block) {
  const uintptr_t address = (uintptr_t)block;
  enum mm_damage_kind kind = kMmNotABlock;
  if (address >= heap->start && address < heap->end) {
    const uint32_t page = heap_page_of(heap, block);
    const size_t slot = (size_t)heap->classes[page] * kSlotGranule;
    if (heap->classes[page] == kSpan) {
      const size_t span = heap_span_size(heap, block);
      if (span != 0) {
        return span;
      }
    } else if (slot != 0) {
      if (!MM_HARDENED) {
        return slot;
      }
      if (heap_is_slot(heap, block, slot)) {
        if (!slot_is_free(heap->secret, (const struct slot *)block)) {
          return slot;
        }
        kind = kMmDoubleFree;
      }
    } else if (page < heap->first_page) {
      return block_heap_usable_size(&heap->blocks, block);
    } else {
      kind = heap->pages[page].state == kPageFree ? kMmDoubleFree : kind;
    }
  }
  heap->blocks.damage = (struct mm_damage){kind, block};
  return 0;
}

MM_SMALL size_t heap_usable_bytes(struct general_heap *heap, const void *block,
                                  size_t *have) {
  *have = have_bytes(heap, block);
  if (*have == 0) {
    return 0;
  }
  if (!heap_seal_holds(heap->secret, block, *have)) {
    heap->blocks.damage = (struct mm_damage){kMmOverflow, block};
    return 0;
  }
  return heap_seal_size(heap->secret, block, *have);
}

// Tries to give `block`, which is one of the block heap, `size` bytes where it
// is. Returns 0 if that worked, or how many bytes it has.
static size_t resize_block(struct general_heap *heap, void *block,
                           size_t size) {
  if (MM_SECURE) {
    size_t have;
    const size_t old = heap_usable_bytes(heap, block, &have);
    if (old == 0 || size > SIZE_MAX - kSealBytes) {
      return old;
    }
    if (block_heap_resize(&heap->blocks, block, size + kSealBytes)) {
      have = block_heap_usable_size(&heap->blocks, block);
      heap_seal(heap->secret, block, have, size);
      return 0;
    }
    return old;
  }
  if (MM_LIKELY(block_heap_resize(&heap->blocks, block, size))) {
    return 0;
  }
  return heap->blocks.damage.kind != kMmNoDamage
             ? 0
             : block_heap_usable_size(&heap->blocks, block);
}

// Copies a slot's `size` bytes, a multiple of 16 and not 0.
static inline void copy_slot(void *to, const void *from, size_t size) {
  uint64_t *target = to;
  const uint64_t *source = from;
  const void *const end = (const char *)from + size;
  do {
    const uint64_t first = source[0];
    const uint64_t second = source[1];
    source += 2;
    target[0] = first;
    target[1] = second;
    target += 2;
    // Or the compiler makes a call of memcpy() of it.
    __asm__ volatile("" : "+r"(source));
  } while (source != end);
}

// Moves `block`, which has `old` bytes, to where it has more.
static __attribute__((noinline)) void *grow(void *block, size_t size,
                                            size_t old) {
  void *const copy = heap_alloc(size);
  if (MM_LIKELY(copy != NULL)) {
    mm_port_copy(copy, block, old);
    heap_free(block);
  }
  return copy;
}

// The same of a slot.
static __attribute__((noinline)) void *grow_slot(void *block, size_t size,
                                                 size_t old) {
  void *const copy = heap_alloc(size);
  if (MM_LIKELY(copy != NULL)) {
    copy_slot(copy, block, old);
    heap_free(block);
  }
  return copy;
}

// Moves `block` to where it has less, if that can be had at once. If not, it
// will do.
static MM_SMALL void *shrink(void *block, size_t size) {
  void *const copy = heap_take(size, CALLER);
  if (copy == NULL) {
    return block;
  }
  mm_port_copy(copy, block, size);
  heap_free(block);
  return copy;
}

// heap_realloc() of a slot or a span of `have` bytes, seal included. Without
// the lock: as long as it is in use, nobody else changes what is looked at. It
// may be up to twice as large as it has to be, unless its end is guarded.
static inline void *realloc_slot(const struct general_heap *heap, void *block,
                                 size_t size, size_t have) {
  if (size > have - kSealBytes) {
    // The end of a secure block is not its user's.
    return MM_SECURE
               ? grow(block, size, heap_seal_size(heap->secret, block, have))
           : have <= kSlotMaximum ? grow_slot(block, size, have)
                                  : grow(block, size, have);
  }
  if (size + kSealBytes <= (MM_SECURE ? have - kSlotGranule : have / 2)) {
    return shrink(block, size);
  }
  heap_seal(heap->secret, block, have, size);
  return block;
}

// A span, null, or nothing of ours.
static __attribute__((cold)) MM_SMALL void *realloc_odd(void *block,
                                                        size_t size) {
  struct general_heap *const heap = general_heap();
  if (block == NULL) {
    return heap_alloc(size);
  }
  if (size == 0) {
    heap_free(block);
    return NULL;
  }
  size_t have;
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  heap_usable_bytes(heap, block, &have);
  heap_unlock(heap, state, CALLER);
  return realloc_slot(heap, block, size, have);
}

static __attribute__((noinline)) void *realloc_inside(void *block,
                                                      size_t size) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const size_t old = resize_block(heap, block, size);
  const bool done = old == 0 && heap->blocks.damage.kind == kMmNoDamage;
  if (heap_is_low(heap) && done) {
    return heap_note_low(block, size, state);
  }
  heap_unlock(heap, state, CALLER);
  // It could have shrunk in its place.
  return old == 0 ? block : grow(block, size, old);
}

// A block that is the last one grows and shrinks in no time.
static inline void *realloc_block(struct general_heap *heap, void *block,
                                  size_t size) {
  if (!MM_SECURE && MM_LIKELY(!block_is_too_large(size))) {
    const mm_port_lock_state state = mm_port_lock(&heap->lock);
    const uint32_t position = block_find(&heap->blocks, block);
    struct block *const header = block_of(&heap->blocks, block);
    if (MM_LIKELY((!MM_HARDENED || position != 0) &&
                  block_is_last(&heap->blocks, header, position) &&
                  block_resize_last(&heap->blocks, header, position,
                                    block_granules_for(size)))) {
      if (MM_UNLIKELY(heap_is_low(heap))) {
        return heap_note_low(block, size, state);
      }
      mm_port_unlock(&heap->lock, state);
      return block;
    }
    mm_port_unlock(&heap->lock, state);
  }
  return realloc_inside(block, size);
}

void *heap_realloc(void *block, size_t size) {
  struct general_heap *const heap = general_heap();
  const uintptr_t offset = (uintptr_t)block - heap->base;
  if (MM_UNLIKELY(offset >= heap->bytes || size == 0)) {
    return realloc_odd(block, size);
  }
  const unsigned class = heap->classes[offset >> kPageShift];
  if (class == 0) {
    return realloc_block(heap, block, size);
  }
  const size_t have = class * kSlotGranule;
  if (MM_UNLIKELY(
          class == kSpan ||
          (MM_HARDENED && (offset % kPageBytes % have != 0 ||
                           slot_is_free(heap->secret, block) ||
                           !heap_seal_holds(heap->secret, block, have))))) {
    return realloc_odd(block, size);
  }
  return realloc_slot(heap, block, size, have);
}

MM_SMALL size_t heap_usable_size(const void *block) {
  if (block == NULL) {
    return 0;
  }
  struct general_heap *const heap = general_heap();
  size_t have;
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const size_t usable = heap_usable_bytes(heap, block, &have);
  heap_unlock(heap, state, CALLER);
  return usable;
}
