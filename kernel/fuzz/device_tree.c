// SPDX-License-Identifier: Apache-2.0
/** @file A device tree, or what claims to be one, from bytes of the fuzzer's.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/testing/read_tree.h"

// Called by libFuzzer.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // Memory of just that size: the fuzzer's own is larger, and not aligned.
  unsigned char *tree = malloc(size + (size == 0));
  if (tree == nullptr) {
    abort();
  }
  if (size != 0) {
    memcpy(tree, data, size);
  }
  (void)read_tree(tree, size);
  free(tree);
  return 0;
}
