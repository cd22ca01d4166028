// SPDX-License-Identifier: Apache-2.0
/**
 * @file Typed object caches: many objects of one kind, allocated and freed in
 * O(1), from slabs that come from "mm/heap.h". With hardening off, on one core,
 * that is a dozen instructions; 19 and 36 at default, 90 and 106 at secure.
 *
 * A slab is a piece of the heap, a power of two of bytes that starts at a
 * multiple of its size. It has a short header and then objects, side by side
 * and without headers: clearing an object's low address bits leads to its slab.
 * Each slab has a list of its free objects. Objects come from the cache's
 * current slab; when that has no more, from another one that has; the next slab
 * that a cache asks of the heap is one that it needs. A slab whose objects are
 * all free goes back to the heap, but for two: the current one and one spare.
 * The bump heap does not take it: there, slabs are for caches that only grow.
 *
 * Constructed state (J. Bonwick, "The Slab Allocator: An Object-Caching Kernel
 * Memory Allocator", USENIX Summer 1994): with a constructor, an object is
 * constructed once, when its memory is first used, and keeps its state from one
 * user to the next: whoever frees it leaves it as constructed. It is destroyed
 * when its slab goes back to the heap. A free object then cannot contain the
 * list's link, which stands behind each object instead and makes it 16 bytes
 * larger (32-bit: 8) in live objects as well. Without a constructor the link is
 * in the object, which costs nothing but that objects are 16 bytes at least.
 *
 * Every function may be called from any CPU or thread, and from interrupt
 * handlers unless it says otherwise; each cache has a lock of its own, which is
 * held for a bounded time but where a function says otherwise. Constructors,
 * destructors and the heap are called without it. What a constructor or
 * destructor may do is what the caller of slab_alloc(), slab_free() or
 * slab_cache_shrink() may do, so whoever uses a cache in interrupt handlers
 * needs some that can run there.
 *
 * Misuse panics as `--//mm:hardening=` says, with a line that names the object,
 * the damage and who called. default: an object freed twice, freed to another
 * cache than it came from, an address inside an object or of none; a free
 * object that was written to where its link is. secure: also one that was
 * written to anywhere, and writing past the end of an object, which takes a
 * word per object. off: none.
 */
#ifndef DAEDALUS_MM_SLAB_H_
#define DAEDALUS_MM_SLAB_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/port.h"
#include "mm/pressure.h"

struct slab;

/** What a cache is for. Kept by reference: it must live on after the cache's
 * end, so it is a constant. */
struct slab_config {
  const char *name;    /**< For reports. */
  size_t object_bytes; /**< Not 0. */
  size_t alignment;    /**< Of objects: a power of two, 0 for
                            HEAP_ALIGNMENT. */
  size_t slab_bytes;   /**< Of each slab: a power of two, or 0 for the smallest
                            from 2 KiB of which at most an eighth is lost. */
  void (*construct)(void *object); /**< Null if objects have no constructed
                                        state. */
  void (*destroy)(void *object);   /**< Ends constructed state; may be null. */
};

/** The members of a struct slab_config that follow from a type. */
#define SLAB_CONFIG_OF(type) \
  .object_bytes = sizeof(type), .alignment = _Alignof(type)

/** What slab.c needs to know of a cache to find its way from an object to its
 * slab and to its link, and whether it is an object at all. In the order in
 * which it is read, two words at a time. */
struct slab_rules {
  size_t link_offset; /**< From an object to its link. */
  uintptr_t mask;     /**< Clears the bits of an address within a slab. */
  uintptr_t secret;   /**< Part of every seal. */
  uintptr_t low;      /**< The lowest slab there ever was. */
  size_t span;        /**< From there to the end of the highest. */
  size_t first;       /**< From a slab to its first object. */
  size_t inverse;     /**< Of the odd part of `stride`, modulo 2^N. */
  size_t shift;       /**< Base-2 logarithm of the rest of it. */
};

/** A cache. The caller owns the memory; only slab.c touches the fields. */
struct slab_cache {
  struct slab *current; /**< Where objects come from. */
  struct slab_rules rules;
  size_t capacity;                  /**< Objects in a slab. */
  size_t stride;                    /**< From an object to the next. */
  size_t canary_offset;             /**< From an object to its canary. */
  const struct slab_config *config; /**< Null: not initialised. */
  struct slab *partial; /**< Slabs with free and live objects, not current. */
  struct slab *full;    /**< Slabs without free objects, not current. */
  struct slab *spare;   /**< A slab without live objects, or null. */
  size_t slabs;         /**< All of them. */
  size_t full_slabs;    /**< Those in `full`. */
  size_t peak_slabs;    /**< The most there ever were. */
  size_t allocations;   /**< Objects handed out, if counted. */
  size_t failures;      /**< Requests refused. */
  struct slab_cache *next; /**< In the list of all caches. */
  struct mm_port_lock lock;
};

/** Figures of a cache; numbers of objects unless said otherwise. */
struct slab_stats {
  const char *name;
  size_t object_bytes; /**< As configured. */
  size_t stride_bytes; /**< What an object takes. */
  size_t objects_per_slab;
  size_t slab_bytes;
  size_t slabs;       /**< Number of slabs now. */
  size_t bytes;       /**< Of all slabs now. */
  size_t peak_bytes;  /**< Of all slabs, the most there ever were. */
  size_t live;        /**< Handed out and not freed. */
  size_t free;        /**< In slabs and not handed out. */
  size_t allocations; /**< Handed out since the start; 0 unless built with
                           --//mm:count_allocations. */
  size_t failures;    /**< Number of requests refused since the start. */
};

/**
 * Makes an empty cache. It takes nothing from the heap yet. Not for ISRs.
 *
 * Panics if `cache` is one already, or if `config` asks for what cannot be: no
 * bytes, an alignment or slab that is no power of two, a slab without room for
 * an object.
 */
void slab_cache_init(struct slab_cache *cache,
                     const struct slab_config *config);

/**
 * Ends a cache: destroys its objects and gives its slabs back. `cache` may then
 * go. Nobody may be using the cache. Not for ISRs.
 *
 * Panics if there are live objects, naming how many and where the first are.
 * The cache is then as it was.
 */
void slab_cache_destroy(struct slab_cache *cache);

/**
 * Returns an object: constructed, or with undefined contents.
 *
 * @return null, with nothing changed but the failure count, if there is no free
 *         object and the heap has no room for a slab.
 */
void *slab_alloc(struct slab_cache *cache)
    __attribute__((__malloc__, warn_unused_result));

/** Ends the use of `object`, which slab_alloc() on `cache` returned; not null.
 */
void slab_free(struct slab_cache *cache, void *object);

/**
 * Gives slabs without live objects back to the heap: there are two at most.
 *
 * @return the bytes given back.
 */
size_t slab_cache_shrink(struct slab_cache *cache);

/** Writes the cache's figures to `stats`. Looks, with the lock held, at every
 * slab of which some objects are live and some free. */
void slab_cache_stats(struct slab_cache *cache, struct slab_stats *stats);

/**
 * Writes the figures of a cache to `stats`: number `index`, from 0, of all
 * caches, the youngest first. Caches that come and go meanwhile change the
 * numbers; that is all.
 *
 * @return false, with `stats` untouched, if there are not that many.
 */
bool slab_stats_at(size_t index, struct slab_stats *stats);

/**
 * Walks all slabs of `cache`, with the lock held, and panics if something is
 * not as it should be. Takes as long as there are free objects. For tests.
 */
void slab_cache_check(struct slab_cache *cache);

/**
 * slab_cache_shrink() for all caches, until `wanted` bytes have been given
 * back. The `reclaim` of a struct pressure_client that lets the heap have idle
 * slabs when it runs low; the other arguments do not matter.
 *
 * @return the bytes given back.
 */
size_t slab_reclaim(struct pressure_client *client, size_t wanted,
                    enum pressure_level level);

#endif  // DAEDALUS_MM_SLAB_H_
