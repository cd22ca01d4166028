// SPDX-License-Identifier: Apache-2.0
/** @file The way back from what symbol_table.py did. */
#include "kernel/symbol_table.h"

#include <string.h>

enum { kFirstPair = 0x80 };

// A stack of what is still to be unpacked, so that a table full of rubbish has
// an end, too.
static void unpack(const uint8_t *pairs, size_t pair_count,
                   const uint8_t *packed, char *name, size_t size) {
  uint8_t stack[16];
  size_t depth = 0;
  size_t length = 0;
  while (length < size - 1 && (depth > 0 || *packed != 0)) {
    const uint8_t byte = depth > 0 ? stack[--depth] : *packed++;
    const size_t pair = (size_t)byte - kFirstPair;
    if (byte < kFirstPair) {
      name[length++] = (char)byte;
    } else if (pair < pair_count && pairs[2 * pair] < byte &&
               pairs[2 * pair + 1] < byte && depth + 2 <= sizeof(stack)) {
      stack[depth++] = pairs[2 * pair + 1];
      stack[depth++] = pairs[2 * pair];
    }
  }
  name[length] = '\0';
}

bool symbol_table_find(const uint8_t *table, size_t bytes, uintptr_t code,
                       uintptr_t address, struct symbol *symbol) {
  const uint8_t *const end = table + bytes;
  const size_t pair_count = bytes > 0 ? table[0] : 0;
  if (bytes <= 1 + 2 * pair_count) {
    return false;
  }
  const uint8_t *const pairs = table + 1;
  const uint8_t *found = nullptr;
  uintptr_t found_start = 0;
  uintptr_t start = code;
  table += 1 + 2 * pair_count;
  while (table < end) {
    uintptr_t distance = 0;
    unsigned shift = 0;
    uint8_t byte;
    do {
      byte = *table++;
      distance |= (uintptr_t)(byte & 0x7f) << shift;
      shift += 7;
    } while ((byte & 0x80) != 0 && shift < 28 && table < end);
    start += 4 * distance;
    const uint8_t *const zero = memchr(table, 0, (size_t)(end - table));
    if (start > address || zero == nullptr) {
      break;
    }
    found = table;
    found_start = start;
    table = zero + 1;
  }
  if (found == nullptr) {
    return false;
  }
  unpack(pairs, pair_count, found, symbol->name, sizeof(symbol->name));
  symbol->offset = address - found_start;
  return true;
}
