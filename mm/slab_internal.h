// SPDX-License-Identifier: Apache-2.0
/** @file What the files of the object caches share: how a slab is laid out. */
#ifndef DAEDALUS_MM_SLAB_INTERNAL_H_
#define DAEDALUS_MM_SLAB_INTERNAL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/hardening.h"
#include "mm/likely.h"
#include "mm/slab.h"

/** Where a slab is. A slab without live objects is spare or current. */
enum slab_state {
  kSlabCurrent, /**< `used` counts the cache as well: it is never 0. */
  kSlabPartial, /**< In the list of those; has live objects. */
  kSlabFull, /**< In the list of those; all objects are live, but `used` is 1,
                  so that freeing finds it and empty slabs with one test. */
  kSlabSpare,
};

/** The head of a slab. Objects [0, carved) were handed out before; the memory
 * of the others was never touched. */
struct slab {
  char *free;  /**< First free object, or null. */
  size_t used; /**< Live objects; see enum slab_state. */
  struct slab_cache *cache;
  struct slab *next;
  struct slab *previous;
  uint32_t carved;
  uint32_t state;   /**< enum slab_state */
  uintptr_t live[]; /**< secure: bit per object. */
};

/** Part of a free object, or behind it: slab_cache.link_offset. */
struct slab_link {
  char *next;     /**< Next free object of the slab. */
  uintptr_t seal; /**< slab_seal(): marks a free object and guards `next`. */
};

/** The current slab of a cache that has none. Has nothing to give, so nobody
 * ever writes to it. */
extern struct slab slab_none;

static inline struct slab_link *slab_link_of(const struct slab_rules *rules,
                                             char *object) {
  // Not by pointer: nothing is behind null or what else is no object.
  return (struct slab_link *)((uintptr_t)object + rules->link_offset);
}

/** What the seal of a free object is. No user writes that by chance, and it is
 * broken when the object is handed out. */
static inline uintptr_t slab_seal(const struct slab_rules *rules,
                                  const struct slab_link *link,
                                  const char *next) {
  return rules->secret ^ (uintptr_t)link ^ (uintptr_t)next;
}

/** Returns `value`, which is loaded here and not later. */
static inline size_t slab_early(size_t value) {
  return (size_t)mm_port_opaque((void *)value);
}

static inline struct slab *slab_of(const struct slab_rules *rules,
                                   const void *object) {
  return (struct slab *)((uintptr_t)object & rules->mask);
}

/** Returns the number of an object in its slab; whatever is no object of the
 * slab gets a number that is not below `carved`. What `stride` divides is a
 * multiple of it modulo 2^N of at most (2^N - 1) / stride; everything else is
 * more (H. S. Warren, Hacker's Delight, 10-17). */
static inline size_t slab_index(const struct slab_rules *rules,
                                const void *object) {
  const size_t offset = ((uintptr_t)object & ~rules->mask) - rules->first;
  const size_t odd = offset * rules->inverse;
  return odd >> rules->shift | odd << (-rules->shift % (8 * sizeof(size_t)));
}

static inline char *slab_object(const struct slab_cache *cache,
                                struct slab *slab, size_t index) {
  return (char *)slab + cache->rules.first + index * cache->stride;
}

/** Whether `object` is where an object of the cache is. First whether its slab
 * may be looked at: all from `low` on is heap. */
static inline bool slab_is_ours(const struct slab_cache *cache,
                                const struct slab_rules *rules,
                                const char *object) {
  if (MM_UNLIKELY((uintptr_t)object - rules->low >= rules->span)) {
    return false;
  }
  const struct slab *const slab = slab_of(rules, object);
  return MM_LIKELY(slab->cache == cache) &&
         MM_LIKELY(slab_index(rules, object) < slab->carved);
}

/** What is behind every object in secure builds. */
static inline uintptr_t *slab_canary(const struct slab_cache *cache,
                                     char *object) {
  return (uintptr_t *)((uintptr_t)object + cache->canary_offset);
}

static inline uintptr_t slab_canary_value(const struct slab_cache *cache,
                                          const char *object) {
  return ~cache->rules.secret ^ (uintptr_t)object;
}

/** Secure builds: every word of a free object, but for its link, unless they
 * are constructed state. */
static const uintptr_t kSlabPoison = (uintptr_t)0x6b6b6b6b6b6b6b6b;

static inline bool slab_is_poisoned(const struct slab_cache *cache) {
  return MM_SECURE && cache->config->construct == NULL;
}

/** Returns the live objects of `slab`. */
static inline size_t slab_live(const struct slab_cache *cache,
                               const struct slab *slab) {
  switch ((enum slab_state)slab->state) {
    case kSlabCurrent:
      return slab->used - 1;
    case kSlabFull:
      return cache->capacity;
    case kSlabPartial:
    case kSlabSpare:
      break;
  }
  return slab->used;
}

/** A slab on its way back to the heap, and what it takes to destroy it. */
struct slab_leaving {
  struct slab *slabs; /**< Linked by `next`. */
  const struct slab_config *config;
  size_t first;
  size_t stride;
  size_t bytes; /**< Of each slab. */
};

/** Takes all slabs without live objects out of the cache. Needs the lock. */
void slab_take_idle(struct slab_cache *cache, struct slab_leaving *leaving);

/** Takes `slab` out of the books and adds it to `leaving`. Needs the lock. */
void slab_leave(struct slab_cache *cache, struct slab *slab,
                struct slab_leaving *leaving);

/** Gives slabs to the heap. Without the lock. Returns the bytes given. */
size_t slab_release(const struct slab_leaving *leaving);

/** Returns whether `object` is in the free list of `slab`, as far as that can
 * be believed. Needs the lock; looks at every free object. */
bool slab_list_has(const struct slab_cache *cache, const struct slab *slab,
                   const char *object);

/** Panics: who freed what, and what is wrong with it. Without the lock. */
_Noreturn void slab_panic(const struct slab_cache *cache, const char *damage,
                          const void *object, const void *caller);

/** Panics, telling why `object` is none of this cache. Without the lock. */
_Noreturn void slab_panic_foreign(const struct slab_cache *cache,
                                  const void *object, const void *caller);

#endif  // DAEDALUS_MM_SLAB_INTERNAL_H_
