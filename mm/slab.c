// SPDX-License-Identifier: Apache-2.0
#include "mm/slab.h"

#include "mm/heap.h"
#include "mm/port.h"
#include "mm/slab_internal.h"

struct slab slab_none;

// Objects that are linked at a time, so that the common path is common from the
// start. More would take longer at once.
enum { kSlabBatch = 8 };

/*
 * Hardening. Nothing of this is compiled where it is off.
 */

static size_t slab_word(size_t index) {
  return index / (8 * sizeof(uintptr_t));
}

static uintptr_t slab_bit(size_t index) {
  return (uintptr_t)1 << index % (8 * sizeof(uintptr_t));
}

static inline bool slab_is_marked_live(const struct slab *slab, size_t index) {
  return (slab->live[slab_word(index)] & slab_bit(index)) != 0;
}

// Whole words of a free object behind its link. If the last one is not whole,
// nobody looks at it.
static uintptr_t *slab_poison_start(const struct slab_cache *cache,
                                    char *object) {
  return (uintptr_t *)(slab_link_of(&cache->rules, object) + 1);
}

static uintptr_t *slab_poison_end(const struct slab_cache *cache,
                                  char *object) {
  return (uintptr_t *)(uintptr_t)object +
         cache->config->object_bytes / sizeof(uintptr_t);
}

static void slab_poison(const struct slab_cache *cache, char *object) {
  const uintptr_t *const end = slab_poison_end(cache, object);
  for (uintptr_t *word = slab_poison_start(cache, object); word < end; word++) {
    *word = kSlabPoison;
  }
}

static bool slab_poison_holds(const struct slab_cache *cache, char *object) {
  const uintptr_t *const end = slab_poison_end(cache, object);
  for (const uintptr_t *word = slab_poison_start(cache, object); word < end;
       word++) {
    if (*word != kSlabPoison) {
      return false;
    }
  }
  return true;
}

static bool slab_canary_holds(const struct slab_cache *cache, char *object) {
  return *slab_canary(cache, object) == slab_canary_value(cache, object);
}

// Returns what is wrong with a free object that is about to be handed out, or
// null.
static inline const char *slab_free_damage(const struct slab_cache *cache,
                                           char *object,
                                           const struct slab_link *link) {
  if (MM_UNLIKELY(link->seal != slab_seal(&cache->rules, link, link->next))) {
    return "free object overwritten";
  }
  if (MM_SECURE && !slab_canary_holds(cache, object)) {
    return "written past its end";
  }
  if (slab_is_poisoned(cache) && !slab_poison_holds(cache, object)) {
    return "free object overwritten";
  }
  return NULL;
}

static inline void slab_mark_live(const struct slab_cache *cache,
                                  struct slab *slab, const char *object,
                                  struct slab_link *link) {
  link->seal = 0;
  if (MM_SECURE) {
    const size_t index = slab_index(&cache->rules, object);
    slab->live[slab_word(index)] |= slab_bit(index);
  }
}

static inline void slab_mark_free(const struct slab_cache *cache,
                                  const struct slab_rules *rules,
                                  struct slab *slab, char *object,
                                  struct slab_link *link, const char *next) {
  if (MM_SECURE) {
    const size_t index = slab_index(&cache->rules, object);
    slab->live[slab_word(index)] &= ~slab_bit(index);
    if (slab_is_poisoned(cache)) {
      slab_poison(cache, object);
    }
  }
  link->seal = slab_seal(rules, link, next);
}

// Whether `object` may be freed, as far as the common path looks.
static inline bool slab_may_free(const struct slab_cache *cache,
                                 const struct slab_rules *rules, char *object,
                                 const struct slab_link *link) {
  if (MM_UNLIKELY(!slab_is_ours(cache, rules, object)) ||
      MM_UNLIKELY(link->seal == slab_seal(rules, link, link->next))) {
    return false;
  }
  return !MM_SECURE || (slab_is_marked_live(slab_of(rules, object),
                                            slab_index(rules, object)) &&
                        slab_canary_holds(cache, object));
}

/*
 * Lists of slabs.
 */

static void slab_list_add(struct slab **list, struct slab *slab) {
  slab->previous = NULL;
  slab->next = *list;
  if (*list != NULL) {
    (*list)->previous = slab;
  }
  *list = slab;
}

static void slab_list_remove(struct slab **list, struct slab *slab) {
  if (slab->previous == NULL) {
    *list = slab->next;
  } else {
    slab->previous->next = slab->next;
  }
  if (slab->next != NULL) {
    slab->next->previous = slab->previous;
  }
}

/*
 * Slabs come and go. All but slab_release() need the lock.
 */

void slab_leave(struct slab_cache *cache, struct slab *slab,
                struct slab_leaving *leaving) {
  cache->slabs--;
  // Its memory may be another cache's slab soon; not this one's by mistake.
  slab->cache = NULL;
  slab->next = leaving->slabs;
  leaving->slabs = slab;
  leaving->config = cache->config;
  leaving->first = cache->rules.first;
  leaving->stride = cache->stride;
  leaving->bytes = -cache->rules.mask;
}

void slab_take_idle(struct slab_cache *cache, struct slab_leaving *leaving) {
  if (cache->spare != NULL) {
    slab_leave(cache, cache->spare, leaving);
    cache->spare = NULL;
  }
  if (cache->current != &slab_none && slab_live(cache, cache->current) == 0) {
    slab_leave(cache, cache->current, leaving);
    cache->current = &slab_none;
  }
}

size_t slab_release(const struct slab_leaving *leaving) {
  size_t bytes = 0;
  struct slab *slab = leaving->slabs;
  while (slab != NULL) {
    struct slab *const next = slab->next;
    if (leaving->config->destroy != NULL) {
      for (size_t i = 0; i < slab->carved; i++) {
        leaving->config->destroy((char *)slab + leaving->first +
                                 i * leaving->stride);
      }
    }
    heap_free(slab);
    bytes += leaving->bytes;
    slab = next;
  }
  return bytes;
}

// Gets a slab from the heap. Without the lock.
static struct slab *slab_get(struct slab_cache *cache) {
  const size_t bytes = -cache->rules.mask;
  // Not all of it, so that heaps with a header before each block can put one
  // such block directly behind another.
  struct slab *const slab = heap_alloc_aligned(bytes, bytes - HEAP_ALIGNMENT);
  if (slab != NULL) {
    __builtin_memset(slab, 0, cache->rules.first);
    slab->cache = cache;
  }
  return slab;
}

static void slab_make_current(struct slab_cache *cache, struct slab *slab) {
  slab->used++;
  slab->state = kSlabCurrent;
  cache->current = slab;
}

// Ends the time of the current slab, which has nothing more to give.
static void slab_retire_current(struct slab_cache *cache) {
  struct slab *const slab = cache->current;
  if (slab != &slab_none) {
    slab->used = 1;
    slab->state = kSlabFull;
    slab_list_add(&cache->full, slab);
    cache->full_slabs++;
    cache->current = &slab_none;
  }
}

// Makes sure that the current slab has something to give. Returns false, with
// no current slab, if the cache has none that does.
static bool slab_find(struct slab_cache *cache) {
  const struct slab *const current = cache->current;
  if (current != &slab_none &&
      (current->free != NULL || current->carved < cache->capacity)) {
    return true;
  }
  slab_retire_current(cache);
  struct slab *slab = cache->partial;
  if (slab != NULL) {
    slab_list_remove(&cache->partial, slab);
  } else {
    slab = cache->spare;
    cache->spare = NULL;
  }
  if (slab == NULL) {
    return false;
  }
  slab_make_current(cache, slab);
  return true;
}

static void slab_note(struct slab_cache *cache, const struct slab *slab) {
  const uintptr_t start = (uintptr_t)slab;
  const uintptr_t end = start - cache->rules.mask - 1;
  const uintptr_t high = cache->rules.low + cache->rules.span - 1;
  cache->slabs++;
  if (cache->peak_slabs < cache->slabs) {
    cache->peak_slabs = cache->slabs;
  }
  if (cache->rules.span == 0) {
    cache->rules.low = start;
    cache->rules.span = -cache->rules.mask;
    return;
  }
  cache->rules.low = start < cache->rules.low ? start : cache->rules.low;
  cache->rules.span = (end > high ? end : high) - cache->rules.low + 1;
}

// Takes a new slab in. `slab` is what is left to give back: another CPU may
// have found or got one meanwhile.
static struct slab *slab_add(struct slab_cache *cache, struct slab *slab) {
  if (!slab_find(cache)) {
    slab_note(cache, slab);
    slab_make_current(cache, slab);
    return NULL;
  }
  if (cache->spare == NULL) {
    slab_note(cache, slab);
    slab->state = kSlabSpare;
    cache->spare = slab;
    return NULL;
  }
  return slab;
}

/*
 * Objects.
 */

// Puts an object before `next`, the first of the slab's list.
static inline void slab_push(const struct slab_cache *cache,
                             const struct slab_rules *rules, struct slab *slab,
                             char *object, struct slab_link *link, char *next) {
  if (MM_HARDENED) {
    slab_mark_free(cache, rules, slab, object, link, next);
  }
  link->next = next;
  slab->free = object;
}

// Returns the first object that nobody had before, and links some more.
static char *slab_carve(const struct slab_cache *cache, struct slab *slab) {
  // A constructed object is made for whoever wants it: constructors take time.
  const size_t batch = cache->config->construct == NULL ? kSlabBatch : 1;
  const size_t start = slab->carved;
  const size_t end =
      cache->capacity - start < batch ? cache->capacity : start + batch;
  slab->carved = (uint32_t)end;
  for (size_t i = end; i-- > start;) {
    char *const object = slab_object(cache, slab, i);
    if (MM_SECURE) {
      *slab_canary(cache, object) = slab_canary_value(cache, object);
    }
    if (i != start) {
      slab_push(cache, &cache->rules, slab, object,
                slab_link_of(&cache->rules, object), slab->free);
    }
  }
  return slab_object(cache, slab, start);
}

static inline void slab_count(struct slab_cache *cache) {
  cache->allocations += MM_COUNT_ALLOCATIONS;
}

// Everything but the common path, with the lock, which it ends.
static __attribute__((cold, noinline)) void *slab_alloc_slowly(
    struct slab_cache *cache, mm_port_lock_state state, const void *caller) {
  if (cache->config == NULL) {
    mm_port_unlock(&cache->lock, state);
    slab_panic(cache, "cache used after its end", NULL, caller);
  }
  while (!slab_find(cache)) {
    mm_port_unlock(&cache->lock, state);
    struct slab *slab = slab_get(cache);
    state = mm_port_lock(&cache->lock);
    if (slab != NULL) {
      slab = slab_add(cache, slab);
    } else if (!slab_find(cache)) {
      cache->failures++;
      mm_port_unlock(&cache->lock, state);
      return NULL;
    }
    if (slab != NULL) {
      mm_port_unlock(&cache->lock, state);
      heap_free(slab);
      state = mm_port_lock(&cache->lock);
    }
  }
  struct slab *const slab = cache->current;
  const bool used_before = slab->free != NULL;
  char *object = slab->free;
  if (used_before) {
    const char *const damage =
        MM_HARDENED ? slab_free_damage(cache, object,
                                       slab_link_of(&cache->rules, object))
                    : NULL;
    if (damage != NULL) {
      mm_port_unlock(&cache->lock, state);
      slab_panic(cache, damage, object, caller);
    }
    slab->free = slab_link_of(&cache->rules, object)->next;
  } else {
    object = slab_carve(cache, slab);
  }
  slab->used++;
  slab_count(cache);
  if (MM_HARDENED) {
    slab_mark_live(cache, slab, object, slab_link_of(&cache->rules, object));
  }
  mm_port_unlock(&cache->lock, state);
  if (!used_before && cache->config->construct != NULL) {
    cache->config->construct(object);
  }
  return object;
}

// Two fields at a time, and all loads before the first branch and store: that
// is what the early ones are for, see mm_port_opaque(). One way out for all
// that is not common, so that none of it needs a stack frame here.
void *slab_alloc(struct slab_cache *cache) {
  const mm_port_lock_state state = mm_port_lock(&cache->lock);
  struct slab *const slab = cache->current;
  const struct slab_rules rules = {
      .link_offset = slab_early(cache->rules.link_offset),
  };
  char *const object = slab->free;
  const size_t used = slab_early(slab->used);
  struct slab_link *const link = slab_link_of(&rules, object);
  if (MM_UNLIKELY(object == NULL ||
                  (MM_HARDENED && slab_free_damage(cache, object, link)))) {
    return slab_alloc_slowly(cache, state, __builtin_return_address(0));
  }
  char *const next = link->next;
  if (MM_HARDENED) {
    slab_mark_live(cache, slab, object, link);
  }
  slab_count(cache);
  slab->free = next;
  slab->used = used + 1;
  mm_port_unlock(&cache->lock, state);
  return object;
}

// Panics unless `object` may be freed. With the lock, which a panic ends.
static void slab_check_free(struct slab_cache *cache, char *object,
                            mm_port_lock_state state, const void *caller) {
  const struct slab *const slab = slab_of(&cache->rules, object);
  const char *damage = NULL;
  if (slab_may_free(cache, &cache->rules, object,
                    slab_link_of(&cache->rules, object))) {
    return;
  }
  if (!slab_is_ours(cache, &cache->rules, object)) {
    mm_port_unlock(&cache->lock, state);
    slab_panic_foreign(cache, object, caller);
  }
  // What looks free may be live and look so by chance.
  if (MM_SECURE ? !slab_is_marked_live(slab, slab_index(&cache->rules, object))
                : slab_list_has(cache, slab, object)) {
    damage = "double free";
  } else if (MM_SECURE && !slab_canary_holds(cache, object)) {
    damage = "written past its end";
  }
  if (damage != NULL) {
    mm_port_unlock(&cache->lock, state);
    slab_panic(cache, damage, object, caller);
  }
}

// Frees any object. With the lock, which it ends.
static __attribute__((cold, noinline)) void slab_free_slowly(
    struct slab_cache *cache, char *object, mm_port_lock_state state,
    const void *caller) {
  struct slab *const slab = slab_of(&cache->rules, object);
  struct slab_leaving leaving = {.slabs = NULL};
  if (MM_HARDENED) {
    slab_check_free(cache, object, state, caller);
  }
  if (slab->state == kSlabFull) {
    slab_list_remove(&cache->full, slab);
    cache->full_slabs--;
    slab->used = cache->capacity;
    slab->state = kSlabPartial;
    slab_list_add(&cache->partial, slab);
  }
  slab->used--;
  slab_push(cache, &cache->rules, slab, object,
            slab_link_of(&cache->rules, object), slab->free);
  if (slab->used == 0) {
    slab_list_remove(&cache->partial, slab);
    if (cache->spare == NULL) {
      slab->state = kSlabSpare;
      cache->spare = slab;
    } else {
      slab_leave(cache, slab, &leaving);
    }
  }
  mm_port_unlock(&cache->lock, state);
  (void)slab_release(&leaving);
}

// Returns the rules, or what is needed of them.
static inline struct slab_rules slab_rules_early(
    const struct slab_cache *cache) {
  struct slab_rules rules = {
      .link_offset = slab_early(cache->rules.link_offset),
      .mask = slab_early(cache->rules.mask),
  };
  if (MM_HARDENED) {
    rules.secret = slab_early(cache->rules.secret);
    rules.low = slab_early(cache->rules.low);
    rules.span = slab_early(cache->rules.span);
    rules.first = slab_early(cache->rules.first);
    rules.inverse = slab_early(cache->rules.inverse);
    rules.shift = slab_early(cache->rules.shift);
  }
  return rules;
}

void slab_free(struct slab_cache *cache, void *object) {
  const mm_port_lock_state state = mm_port_lock(&cache->lock);
  const struct slab_rules rules = slab_rules_early(cache);
  struct slab *const slab = slab_of(&rules, object);
  struct slab_link *const link = slab_link_of(&rules, object);
  if (MM_LIKELY(!MM_HARDENED || slab_may_free(cache, &rules, object, link))) {
    char *const next = (char *)mm_port_opaque(slab->free);
    const size_t used = slab_early(slab->used) - 1;
    if (MM_LIKELY(used != 0)) {
      slab_push(cache, &rules, slab, object, link, next);
      slab->used = used;
      mm_port_unlock(&cache->lock, state);
      return;
    }
  }
  slab_free_slowly(cache, object, state, __builtin_return_address(0));
}

size_t slab_cache_shrink(struct slab_cache *cache) {
  struct slab_leaving leaving = {.slabs = NULL};
  const mm_port_lock_state state = mm_port_lock(&cache->lock);
  slab_take_idle(cache, &leaving);
  mm_port_unlock(&cache->lock, state);
  return slab_release(&leaving);
}
