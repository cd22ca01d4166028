// SPDX-License-Identifier: Apache-2.0
/** @file Linux, Documentation/arch/arm64/booting.rst. */
#include "kernel/arch/image_header.h"

#include <stdint.h>

struct header {
  uint32_t code[2];
  uint64_t text_offset;
  uint64_t image_size;
  uint64_t flags;
  uint64_t reserved[3];
  uint32_t magic;
  uint32_t pe_offset;
};

static_assert(sizeof(struct header) == IMAGE_HEADER_BYTES);

status_t image_header_read(const void *image, size_t bytes, uintptr_t ram_base,
                           uintptr_t *runs_at) {
  const uint32_t kMagic = 0x644d5241;  // "ARM\x64"
  const struct header *const header = image;
  if (bytes < sizeof(*header) || header->magic != kMagic) {
    return STATUS_INVALID_ARGUMENT;
  }
  *runs_at = ram_base + header->text_offset;
  return STATUS_OK;
}
