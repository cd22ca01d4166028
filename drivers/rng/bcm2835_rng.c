// SPDX-License-Identifier: Apache-2.0
/** @file BCM2835 random numbers, polled. */
#include "drivers/rng/bcm2835_rng.h"

#include "drivers/mmio.h"
#include "drivers/rng/bcm2835_rng_regs.h"
#include "kernel/compiler.h"

static status_t read_word(struct rng *rng, uint32_t *word) {
  struct bcm2835_rng *const block = CONTAINER_OF(rng, struct bcm2835_rng, rng);
  if (!block->started) {
    mmio_write32(block->base + BCM2835_RNG_STATUS, BCM2835_RNG_STATUS_WARM_UP);
    mmio_write32(block->base + BCM2835_RNG_CTRL, BCM2835_RNG_CTRL_RBGEN);
    block->started = true;
  }
  // It waits: small beats fast.
#pragma clang loop unroll(disable)
  for (uint32_t i = 0; i < BCM2835_RNG_POLLS; i++) {
    if (mmio_read32(block->base + BCM2835_RNG_STATUS) >>
            BCM2835_RNG_STATUS_WORDS_SHIFT !=
        0) {
      *word = mmio_read32(block->base + BCM2835_RNG_DATA);
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

const struct rng_ops bcm2835_rng_ops = {.read_word = read_word};
