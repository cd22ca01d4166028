// SPDX-License-Identifier: Apache-2.0
// The walk through a whole cache.
#include "mm/port.h"
#include "mm/slab.h"
#include "mm/slab_internal.h"

// Counts the free objects of a slab. Returns what is wrong, or null.
static const char *slab_check_objects(const struct slab_cache *cache,
                                      const struct slab *slab, size_t *count) {
  *count = 0;
  for (char *free = slab->free; free != NULL;) {
    if (slab_of(&cache->rules, free) != slab ||
        slab_index(&cache->rules, free) >= slab->carved) {
      return "a link leads elsewhere";
    }
    if (++*count > slab->carved) {
      return "the free objects are a ring";
    }
    const struct slab_link *const link = slab_link_of(&cache->rules, free);
    if (MM_HARDENED &&
        link->seal != slab_seal(&cache->rules, link, link->next)) {
      return "a free object was written to";
    }
    free = link->next;
  }
  return NULL;
}

static const char *slab_check_one(const struct slab_cache *cache,
                                  const struct slab *slab,
                                  enum slab_state state) {
  size_t free;
  if (slab_of(&cache->rules, slab) != slab || slab->cache != cache ||
      slab->state != state || slab->carved > cache->capacity) {
    return "the head of a slab was written to";
  }
  const char *const damage = slab_check_objects(cache, slab, &free);
  if (damage != NULL) {
    return damage;
  }
  const size_t live = slab_live(cache, slab);
  if (live + free != slab->carved) {
    return "objects are missing";
  }
  const bool idle = state == kSlabSpare || state == kSlabCurrent;
  const bool busy = state == kSlabFull || state == kSlabCurrent;
  if ((live == 0 && !idle) || (live != 0 && state == kSlabSpare) ||
      (live == cache->capacity && !busy)) {
    return "a slab is in the wrong list";
  }
  return NULL;
}

static const char *slab_check_list(const struct slab_cache *cache,
                                   const struct slab *list,
                                   enum slab_state state, size_t *count) {
  const struct slab *previous = NULL;
  *count = 0;
  for (const struct slab *slab = list; slab != NULL; slab = slab->next) {
    const char *const damage = slab_check_one(cache, slab, state);
    if (damage != NULL) {
      return damage;
    }
    if (slab->previous != previous || ++*count > cache->slabs) {
      return "a list of slabs is broken";
    }
    previous = slab;
  }
  return NULL;
}

static const char *slab_check_all(const struct slab_cache *cache) {
  size_t partial;
  size_t full;
  const char *damage =
      slab_check_list(cache, cache->partial, kSlabPartial, &partial);
  if (damage == NULL) {
    damage = slab_check_list(cache, cache->full, kSlabFull, &full);
  }
  if (damage != NULL) {
    return damage;
  }
  size_t others = 0;
  if (cache->current != &slab_none) {
    others++;
    damage = slab_check_one(cache, cache->current, kSlabCurrent);
  }
  if (damage == NULL && cache->spare != NULL) {
    others++;
    damage = slab_check_one(cache, cache->spare, kSlabSpare);
  }
  if (damage == NULL &&
      (full != cache->full_slabs || partial + full + others != cache->slabs)) {
    damage = "slabs are missing";
  }
  return damage;
}

void slab_cache_check(struct slab_cache *cache) {
  const mm_port_lock_state state = mm_port_lock(&cache->lock);
  const char *const damage = slab_check_all(cache);
  mm_port_unlock(&cache->lock, state);
  if (damage != NULL) {
    mm_port_panic("slab: cache %s: %s", cache->config->name, damage);
  }
}
