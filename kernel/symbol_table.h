// SPDX-License-Identifier: Apache-2.0
/**
 * @file Names of functions, packed. kernel/symbol_table.py makes the table.
 *
 * A byte n, then n pairs of bytes: in names, the byte 0x80 + i stands for pair
 * i, which may have such bytes in it, too, of pairs before it.
 *
 * Then for each function, by address: its distance from the one before, the
 * first's from the start of code, in units of 4 bytes, 7 bits a byte, the
 * lowest first and the top bit set in all but the last; its name; a zero.
 */
#ifndef DAEDALUS_KERNEL_SYMBOL_TABLE_H_
#define DAEDALUS_KERNEL_SYMBOL_TABLE_H_

#include <stddef.h>
#include <stdint.h>

/** A place in a function. */
struct symbol {
  char name[48];    /**< What is longer, is cut. */
  uintptr_t offset; /**< Bytes from where the function begins. */
};

/**
 * Finds the last function that begins at or below `address`; how long it is,
 * the table does not say. Reads nothing but the `bytes` at `table`, whatever is
 * in them. Takes as long as the table is. ISR-safe.
 *
 * @param code  where code starts.
 * @return whether there is one; if not, `symbol` is as it was.
 */
bool symbol_table_find(const uint8_t *table, size_t bytes, uintptr_t code,
                       uintptr_t address, struct symbol *symbol);

#endif  // DAEDALUS_KERNEL_SYMBOL_TABLE_H_
