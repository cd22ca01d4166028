// SPDX-License-Identifier: Apache-2.0
/** @file The table of this image. */
#include "kernel/symbols.h"

// kernel.ld
extern char __text_start[];
extern char __text_end[];
extern const uint8_t __symbols_start[];
extern const uint8_t __symbols_end[];

bool symbols_find(uintptr_t address, struct symbol *symbol) {
  return address < (uintptr_t)__text_end &&
         symbol_table_find(
             __symbols_start,
             (uintptr_t)__symbols_end - (uintptr_t)__symbols_start,
             (uintptr_t)__text_start, address, symbol);
}
