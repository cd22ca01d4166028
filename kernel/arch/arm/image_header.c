// SPDX-License-Identifier: Apache-2.0
/** @file Linux, arch/arm/boot/compressed/head.S. */
#include "kernel/arch/image_header.h"

#include <stdint.h>

struct header {
  uint32_t code[9];
  uint32_t magic;
  uint32_t start;
  uint32_t end;
  uint32_t endianness;
};

static_assert(sizeof(struct header) <= IMAGE_HEADER_BYTES);

status_t image_header_read(const void *image, size_t bytes, uintptr_t,
                           uintptr_t *runs_at) {
  const uint32_t kMagic = 0x016f2818;
  const struct header *const header = image;
  if (bytes < IMAGE_HEADER_BYTES || header->magic != kMagic) {
    return STATUS_INVALID_ARGUMENT;
  }
  *runs_at = header->start;
  return STATUS_OK;
}
