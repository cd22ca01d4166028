// SPDX-License-Identifier: Apache-2.0
// A program that misuses the heap in one way and ends in one of these:
//   a panic of the heap;
//   a fault, or a panic of somebody else;
//   "outcome: harmless", if all is well after a churn;
//   "outcome: bad: ..." if it is not.
// The judge (misuse_test.py) compares with expectations.bzl.
#include "mm/misuse/misuse.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "mm/heap.h"

enum { kRegionBytes = 256 * 1024 };

static alignas(4096) char region[kRegionBytes];

void misuse_name(const char *name, const void *address) {
  (void)printf("%s = 0x%lx\n", name, (unsigned long)(uintptr_t)address);
}

static const struct misuse_case *find_case(const char *name) {
  const struct misuse_case *found = kMisuseCases;
  while (found->name != NULL && strcmp(found->name, name) != 0) {
    found++;
  }
  return found->name == NULL ? NULL : found;
}

int main(void) {
  // Of slots, with neighbours of the same size; and blocks with a header.
  static const struct misuse_sizes kSmall = {.bytes = 64, .stride = 80};
  static const struct misuse_sizes kLarge = {.bytes = 1000, .stride = 1024};
  char words[64];
  misuse_read_words(words, sizeof(words));
  char *const space = strchr(words, ' ');
  if (space == NULL) {
    (void)printf("no case named: \"%s\"\n", words);
    return 2;
  }
  *space = '\0';
  const struct misuse_case *const found = find_case(words);
  const struct misuse_sizes *const sizes =
      strcmp(space + 1, "small") == 0 ? &kSmall : &kLarge;
  if (found == NULL || (sizes == &kLarge && strcmp(space + 1, "large") != 0)) {
    (void)printf("no such case: %s %s\n", words, space + 1);
    return 2;
  }
  heap_init(region, region + sizeof(region));
  // So that what is misused is not the first or the last of its kind.
  void *const first = misuse_alloc(sizes->bytes);
  misuse_name("heap", region);
  misuse_name("first", first);
  misuse_name("alloc()", (const void *)(uintptr_t)misuse_alloc);
  misuse_name("case()", (const void *)(uintptr_t)found->run);
  found->run(sizes);
  const char *const wrong = misuse_churn(sizes);
  (void)printf("outcome: %s%s\n", wrong == NULL ? "harmless" : "bad: ",
               wrong == NULL ? "" : wrong);
  return 0;
}
