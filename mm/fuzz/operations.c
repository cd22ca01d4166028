// SPDX-License-Identifier: Apache-2.0
// A sequence of operations on an allocator, from bytes of the fuzzer's. The
// model (mm/testing/model.h) knows the right answers.
//
// Byte 0 says how large the region is. Then every four bytes are an operation:
// what, which slot, and a size in two bytes.
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/testing/allocator.h"
#include "mm/testing/model.h"

// Called by libFuzzer.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
  kSlots = 64,
  kOperationBytes = 4,
  kLargestBytes = 64 * 1024 + 4096,
};

static alignas(4096) unsigned char memory[kLargestBytes];
static struct model_block blocks[kSlots];
static struct model model;

static const struct allocator *const kAllocator = &allocator_under_test;

static size_t decode_size(unsigned low, unsigned high) {
  const size_t value = low | high << 8;
  switch (high >> 5) {
    case 0:
    case 1:
    case 2:
      return low;  // Slots.
    case 3:
    case 4:
      return value & 0x7ff;
    case 5:
      return value & 0x3fff;
    case 6:
      return model.now.largest_free + 8 - (value & 0xf);
    default:
      return (SIZE_MAX >> (low & 3)) - (value >> 2 & 0x7ff);
  }
}

// The first slot from `slot` on that has a block, or has none.
static size_t find(size_t slot, bool used) {
  for (size_t i = 0; i < kSlots; i++) {
    const size_t at = (slot + i) % kSlots;
    if ((model.blocks[at].bytes != NULL) == used) {
      return at;
    }
  }
  return kSlots;
}

static void fill(size_t size) {
  for (size_t slot = find(0, false); slot < kSlots; slot = find(slot, false)) {
    if (!model_alloc(&model, slot, size)) {
      return;
    }
  }
}

static void free_every(size_t step) {
  for (size_t slot = 0; slot < kSlots; slot += step) {
    model_free(&model, slot);
  }
}

static void special(unsigned which, size_t size) {
  if (which % 8 == 0) {
    model_flush(&model);
  } else if (which % 8 == 1) {
    fill(size);
  } else if (which % 8 == 2) {
    model_check(&model);
  } else if (kAllocator->free == NULL) {
    return;
  } else if (which % 8 == 3) {
    model_free_all(&model);
    const size_t slot = find(0, false);
    model_expect_room(&model, slot, model.start.largest_free);
  } else {
    free_every(which % 4 + 2);
  }
}

static void step(const uint8_t *bytes) {
  const unsigned what = bytes[0];
  const size_t size = decode_size(bytes[2], bytes[3]);
  const size_t empty = find(bytes[1] % kSlots, false);
  const size_t used = find(bytes[1] % kSlots, true);
  if (what % 8 == 7) {
    special(bytes[1], size);
  } else if (what % 8 >= 5) {
    if (used != kSlots && kAllocator->free != NULL) {
      model_free(&model, used);
    }
  } else if (what % 8 == 4) {
    (void)model_realloc(&model, used != kSlots ? used : empty, size);
  } else if (empty == kSlots) {
    return;
  } else if (what % 8 == 3) {
    (void)model_alloc_aligned(&model, empty, (size_t)1 << (what >> 3) % 18,
                              size);
  } else if (what % 8 == 2 && kAllocator->calloc != NULL) {
    (void)model_calloc(&model, empty, (what >> 3) + 1, size);
  } else {
    (void)model_alloc(&model, empty, size);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) {
    return 0;
  }
  const size_t least =
      kAllocator->minimum_region < 1024 ? 1024 : kAllocator->minimum_region;
  const size_t region = least + (size_t)2 * kModelGuardBytes +
                        ((size_t)(data[0] & 15) << (data[0] >> 4) / 2 << 4);
  if (region > sizeof(memory) - 16 ||
      !model_start(&model, kAllocator, memory + 16, region, blocks, kSlots)) {
    return 0;
  }
  for (size_t i = 1; i + kOperationBytes <= size; i += kOperationBytes) {
    step(data + i);
  }
  if (kAllocator->free != NULL) {
    model_free_all(&model);
  }
  model_check(&model);
  return 0;
}
