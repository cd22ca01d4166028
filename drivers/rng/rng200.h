// SPDX-License-Identifier: Apache-2.0
/**
 * @file Broadcom's random number generator RNG200, in the BCM2711 at offset
 * 0x104000 of the peripherals. There is no public manual of it.
 *
 * Tested against fake registers only, and on no board: QEMU's raspi4b has
 * nothing there and aborts the access, so the rpi4 board does not have it.
 */
#ifndef DAEDALUS_DRIVERS_RNG_RNG200_H_
#define DAEDALUS_DRIVERS_RNG_RNG200_H_

#include <stdint.h>

#include "drivers/rng/rng.h"

/**
 * The generator. The caller owns the memory. Start with
 * `{.rng.ops = &rng200_ops, .base = base}`; the hardware is started by the
 * first read.
 */
struct rng200 {
  struct rng rng; /**< What everybody else uses. */
  uintptr_t base; /**< First register, physical address. */
  bool started;   /**< Only rng200.c touches it. */
};

/**
 * Looks at the queue before STATUS_TIMED_OUT: 0.1 s at 10 ns a look, and more
 * on a real bus; twice as many if the block's own tests fail, which restarts
 * it. STATUS_IO: they fail after the restart, too.
 */
#define RNG200_POLLS 10000000u

extern const struct rng_ops rng200_ops;

#endif  // DAEDALUS_DRIVERS_RNG_RNG200_H_
