// SPDX-License-Identifier: Apache-2.0
/** @file What `load` received, for `go`. */
#ifndef DAEDALUS_SHELL_COMMANDS_LOAD_H_
#define DAEDALUS_SHELL_COMMANDS_LOAD_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/xmodem.h"

/** A file in memory. */
struct loaded {
  uintptr_t base;               /**< Multiple of HANDOVER_ALIGNMENT. */
  size_t bytes;                 /**< 0: there is none. */
  uint32_t crc32;               /**< Of it as it came. */
  char name[XMODEM_NAME_BYTES]; /**< Perhaps empty. */
};

/** Returns the last one that came whole. */
const struct loaded *loaded_file(void);

/** Computes CRC-32 as gzip and `cksum -a crc32b` do (ISO 3309). */
uint32_t loaded_crc32(const unsigned char *bytes, size_t count);

#endif  // DAEDALUS_SHELL_COMMANDS_LOAD_H_
