// SPDX-License-Identifier: Apache-2.0
/** @file What an image for this processor says of itself. */
#ifndef DAEDALUS_KERNEL_ARCH_IMAGE_HEADER_H_
#define DAEDALUS_KERNEL_ARCH_IMAGE_HEADER_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

/** Its bytes that are looked at, from the first on. */
#define IMAGE_HEADER_BYTES 64

/**
 * Reads the header of an image that begins at `image`, at a multiple of 8.
 *
 * @param ram_base first byte of RAM.
 * @param runs_at where its first byte is to be.
 * @return STATUS_INVALID_ARGUMENT, with `runs_at` untouched, if there is no
 *         such header, or `bytes` are too few for one.
 */
status_t image_header_read(const void *image, size_t bytes, uintptr_t ram_base,
                           uintptr_t *runs_at);

#endif  // DAEDALUS_KERNEL_ARCH_IMAGE_HEADER_H_
