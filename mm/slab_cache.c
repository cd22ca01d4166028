// SPDX-License-Identifier: Apache-2.0
// What is not about single objects: caches begin and end, and tell about
// themselves.
#include "mm/alignment.h"
#include "mm/heap.h"
#include "mm/port.h"
#include "mm/slab.h"
#include "mm/slab_internal.h"

enum {
  kSlabMinimumBytes = 2048,
  kSlabMostLost = 8, /**< One in as many bytes of a slab. */
};

// All caches. Its lock is taken before that of a cache.
struct slab_registry {
  struct mm_port_lock lock;
  struct slab_cache *first;
  uintptr_t created;
};

static struct slab_registry *slab_registry(void) {
  static struct slab_registry registry;
  return &registry;
}

/*
 * How a slab is laid out.
 */

static size_t slab_round_up(size_t size, size_t alignment) {
  return (size + alignment - 1) & ~(alignment - 1);
}

// Sets what follows from one object alone.
static void slab_lay_out_object(struct slab_cache *cache, size_t alignment) {
  const struct slab_config *const config = cache->config;
  const size_t word = sizeof(uintptr_t);
  const size_t link = MM_HARDENED ? sizeof(struct slab_link) : sizeof(char *);
  size_t end = slab_round_up(config->object_bytes, word);
  if (config->construct == NULL && end < link) {
    end = link;
  }
  if (MM_SECURE) {
    cache->canary_offset = end;
    end += word;
  }
  if (config->construct != NULL) {
    cache->rules.link_offset = end;
    end += link;
  }
  cache->stride = slab_round_up(end, alignment);
  const unsigned shift = (unsigned)__builtin_ctzl(cache->stride);
  cache->rules.shift = shift;
  // Newton's method: each step doubles the bits that are right, 3 at first.
  const size_t odd = cache->stride >> shift;
  size_t inverse = odd;
  for (size_t bits = 3; bits < 8 * sizeof(size_t); bits *= 2) {
    inverse *= 2 - odd * inverse;
  }
  cache->rules.inverse = inverse;
}

// Sets what follows from the size of a slab. Returns the bytes that no object
// gets.
static size_t slab_lay_out(struct slab_cache *cache, size_t slab_bytes,
                           size_t alignment) {
  const size_t usable = slab_bytes - HEAP_ALIGNMENT;
  size_t header = sizeof(struct slab);
  if (MM_SECURE) {
    const size_t most = usable / cache->stride;
    header += (most / (8 * sizeof(uintptr_t)) + 1) * sizeof(uintptr_t);
  }
  cache->rules.mask = -slab_bytes;
  cache->rules.first = slab_round_up(header, alignment);
  cache->capacity = cache->rules.first < usable
                        ? (usable - cache->rules.first) / cache->stride
                        : 0;
  return slab_bytes - cache->capacity * cache->stride;
}

static void slab_choose_layout(struct slab_cache *cache) {
  const struct slab_config *const config = cache->config;
  size_t alignment =
      config->alignment == 0 ? HEAP_ALIGNMENT : config->alignment;
  if (!mm_is_power_of_two(alignment) || alignment > PTRDIFF_MAX / 64) {
    mm_port_panic("slab: cache %s: alignment %lu is not a power of two",
                  config->name, (unsigned long)alignment);
  }
  if (config->object_bytes == 0 || config->object_bytes > PTRDIFF_MAX / 64) {
    mm_port_panic("slab: cache %s: no objects of %lu bytes", config->name,
                  (unsigned long)config->object_bytes);
  }
  alignment = alignment < sizeof(char *) ? sizeof(char *) : alignment;
  slab_lay_out_object(cache, alignment);
  size_t bytes = config->slab_bytes;
  if (bytes != 0) {
    if (!mm_is_power_of_two(bytes) || bytes <= HEAP_ALIGNMENT ||
        bytes > PTRDIFF_MAX / 2 ||
        (slab_lay_out(cache, bytes, alignment), cache->capacity == 0)) {
      mm_port_panic("slab: cache %s: no slabs of %lu bytes", config->name,
                    (unsigned long)bytes);
    }
    return;
  }
  // Ends before it overflows: by 16 objects or alignments at the latest.
  bytes = kSlabMinimumBytes;
  while (slab_lay_out(cache, bytes, alignment) > bytes / kSlabMostLost) {
    bytes *= 2;
  }
}

/*
 * Panics.
 */

static const char *slab_name(const struct slab_cache *cache) {
  return cache->config == NULL ? "(none)" : cache->config->name;
}

void slab_panic(const struct slab_cache *cache, const char *damage,
                const void *object, const void *caller) {
  mm_port_panic("slab: %s: object %p of cache %s, found in a call from %p",
                damage, object, slab_name(cache), caller);
}

// Returns the name of the cache that `object` belongs to, or null.
static const char *slab_owner_of(const void *object) {
  struct slab_registry *const registry = slab_registry();
  const char *name = NULL;
  const mm_port_lock_state state = mm_port_lock(&registry->lock);
  for (struct slab_cache *cache = registry->first; cache != NULL;
       cache = cache->next) {
    const mm_port_lock_state inner = mm_port_lock(&cache->lock);
    if (slab_is_ours(cache, &cache->rules, object)) {
      name = cache->config->name;
    }
    mm_port_unlock(&cache->lock, inner);
  }
  mm_port_unlock(&registry->lock, state);
  return name;
}

void slab_panic_foreign(const struct slab_cache *cache, const void *object,
                        const void *caller) {
  const char *const owner = slab_owner_of(object);
  if (owner == NULL) {
    slab_panic(cache, "not an object", object, caller);
  }
  mm_port_panic(
      "slab: wrong cache: object %p of cache %s freed to cache %s in a call "
      "from %p",
      object, owner, slab_name(cache), caller);
}

/*
 * Caches begin and end.
 */

// Not a secret to whoever reads memory or the image: there is no source of
// chance here. It is different for each cache and changes with each build.
static uintptr_t slab_secret(const struct slab_cache *cache,
                             uintptr_t created) {
  const uintptr_t odd = (uintptr_t)0x9e3779b97f4a7c15;
  uintptr_t secret = ((uintptr_t)cache + created) * odd;
  secret ^= secret >> 4 * sizeof(secret);
  return secret * odd;
}

// Returns the link of the registry that points to `cache`, or to null.
static struct slab_cache **slab_find_cache(struct slab_registry *registry,
                                           const struct slab_cache *cache) {
  struct slab_cache **link = &registry->first;
  while (*link != NULL && *link != cache) {
    link = &(*link)->next;
  }
  return link;
}

void slab_cache_init(struct slab_cache *cache,
                     const struct slab_config *config) {
  struct slab_registry *const registry = slab_registry();
  struct slab_cache fresh = {.current = &slab_none, .config = config};
  slab_choose_layout(&fresh);
  const mm_port_lock_state state = mm_port_lock(&registry->lock);
  const bool known = *slab_find_cache(registry, cache) != NULL;
  if (!known) {
    fresh.rules.secret = slab_secret(cache, ++registry->created);
    fresh.next = registry->first;
    *cache = fresh;
    registry->first = cache;
  }
  mm_port_unlock(&registry->lock, state);
  if (known) {
    mm_port_panic("slab: cache %s is initialised already", config->name);
  }
}

bool slab_list_has(const struct slab_cache *cache, const struct slab *slab,
                   const char *object) {
  char *free = slab->free;
  for (size_t i = 0; i < slab->carved && free != NULL; i++) {
    if (free == object) {
      return true;
    }
    free = slab_link_of(&cache->rules, free)->next;
  }
  return false;
}

// Writes the first live objects of a list of slabs to `objects`, of which
// `found` are there already.
static void slab_find_live(const struct slab_cache *cache, struct slab *slab,
                           const char *objects[2], size_t *found) {
  for (; slab != NULL; slab = slab->next) {
    for (size_t i = 0; i < slab->carved && *found < 2; i++) {
      const char *const object = slab_object(cache, slab, i);
      if (!slab_list_has(cache, slab, object)) {
        objects[(*found)++] = object;
      }
    }
  }
}

static size_t slab_count_live(const struct slab_cache *cache) {
  size_t live = cache->full_slabs * cache->capacity;
  if (cache->current != &slab_none) {
    live += slab_live(cache, cache->current);
  }
  for (const struct slab *slab = cache->partial; slab != NULL;
       slab = slab->next) {
    live += slab_live(cache, slab);
  }
  return live;
}

static _Noreturn void slab_panic_live(const struct slab_cache *cache,
                                      size_t live) {
  const char *objects[2] = {NULL, NULL};
  size_t found = 0;
  slab_find_live(cache, cache->full, objects, &found);
  slab_find_live(cache, cache->partial, objects, &found);
  if (cache->current != &slab_none) {
    cache->current->next = NULL;
    slab_find_live(cache, cache->current, objects, &found);
  }
  if (live == 1) {
    mm_port_panic("slab: cache %s destroyed with a live object: %p",
                  cache->config->name, (const void *)objects[0]);
  }
  mm_port_panic("slab: cache %s destroyed with %lu live objects: %p, %p%s",
                cache->config->name, (unsigned long)live,
                (const void *)objects[0], (const void *)objects[1],
                live > 2 ? ", ..." : "");
}

void slab_cache_destroy(struct slab_cache *cache) {
  struct slab_registry *const registry = slab_registry();
  struct slab_leaving leaving = {.slabs = NULL};
  const mm_port_lock_state state = mm_port_lock(&registry->lock);
  struct slab_cache **const link = slab_find_cache(registry, cache);
  const bool known = *link != NULL;
  size_t live = 0;
  if (known) {
    const mm_port_lock_state inner = mm_port_lock(&cache->lock);
    live = slab_count_live(cache);
    if (live == 0) {
      slab_take_idle(cache, &leaving);
      *link = cache->next;
      cache->config = NULL;
      cache->rules.span = 0;
    }
    mm_port_unlock(&cache->lock, inner);
  }
  mm_port_unlock(&registry->lock, state);
  if (!known) {
    mm_port_panic("slab: %p is not a cache", (void *)cache);
  }
  if (live != 0) {
    slab_panic_live(cache, live);
  }
  (void)slab_release(&leaving);
}

/*
 * Figures.
 */

void slab_cache_stats(struct slab_cache *cache, struct slab_stats *stats) {
  const mm_port_lock_state state = mm_port_lock(&cache->lock);
  const size_t slab_bytes = -cache->rules.mask;
  const size_t live = slab_count_live(cache);
  *stats = (struct slab_stats){
      .name = cache->config->name,
      .object_bytes = cache->config->object_bytes,
      .stride_bytes = cache->stride,
      .objects_per_slab = cache->capacity,
      .slab_bytes = slab_bytes,
      .slabs = cache->slabs,
      .bytes = cache->slabs * slab_bytes,
      .peak_bytes = cache->peak_slabs * slab_bytes,
      .live = live,
      .free = cache->slabs * cache->capacity - live,
      .allocations = cache->allocations,
      .failures = cache->failures,
  };
  mm_port_unlock(&cache->lock, state);
}

// Returns cache number `index`, or null. Needs the registry's lock.
static struct slab_cache *slab_cache_at(struct slab_registry *registry,
                                        size_t index) {
  struct slab_cache *cache = registry->first;
  while (cache != NULL && index > 0) {
    cache = cache->next;
    index--;
  }
  return cache;
}

bool slab_stats_at(size_t index, struct slab_stats *stats) {
  struct slab_registry *const registry = slab_registry();
  const mm_port_lock_state state = mm_port_lock(&registry->lock);
  struct slab_cache *const cache = slab_cache_at(registry, index);
  if (cache != NULL) {
    slab_cache_stats(cache, stats);
  }
  mm_port_unlock(&registry->lock, state);
  return cache != NULL;
}

size_t slab_reclaim(struct pressure_client *client, size_t wanted,
                    enum pressure_level level) {
  (void)client;
  (void)level;
  struct slab_registry *const registry = slab_registry();
  const struct slab_cache *cache;
  size_t given = 0;
  size_t index = 0;
  do {
    struct slab_leaving leaving = {.slabs = NULL};
    const mm_port_lock_state state = mm_port_lock(&registry->lock);
    struct slab_cache *const next = slab_cache_at(registry, index++);
    cache = next;
    if (next != NULL) {
      // The lock of the registry keeps the cache from ending meanwhile.
      const mm_port_lock_state inner = mm_port_lock(&next->lock);
      slab_take_idle(next, &leaving);
      mm_port_unlock(&next->lock, inner);
    }
    mm_port_unlock(&registry->lock, state);
    given += slab_release(&leaving);
  } while (cache != NULL && given < wanted);
  return given;
}
