// SPDX-License-Identifier: Apache-2.0
/** @file Names of this image's functions, if it was linked with them. */
#ifndef DAEDALUS_KERNEL_SYMBOLS_H_
#define DAEDALUS_KERNEL_SYMBOLS_H_

#include <stdint.h>

#include "kernel/symbol_table.h"

/** symbol_table_find() in this image. Nothing outside of its code has a name,
 * and nothing at all in a program that only kernel_elf() would name. ISR-safe.
 */
bool symbols_find(uintptr_t address, struct symbol *symbol);

#endif  // DAEDALUS_KERNEL_SYMBOLS_H_
