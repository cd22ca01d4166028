// SPDX-License-Identifier: Apache-2.0
/**
 * @file Random number generator of BCM2835, BCM2836 and BCM2837. There is no
 * public manual of it. The BCM2711 has another one (rng200.h).
 */
#ifndef DAEDALUS_DRIVERS_RNG_BCM2835_RNG_H_
#define DAEDALUS_DRIVERS_RNG_BCM2835_RNG_H_

#include <stdint.h>

#include "drivers/rng/rng.h"

/**
 * The generator. The caller owns the memory. Start with
 * `{.rng.ops = &bcm2835_rng_ops, .base = base}`; the hardware is started by the
 * first read, which waits for its warm-up.
 */
struct bcm2835_rng {
  struct rng rng; /**< What everybody else uses. */
  uintptr_t base; /**< First register, physical address. */
  bool started;   /**< Only bcm2835_rng.c touches it. */
};

/**
 * Looks at the queue before STATUS_TIMED_OUT, the only error: 0.1 s at 10 ns a
 * look, and more on a real bus.
 */
#define BCM2835_RNG_POLLS 10000000u

extern const struct rng_ops bcm2835_rng_ops;

#endif  // DAEDALUS_DRIVERS_RNG_BCM2835_RNG_H_
