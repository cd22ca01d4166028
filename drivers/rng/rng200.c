// SPDX-License-Identifier: Apache-2.0
/** @file RNG200, polled. */
#include "drivers/rng/rng200.h"

#include "drivers/mmio.h"
#include "drivers/rng/rng200_regs.h"
#include "kernel/compiler.h"

static void generate(uintptr_t base, uint32_t rbgen) {
  const uint32_t others =
      mmio_read32(base + RNG200_CTRL) & ~RNG200_CTRL_RBGEN_MASK;
  mmio_write32(base + RNG200_CTRL, others | rbgen);
}

static void reset(uintptr_t address, uint32_t bit) {
  const uint32_t others = mmio_read32(address) & ~RNG200_SOFT_RESET;
  mmio_write32(address, others | bit);
}

// The tests' verdict stays until then.
static void restart(uintptr_t base) {
  generate(base, 0);
  mmio_write32(base + RNG200_INT_STATUS, ~0u);
  reset(base + RNG200_RBG_SOFT_RESET, RNG200_SOFT_RESET);
  reset(base + RNG200_RNG_SOFT_RESET, RNG200_SOFT_RESET);
  reset(base + RNG200_RNG_SOFT_RESET, 0);
  reset(base + RNG200_RBG_SOFT_RESET, 0);
  generate(base, RNG200_CTRL_RBGEN_ENABLE);
}

static bool wait_for_word(uintptr_t base) {
  // It waits: small beats fast.
#pragma clang loop unroll(disable)
  for (uint32_t i = 0; i < RNG200_POLLS; i++) {
    if ((mmio_read32(base + RNG200_FIFO_COUNT) &
         RNG200_FIFO_COUNT_WORDS_MASK) != 0) {
      return true;
    }
  }
  return false;
}

static bool failed(uintptr_t base) {
  return (mmio_read32(base + RNG200_INT_STATUS) &
          (RNG200_INT_STATUS_MASTER_FAIL_LOCKOUT |
           RNG200_INT_STATUS_NIST_FAIL)) != 0;
}

static status_t read_word(struct rng *rng, uint32_t *word) {
  enum { kAttempts = 2 };
  struct rng200 *const block = CONTAINER_OF(rng, struct rng200, rng);
  const uintptr_t base = block->base;
  if (!block->started) {
    generate(base, RNG200_CTRL_RBGEN_ENABLE);
    block->started = true;
  }
  for (unsigned i = 0; i < kAttempts; i++) {
    const bool has_word = wait_for_word(base);
    if (!failed(base)) {
      if (!has_word) {
        return STATUS_TIMED_OUT;
      }
      *word = mmio_read32(base + RNG200_FIFO_DATA);
      return STATUS_OK;
    }
    restart(base);
  }
  return STATUS_IO;
}

const struct rng_ops rng200_ops = {.read_word = read_word};
