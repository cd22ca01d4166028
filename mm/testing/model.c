// SPDX-License-Identifier: Apache-2.0
#include "mm/testing/model.h"

#include <string.h>

#include "mm/testing/failure.h"
#include "mm/testing/pattern.h"

// Every block's contents are looked at after so many steps; after each step,
// those of the block concerned.
enum { kStepsBetweenChecks = 128 };

// What guards and a fresh region are filled with.
enum { kGuardSeed = 0x6a09e667 };

static unsigned char *region(const struct model *model) {
  return model->memory + kModelGuardBytes;
}

static unsigned long ul(size_t number) { return (unsigned long)number; }

// The allocator's figures make sense, and grew the way they should.
static void check_figures(struct model *model) {
  struct allocator_figures *const now = &model->now;
  model->allocator->figures(now);
  if (now->used + now->free != now->size || now->used > now->size ||
      now->size != model->start.size) {
    failure("step %lu: %lu used and %lu free are not %lu", ul(model->step),
            ul(now->used), ul(now->free), ul(model->start.size));
  }
  if (now->used < model->bytes) {
    failure("step %lu: %lu bytes used, but blocks have %lu", ul(model->step),
            ul(now->used), ul(model->bytes));
  }
  if (now->largest_free != ALLOCATOR_NOT_KEPT &&
      now->largest_free > now->free) {
    failure("step %lu: a free block of %lu, but only %lu free", ul(model->step),
            ul(now->largest_free), ul(now->free));
  }
  if (now->peak != ALLOCATOR_NOT_KEPT) {
    if (now->peak < now->used || now->peak < model->worst.peak ||
        now->peak > now->size) {
      failure("step %lu: peak %lu with %lu used, %lu before", ul(model->step),
              ul(now->peak), ul(now->used), ul(model->worst.peak));
    }
    model->worst.peak = now->peak;
  }
  if (now->failures != ALLOCATOR_NOT_KEPT &&
      now->failures != model->worst.failures) {
    failure("step %lu: %lu refusals counted, %lu made", ul(model->step),
            ul(now->failures), ul(model->worst.failures));
  }
}

static void check_contents(const struct model *model, size_t slot, size_t to) {
  const struct model_block *const block = &model->blocks[slot];
  const size_t good = pattern_holds(block->bytes, 0, to, block->seed);
  if (good != to) {
    failure("step %lu: slot %lu at %p: byte %lu of %lu is overwritten",
            ul(model->step), ul(slot), (void *)block->bytes, ul(good),
            ul(block->size));
  }
}

static void check_guards(const struct model *model) {
  const unsigned char *const behind = region(model) + model->region_size;
  if (pattern_holds(model->memory, 0, kModelGuardBytes, kGuardSeed) !=
          kModelGuardBytes ||
      pattern_holds(behind, 0, kModelGuardBytes, kGuardSeed + 1) !=
          kModelGuardBytes) {
    failure("step %lu: memory outside of the region is overwritten",
            ul(model->step));
  }
}

struct walk {
  const struct model *model;
  uintptr_t behind;  // End of the last visited block.
  size_t used;       // Blocks that are the model's.
};

// One block of the allocator's own list is one of ours, or free.
static void visit(void *context, const void *bytes, size_t size, bool used) {
  struct walk *const walk = context;
  const struct model *const model = walk->model;
  const uintptr_t address = (uintptr_t)bytes;
  const uintptr_t low = (uintptr_t)region(model);
  if (address < low || size > model->region_size ||
      address - low > model->region_size - size) {
    failure("step %lu: the walk leaves the region at %p", ul(model->step),
            bytes);
  }
  if (!used) {
    return;
  }
  for (size_t slot = 0; slot < model->bound; slot++) {
    if (model->blocks[slot].bytes == bytes) {
      if (size < model->blocks[slot].size) {
        failure("step %lu: the walk shows %p with %lu bytes of %lu",
                ul(model->step), bytes, ul(size), ul(model->blocks[slot].size));
      }
      walk->used++;
      return;
    }
  }
  failure("step %lu: the walk shows %p in use, which is not", ul(model->step),
          bytes);
}

void model_check(struct model *model) {
  size_t count = 0;
  size_t bytes = 0;
  for (size_t slot = 0; slot < model->bound; slot++) {
    const struct model_block *const block = &model->blocks[slot];
    if (block->bytes != NULL) {
      count++;
      bytes += block->size;
      check_contents(model, slot, block->size);
    }
  }
  if (count != model->count || bytes != model->bytes) {
    failure("the model has lost count");
  }
  check_guards(model);
  if (model->allocator->walk != NULL) {
    struct walk walk = {.model = model};
    model->allocator->walk(visit, &walk);
    if (walk.used != model->count) {
      failure("step %lu: the walk shows %lu blocks of %lu", ul(model->step),
              ul(walk.used), ul(model->count));
    }
  }
  model->next_check = model->step + kStepsBetweenChecks;
}

static void finish_step(struct model *model) {
  model->allocator->check();
  check_figures(model);
  model->step++;
  if (model->step >= model->next_check) {
    model_check(model);
  }
}

// A place that the allocator says is a new block is in the region and nobody
// else's. The block in `slot` has moved there and does not count.
static void check_place(const struct model *model, size_t slot,
                        const unsigned char *bytes, size_t size,
                        size_t alignment) {
  const uintptr_t start = (uintptr_t)bytes;
  const uintptr_t low = (uintptr_t)region(model);
  const size_t own = size == 0 ? 1 : size;
  if (start % (alignment < 16 ? 16 : alignment) != 0) {
    failure("step %lu: %p is not a multiple of %lu", ul(model->step),
            (const void *)bytes, ul(alignment));
  }
  if (start < low || own > model->region_size ||
      start - low > model->region_size - own) {
    failure("step %lu: %p with %lu bytes is not in the region", ul(model->step),
            (const void *)bytes, ul(size));
  }
  for (size_t other = 0; other < model->bound; other++) {
    const struct model_block *const block = &model->blocks[other];
    if (other == slot || block->bytes == NULL) {
      continue;
    }
    const uintptr_t theirs = (uintptr_t)block->bytes;
    const size_t their_own = block->size == 0 ? 1 : block->size;
    if (start < theirs + their_own && theirs < start + own) {
      failure("step %lu: %p with %lu bytes overlaps %p with %lu",
              ul(model->step), (const void *)bytes, ul(size),
              (void *)block->bytes, ul(block->size));
    }
  }
}

static void put(struct model *model, size_t slot, unsigned char *bytes,
                size_t size, size_t alignment) {
  check_place(model, slot, bytes, size, alignment);
  const size_t usable = model->allocator->usable_size(bytes);
  if (usable < size && !model->allocator->usable_size_is_a_guess) {
    failure("step %lu: usable size of %p is %lu, less than %lu",
            ul(model->step), (void *)bytes, ul(usable), ul(size));
  }
  model->blocks[slot] = (struct model_block){
      .bytes = bytes,
      .size = size,
      .seed = model->seeds += 1000003,
  };
  model->bound = slot >= model->bound ? slot + 1 : model->bound;
  model->count++;
  model->bytes += size;
  pattern_fill(bytes, size, model->blocks[slot].seed);
  // Whatever the allocator calls usable, the owner may use.
  if (usable > size) {
    memset(bytes + size, 0xa5, usable - size);
  }
}

static void take_out(struct model *model, size_t slot) {
  struct model_block *const block = &model->blocks[slot];
  model->count--;
  model->bytes -= block->size;
  block->bytes = NULL;
  while (model->bound > 0 && model->blocks[model->bound - 1].bytes == NULL) {
    model->bound--;
  }
}

// What a refusal of `size` bytes must not change, and whether it was just.
static void check_refusal(struct model *model, size_t alignment, size_t size) {
  const struct allocator_figures before = model->now;
  if (model->worst.failures != ALLOCATOR_NOT_KEPT) {
    model->worst.failures++;
  }
  check_figures(model);
  const struct allocator_figures *const now = &model->now;
  if (now->peak != before.peak ||
      (model->allocator->flush == NULL && now->used != before.used)) {
    failure("step %lu: a refusal changed the figures", ul(model->step));
  }
  if (now->largest_free == ALLOCATOR_NOT_KEPT) {
    return;
  }
  const size_t gap = alignment <= 16 ? 0 : alignment - 1;
  const size_t own = size == 0 ? 1 : size;
  if (alignment != 0 && (alignment & (alignment - 1)) == 0 &&
      own <= now->largest_free && gap <= now->largest_free - own) {
    failure("step %lu: refused %lu bytes at %lu, though %lu are free",
            ul(model->step), ul(size), ul(alignment), ul(now->largest_free));
  }
}

// What was given must have been there to give.
static void check_grant(struct model *model, size_t size) {
  if (model->allocator->largest_free_is_exact &&
      model->now.largest_free < size) {
    failure("step %lu: got %lu bytes, though %lu was the largest",
            ul(model->step), ul(size), ul(model->now.largest_free));
  }
}

static bool finish_alloc(struct model *model, size_t slot, size_t alignment,
                         size_t size, unsigned char *bytes) {
  if (bytes == NULL) {
    check_refusal(model, alignment, size);
  } else {
    check_grant(model, size);
    put(model, slot, bytes, size, alignment);
  }
  finish_step(model);
  return bytes != NULL;
}

static void require_empty(const struct model *model, size_t slot) {
  if (slot >= model->slots || model->blocks[slot].bytes != NULL) {
    failure("the test uses slot %lu twice", ul(slot));
  }
}

bool model_start(struct model *model, const struct allocator *allocator,
                 void *memory, size_t size, struct model_block *blocks,
                 size_t slots) {
  unsigned char *const low = memory;
  *model = (struct model){
      .allocator = allocator,
      .memory = low,
      .region_size = size - (size_t)(2 * kModelGuardBytes),
      .blocks = blocks,
      .slots = slots,
  };
  pattern_fill(low, kModelGuardBytes, kGuardSeed);
  // A region is what it is when an allocator gets it, but never clear.
  memset(region(model), 0xee, model->region_size);
  pattern_fill(low + size - kModelGuardBytes, kModelGuardBytes, kGuardSeed + 1);
  memset(blocks, 0, slots * sizeof(*blocks));
  if (!allocator->init(region(model), model->region_size)) {
    check_guards(model);
    return false;
  }
  allocator->figures(&model->start);
  model->now = model->start;
  model->worst = model->start;
  if (model->start.size > model->region_size) {
    failure("%s manages %lu bytes of %lu", allocator->name,
            ul(model->start.size), ul(model->region_size));
  }
  finish_step(model);
  return true;
}

bool model_alloc(struct model *model, size_t slot, size_t size) {
  require_empty(model, slot);
  return finish_alloc(model, slot, 1, size, model->allocator->alloc(size));
}

bool model_alloc_aligned(struct model *model, size_t slot, size_t alignment,
                         size_t size) {
  require_empty(model, slot);
  return finish_alloc(model, slot, alignment, size,
                      model->allocator->alloc_aligned(alignment, size));
}

bool model_calloc(struct model *model, size_t slot, size_t count, size_t size) {
  require_empty(model, slot);
  size_t total;
  unsigned char *const bytes = model->allocator->calloc(count, size);
  if (__builtin_mul_overflow(count, size, &total)) {
    total = SIZE_MAX;
  }
  for (size_t i = 0; bytes != NULL && i < total; i++) {
    if (bytes[i] != 0) {
      failure("step %lu: byte %lu of %lu is not clear", ul(model->step), ul(i),
              ul(total));
    }
  }
  return finish_alloc(model, slot, 1, total, bytes);
}

bool model_realloc(struct model *model, size_t slot, size_t size) {
  struct model_block *const block = &model->blocks[slot];
  if (block->bytes == NULL) {
    require_empty(model, slot);
    return finish_alloc(model, slot, 1, size,
                        model->allocator->realloc(NULL, size));
  }
  const size_t kept = block->size < size ? block->size : size;
  check_contents(model, slot, block->size);
  unsigned char *const bytes = model->allocator->realloc(block->bytes, size);
  if (size == 0 && model->allocator->realloc_0_frees) {
    if (bytes != NULL) {
      failure("step %lu: size 0 gave %p", ul(model->step), (void *)bytes);
    }
    take_out(model, slot);
  } else if (bytes == NULL) {
    check_refusal(model, 1, size);
    check_contents(model, slot, block->size);
  } else {
    block->bytes = bytes;
    check_contents(model, slot, kept);
    take_out(model, slot);
    put(model, slot, bytes, size, 1);
  }
  finish_step(model);
  return bytes != NULL;
}

void model_free(struct model *model, size_t slot) {
  struct model_block *const block = &model->blocks[slot];
  if (block->bytes == NULL) {
    return;
  }
  check_contents(model, slot, block->size);
  model->allocator->free(block->bytes);
  take_out(model, slot);
  finish_step(model);
}

void model_flush(struct model *model) {
  if (model->allocator->flush != NULL) {
    model->allocator->flush();
    finish_step(model);
  }
}

void model_free_all(struct model *model) {
  model_check(model);
  const size_t slots = model->bound;
  for (size_t slot = 0; slot < slots; slot++) {
    model_free(model, slot);
  }
  model_flush(model);
  if (model->count != 0 || model->now.used != model->start.used ||
      model->now.largest_free != model->start.largest_free) {
    failure(
        "step %lu: of %lu bytes free at first %lu came back, %lu of %lu in "
        "one block",
        ul(model->step), ul(model->start.free), ul(model->now.free),
        ul(model->now.largest_free), ul(model->start.largest_free));
  }
}

void model_expect_room(struct model *model, size_t slot, size_t size) {
  if (!model_alloc(model, slot, size)) {
    failure("step %lu: no room for %lu bytes", ul(model->step), ul(size));
  }
  model_free(model, slot);
}
