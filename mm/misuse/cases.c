// SPDX-License-Identifier: Apache-2.0
// The ways to misuse the heap. Each says by name where its blocks are; what the
// heap reports is compared with that.
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mm/heap.h"
#include "mm/misuse/misuse.h"

// The compiler must not see through what is wrong on purpose.
static char *opaque(const void *pointer) {
  uintptr_t address = (uintptr_t)pointer;
  __asm__("" : "+r"(address));
  return (char *)address;
}

// Two blocks with nothing between them, B behind A, and another two around.
struct pair {
  char *a;
  char *b;
};

static struct pair alloc_pair(const struct misuse_sizes *sizes) {
  char *blocks[4];
  struct pair pair = {NULL, NULL};
  for (size_t i = 0; i < 4; i++) {
    blocks[i] = misuse_alloc(sizes->bytes);
  }
  for (size_t i = 0; i < 16 && pair.a == NULL; i++) {
    const uintptr_t low = (uintptr_t)blocks[i / 4];
    const uintptr_t high = (uintptr_t)blocks[i % 4];
    if (low < high && high - low <= sizes->stride) {
      pair = (struct pair){blocks[i / 4], blocks[i % 4]};
    }
  }
  if (pair.a == NULL) {
    (void)printf("no two blocks next to each other\n");
    exit(2);  // NOLINT(concurrency-mt-unsafe): one thread.
  }
  misuse_name("A", pair.a);
  misuse_name("B", pair.b);
  return pair;
}

// Not the last act of its caller: a call that is a jump would hide the caller
// from the heap's report.
#define NOT_A_JUMP() __asm__ volatile("" ::: "memory")

static inline __attribute__((always_inline)) void free_wrongly(
    const void *block) {
  heap_free(opaque(block));
  NOT_A_JUMP();
}

static inline __attribute__((always_inline)) void give(void *block) {
  misuse_forget(block);
  free_wrongly(block);
}

static void double_free(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  free_wrongly(pair.a);
}

static void double_free_after_another(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  give(pair.b);
  free_wrongly(pair.a);
}

// By then B is a part of what A was: of one free block, or of a free page.
static void double_free_of_merged(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  give(pair.b);
  heap_cpu_flush();
  free_wrongly(pair.b);
}

static void free_interior(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  free_wrongly(pair.a + 16);
}

static void smash_before_block(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  memset(opaque(pair.b) - 16, 0x41, 16);
  misuse_spoil(pair.a);
  give(pair.a);
  give(pair.b);
}

static void write_after_free(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  memset(opaque(pair.a), 0x41, 16);
  (void)misuse_alloc(sizes->bytes);
  (void)misuse_alloc(sizes->bytes);
}

static alignas(16) char foreign[256];

static void free_foreign(const struct misuse_sizes *sizes) {
  (void)alloc_pair(sizes);
  misuse_name("foreign", foreign);
  free_wrongly(foreign + 64);
}

static void write_past_end(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  memset(opaque(pair.a) + sizes->bytes, 0x41, 8);
  misuse_spoil(pair.b);
  give(pair.a);
}

// As above, where rounding leaves the block a few bytes more.
static void write_past_odd_end(const struct misuse_sizes *sizes) {
  const size_t bytes = sizes->bytes - 12;
  char *const block = misuse_alloc(bytes);
  misuse_name("A", block);
  memset(opaque(block) + bytes, 0x41, 8);
  give(block);
}

static void free_stack(const struct misuse_sizes *sizes) {
  (void)alloc_pair(sizes);
  alignas(16) char local[64];
  misuse_name("local", local);
  free_wrongly(local);
}

static void free_constant(const struct misuse_sizes *sizes) {
  static const alignas(16) char kText[64] = "not yours";
  (void)alloc_pair(sizes);
  misuse_name("text", kText);
  free_wrongly(kText);
}

static void free_misaligned(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  free_wrongly(pair.a + 8);
}

// The middle of the region: nothing was ever there.
static void free_unused_memory(const struct misuse_sizes *sizes) {
  struct heap_stats figures;
  (void)alloc_pair(sizes);
  heap_stats(&figures);
  char *const middle =
      (char *)(figures.start + (figures.end - figures.start) / 2);
  misuse_name("middle", middle);
  free_wrongly(middle);
}

// Where the next block of this size will be, or one soon after it.
static void free_before_alloc(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  const ptrdiff_t stride = pair.b - pair.a;
  misuse_name("later", pair.a + 8 * stride);
  free_wrongly(pair.a + 8 * stride);
}

// The heap's own books, wherever it keeps them: its first bytes.
static void free_first_byte(const struct misuse_sizes *sizes) {
  struct heap_stats figures;
  (void)alloc_pair(sizes);
  heap_stats(&figures);
  free_wrongly((const void *)figures.start);
}

static void write_before_block(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  memset(opaque(pair.b) - 8, 0x41, 8);
  misuse_spoil(pair.a);
  give(pair.b);
}

// The link of a free block replaced by one that looks right.
static void forge_link(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  const uintptr_t link[] = {(uintptr_t)foreign, 0};
  memcpy(opaque(pair.a), link, sizeof(link));
  (void)misuse_alloc(sizes->bytes);
  (void)misuse_alloc(sizes->bytes);
}

static void realloc_after_free(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  misuse_name("moved", heap_realloc(opaque(pair.a), 2 * sizes->bytes));
}

static void realloc_foreign(const struct misuse_sizes *sizes) {
  (void)alloc_pair(sizes);
  misuse_name("foreign", foreign);
  misuse_name("moved", heap_realloc(opaque(foreign), 2 * sizes->bytes));
}

static void usable_size_after_free(const struct misuse_sizes *sizes) {
  const struct pair pair = alloc_pair(sizes);
  give(pair.a);
  (void)printf("%lu bytes\n", (unsigned long)heap_usable_size(opaque(pair.a)));
}

const struct misuse_case kMisuseCases[] = {
    {"d1", double_free},
    {"d2", double_free_after_another},
    {"d3", double_free_of_merged},
    {"d4", free_interior},
    {"d5", smash_before_block},
    {"d6", write_after_free},
    {"d7", free_foreign},
    {"d8", write_past_end},
    {"past_odd_end", write_past_odd_end},
    {"stack", free_stack},
    {"constant", free_constant},
    {"misaligned", free_misaligned},
    {"unused", free_unused_memory},
    {"before_alloc", free_before_alloc},
    {"first_byte", free_first_byte},
    {"underflow", write_before_block},
    {"forged_link", forge_link},
    {"realloc_freed", realloc_after_free},
    {"realloc_foreign", realloc_foreign},
    {"usable_freed", usable_size_after_free},
    {NULL, NULL},
};
