// SPDX-License-Identifier: Apache-2.0
// Misuses its heap in the way that its argument names, then says that it is
// still there. library_test.py knows which of them have to end it.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void double_free_small(void) {
  void *const block = malloc(40);
  free(block);
  free(block);  // NOLINT: the point of it
}

static void double_free_large(void) {
  void *const block = malloc(4000);
  // So that it does not become part of the free memory behind it.
  void *const behind = malloc(4000);
  free(block);
  free(block);  // NOLINT: the point of it
  free(behind);
}

static void free_of_the_stack(void) {
  char local[64] = "";
  char *volatile pointer = local;
  free(pointer);  // NOLINT: the point of it
}

static void free_within_a_block(void) {
  char *volatile block = malloc(100);
  free(block + 16);  // NOLINT: the point of it
}

static void free_off_by_one(void) {
  char *volatile block = malloc(1000);
  free(block + 1);  // NOLINT: the point of it
}

static void write_before_a_block(void) {
  char *volatile block = malloc(1000);
  memset(block - 8, 0x41, 8);
  free(block);
}

static void realloc_after_free(void) {
  char *const block = malloc(30);
  free(block);
  // NOLINTNEXTLINE: the point of it
  if (realloc(block, 500) == NULL) {
    (void)puts("refused");
  }
}

static void write_after_free(void) {
  char *volatile blocks[4];
  for (size_t i = 0; i < 4; i++) {
    blocks[i] = malloc(64);
  }
  free(blocks[1]);
  memset(blocks[1], 0x41, 16);  // NOLINT: the point of it
  free(malloc(64));
}

static void nothing(void) { free(malloc(64)); }

static const struct {
  const char *name;
  void (*function)(void);
} kMisuses[] = {
    {"double_free_small", double_free_small},
    {"double_free_large", double_free_large},
    {"free_of_the_stack", free_of_the_stack},
    {"free_within_a_block", free_within_a_block},
    {"free_off_by_one", free_off_by_one},
    {"write_before_a_block", write_before_a_block},
    {"realloc_after_free", realloc_after_free},
    {"write_after_free", write_after_free},
    {"nothing", nothing},
};

int main(int argc, char **argv) {
  for (size_t i = 0; i < sizeof(kMisuses) / sizeof(kMisuses[0]); i++) {
    if (argc == 2 && strcmp(argv[1], kMisuses[i].name) == 0) {
      kMisuses[i].function();
      (void)puts("still there");
      return 0;
    }
  }
  return 2;
}
