// SPDX-License-Identifier: Apache-2.0
/** @file The lines that a boot begins with. Private to //kernel. */
#ifndef DAEDALUS_KERNEL_BOOT_LOG_H_
#define DAEDALUS_KERNEL_BOOT_LOG_H_

#include <stdint.h>

/**
 * Prints product, board, core, exception levels and the heap's bounds, and how
 * to go on. Needs the console; not the heap.
 */
void boot_log_print(uintptr_t heap_start, uintptr_t heap_end);

#endif  // DAEDALUS_KERNEL_BOOT_LOG_H_
