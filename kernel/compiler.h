// SPDX-License-Identifier: Apache-2.0
/** @file What C lacks and every layer needs. */
#ifndef DAEDALUS_KERNEL_COMPILER_H_
#define DAEDALUS_KERNEL_COMPILER_H_

#include <stddef.h>
#include <stdint.h>

/** The `type` object whose `member` lies at `pointer`. */
#define CONTAINER_OF(pointer, type, member) \
  ((type *)((uintptr_t)(pointer) - offsetof(type, member)))

#endif  // DAEDALUS_KERNEL_COMPILER_H_
