// SPDX-License-Identifier: Apache-2.0
/**
 * @file Memory pressure: whoever keeps memory that it could do without (a
 * history, a log, a cache of objects) registers as a client and is asked to
 * give some back when the heap runs low, and when an allocation has failed. The
 * heap then tries the allocation again.
 *
 * Clients are asked one after another: those with the lowest `priority` first,
 * among equals those that registered first. Nobody else is asked once enough
 * has been given.
 *
 * What a client's `reclaim` may do, and what holds while it runs:
 * - It runs where the allocation was made, with the interrupt mask as it was
 *   there, so perhaps in an interrupt handler; no lock of mm is held.
 * - It may free and allocate. An allocation that fails in it, or in an
 * interrupt handler that interrupts it, fails at once: on one CPU, clients are
 * never asked while one is being asked.
 * - It may take locks that keep interrupt handlers out (mm_port_lock()), if
 *   nobody allocates while holding them. It must not wait for anything else:
 *   other CPUs whose allocations fail wait for it.
 * - It must not register or unregister clients: that panics.
 *
 * Uses no memory but the clients' own. While there are no clients, every
 * function here is a few instructions.
 */
#ifndef DAEDALUS_MM_PRESSURE_H_
#define DAEDALUS_MM_PRESSURE_H_

#include <stdbool.h>
#include <stddef.h>

/** Why a client is asked. */
enum pressure_level {
  /** Free memory has fallen below the watermark: give what is cheap to get
   * again. */
  kPressureLow,
  /** An allocation has failed: give whatever can be given. */
  kPressureFailed,
};

/**
 * Somebody who can give memory back. The client owns the memory, which has to
 * stay where it is while registered; it sets the first three fields, and only
 * pressure.c touches the others.
 */
struct pressure_client {
  const char *name;  /**< For reports. */
  unsigned priority; /**< Lower ones are asked first. */
  /**
   * Frees memory, `wanted` bytes if it can, less or more as it sees fit.
   *
   * @return how many bytes it freed, 0 if none.
   */
  size_t (*reclaim)(struct pressure_client *client, size_t wanted,
                    enum pressure_level level);
  struct pressure_client *next; /**< The one that is asked after this one. */
  size_t times_asked;           /**< How often `reclaim` was called. */
  size_t given;                 /**< Bytes that it said it freed, in total. */
};

/** Figures since the start, bytes unless said otherwise. */
struct pressure_stats {
  size_t watermark;    /**< As set; 0: none. */
  size_t low_times;    /**< Number of times that free memory fell below it. */
  size_t failed_times; /**< Number of failed allocations that asked clients. */
  size_t given;        /**< What clients said they freed. */
};

/** Figures of one client; the names mean what they mean in pressure_client. */
struct pressure_client_stats {
  const char *name;
  unsigned priority;
  size_t times_asked;
  size_t given;
};

/**
 * Adds `client`. Waits while another CPU asks clients. Not for ISRs.
 *
 * Panics if it is registered already, has no `reclaim`, or in a callback.
 */
void pressure_register(struct pressure_client *client);

/**
 * Removes `client`. It is not asked any more when this returns, and its memory
 * may go. Waits while another CPU asks clients. Not for ISRs.
 *
 * Panics if it is not registered, or in a callback.
 */
void pressure_unregister(struct pressure_client *client);

/**
 * Sets the number of free bytes below which clients are asked at kPressureLow;
 * 0, as at the start, for none. Never blocks. The general heap takes it up the
 * next time that it makes itself larger. The bump heap does not ask at all: it
 * has no use for what clients would free.
 */
void pressure_set_watermark(size_t bytes);

/** Writes the figures to `stats`. Never blocks. */
void pressure_stats(struct pressure_stats *stats);

/**
 * Writes the figures of the client that is asked as number `index`, from 0, to
 * `stats`. Waits while another CPU asks clients. Not for ISRs.
 *
 * @return false, with `stats` untouched, if there are not that many, or in a
 *         callback.
 */
bool pressure_client_stats(size_t index, struct pressure_client_stats *stats);

// For heaps.

/**
 * Asks clients for `wanted` bytes at kPressureFailed until they have given as
 * much. For a heap whose allocation failed, without its lock; ISR-safe.
 *
 * If another CPU is asking clients, waits until it is done, and asks nobody if
 * that has given anything.
 *
 * @return what was given: if it is not 0, trying again has a point. What was
 *         given may be in pieces, so that the next try can fail as well; 0 in a
 *         callback.
 */
size_t pressure_reclaim(size_t wanted);

/**
 * Like pressure_reclaim(), but calls `attempt` after each client that gave
 * something, whatever it says it gave, and goes on until `attempt` returns true
 * or all clients have been asked once. `attempt` is called without any lock and
 * must not wait for anything but locks that keep interrupt handlers out.
 *
 * This is how a heap gets along with pieces, at a number of tries that is
 * bounded by the number of clients.
 *
 * @return whether `attempt` returned true.
 */
bool pressure_retry(size_t wanted, bool (*attempt)(void *context),
                    void *context);

/**
 * Tells how many bytes are free now. If that is below the watermark for the
 * first time since they were above it by a quarter, clients are asked at
 * kPressureLow for what is missing to be above it by a quarter again.
 *
 * For slow paths of a heap, both of allocating and of freeing, without its
 * lock; ISR-safe. Does not wait: while clients are being asked already, by
 * whomever, it asks nobody, and the next call may.
 */
void pressure_note_free(size_t free_bytes);

/** Read through pressure_limit(); only pressure.c writes it. */
extern size_t pressure_concern;

/** Returns how many bytes have to be free for pressure_note_free() to do
 * nothing: one load, for paths where a call is too much. It changes with the
 * watermark, and with each side of it that free memory gets to. */
static inline size_t pressure_limit(void) {
  return __atomic_load_n(&pressure_concern, __ATOMIC_RELAXED);
}

#endif  // DAEDALUS_MM_PRESSURE_H_
