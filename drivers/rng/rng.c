// SPDX-License-Identifier: Apache-2.0
/** @file Bytes from a driver's words. */
#include "drivers/rng/rng.h"

status_t rng_fill(struct rng *rng, uint8_t *bytes, size_t count) {
  while (count != 0) {
    uint32_t word;
    const status_t status = rng->ops->read_word(rng, &word);
    if (status != STATUS_OK) {
      return status;
    }
    for (size_t i = 0; i < sizeof(word) && count != 0; i++) {
      *bytes++ = (uint8_t)word;
      word >>= 8;
      count--;
    }
  }
  return STATUS_OK;
}
