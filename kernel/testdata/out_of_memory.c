// SPDX-License-Identifier: Apache-2.0
// Fills the heap with what has to be had.
#include "mm/heap.h"

int main(void) {
  for (;;) {
    char *const block = heap_must_alloc(16, 1024 * 1024);
    block[0] = 'x';
  }
}
