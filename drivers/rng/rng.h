// SPDX-License-Identifier: Apache-2.0
/** @file Random numbers from hardware. Drivers embed `struct rng`. */
#ifndef DAEDALUS_DRIVERS_RNG_RNG_H_
#define DAEDALUS_DRIVERS_RNG_RNG_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

struct rng;

/** What a driver provides. */
struct rng_ops {
  /**
   * Waits, bounded, for 32 random bits. On an error, as of rng_fill(), `word`
   * is untouched.
   */
  status_t (*read_word)(struct rng *rng, uint32_t *word);
};

/** A generator of random numbers. */
struct rng {
  const struct rng_ops *ops;
};

/**
 * Fills `count` bytes with random bits as the hardware gives them: seeds for a
 * generator, rather than keys. Takes whole words, so 4 bytes cost no more than
 * one.
 *
 * Waits for the hardware; each driver says for how long at most. Not for ISRs,
 * nor for two callers at once.
 *
 * @return STATUS_TIMED_OUT if the hardware has no number in time, as it may be
 *         while it warms up: ask again; STATUS_IO if it says that its numbers
 *         are not random. On both, do not use what is in `bytes`: it is partly
 *         as before.
 */
status_t rng_fill(struct rng *rng, uint8_t *bytes, size_t count);

#endif  // DAEDALUS_DRIVERS_RNG_RNG_H_
