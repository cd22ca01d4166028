// SPDX-License-Identifier: Apache-2.0
// What another repository sees of mm: headers, targets, and a panic that says
// what was wrong.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mm/block_heap.h"
#include "mm/bump.h"
#include "mm/heap.h"
#include "mm/pressure.h"

static _Alignas(16) char region[1 << 20];
static _Alignas(16) char other[1 << 16];
static int problems;

static void expect(bool condition, const char *what) {
  if (!condition) {
    printf("not so: %s\n", what);
    problems++;
  }
}

static void use_the_heap(void) {
  heap_init(region, region + sizeof(region));
  unsigned char *blocks[256];
  for (size_t i = 0; i < 256; i++) {
    blocks[i] = heap_alloc(17 * i + 1);
    memset(blocks[i], (int)i, 17 * i + 1);
  }
  heap_check();
  for (size_t i = 0; i < 256; i++) {
    expect(blocks[i][17 * i] == (unsigned char)i, "contents stay");
    heap_free(blocks[i]);
  }
  heap_check();
  expect(heap_alloc(sizeof(region)) == NULL, "too much is refused");
  struct heap_stats stats;
  heap_stats(&stats);
  expect(stats.failures == 1 && stats.used + stats.free == stats.size,
         "figures add up");
}

static size_t spare_bytes = 1 << 19;
static void *spare;

static size_t give_back(struct pressure_client *client, size_t wanted,
                        enum pressure_level level) {
  (void)client;
  (void)wanted;
  (void)level;
  const size_t given = spare != NULL ? spare_bytes : 0;
  heap_free(spare);
  spare = NULL;
  return given;
}

static void use_pressure(void) {
  static struct pressure_client client = {
      .name = "spare",
      .reclaim = give_back,
  };
  spare = heap_alloc(spare_bytes);
  pressure_register(&client);
  void *const block = heap_alloc(3 << 18);
  expect(block != NULL && spare == NULL, "a client makes room");
  pressure_unregister(&client);
  heap_free(block);
}

static void use_arenas(void) {
  struct bump arena;
  expect(bump_init(&arena, other, sizeof(other)), "an arena");
  expect(bump_alloc_aligned(&arena, 4096, 100) != NULL, "a block of it");
  static struct block_heap heap;
  expect(block_heap_init(&heap, other, sizeof(other)), "a heap over a region");
  void *const block = block_heap_alloc(&heap, 1000);
  expect(block != NULL && block_heap_resize(&heap, block, 2000) &&
             block_heap_free(&heap, block) && block_heap_check(&heap),
         "a block of it grows and goes");
}

// A child, since that is the end of whoever does it.
static void free_twice(void) {
  const pid_t child = fork();
  if (child == 0) {
    void *const block = heap_alloc(64);
    heap_free(block);
    heap_free(block);
    exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  expect(!WIFEXITED(status) || WEXITSTATUS(status) != 0,
         "a double free ends the program");
}

int main(void) {
  use_the_heap();
  use_pressure();
  use_arenas();
  free_twice();
  return problems != 0;
}
