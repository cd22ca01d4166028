// SPDX-License-Identifier: Apache-2.0
/** @file rank: steps to the nearest place without a child, no child having 0.
 * The left child's is never less than the right one's. */
#include "kernel/timer_heap.h"

#include <stddef.h>

enum { kLeft, kRight };

static unsigned rank_of(const struct timer *timer) {
  return timer == nullptr ? 0 : timer->rank;
}

static bool is_before(const struct timer *a, const struct timer *b) {
  return a->due_ns != b->due_ns ? a->due_ns < b->due_ns
                                : a->sequence < b->sequence;
}

static void set_child(struct timer *parent, unsigned side,
                      struct timer *child) {
  parent->children[side] = child;
  if (child != nullptr) {
    child->parent = parent;
  }
}

// Restores the order of ranks from `timer` upwards, as far as something
// changes: no farther than ranks go, as each one that changes is more than the
// one below.
static void repair_ranks(struct timer *timer) {
  for (; timer != nullptr; timer = timer->parent) {
    struct timer *const left = timer->children[kLeft];
    struct timer *const right = timer->children[kRight];
    if (rank_of(left) < rank_of(right)) {
      timer->children[kLeft] = right;
      timer->children[kRight] = left;
    }
    const unsigned rank = rank_of(timer->children[kRight]) + 1;
    if (rank == timer->rank) {
      return;
    }
    timer->rank = rank;
  }
}

// Merges two heaps: down along the right edges, taking the earlier root each
// time, and up again for the ranks.
static struct timer *merge(struct timer *a, struct timer *b) {
  struct timer *root = nullptr;
  struct timer *last = nullptr;
  while (a != nullptr && b != nullptr) {
    if (is_before(b, a)) {
      struct timer *const swap = a;
      a = b;
      b = swap;
    }
    if (last == nullptr) {
      root = a;
      a->parent = nullptr;
    } else {
      set_child(last, kRight, a);
    }
    last = a;
    a = a->children[kRight];
  }
  struct timer *const rest = a != nullptr ? a : b;
  if (last == nullptr) {
    if (rest != nullptr) {
      rest->parent = nullptr;
    }
    return rest;
  }
  set_child(last, kRight, rest);
  // Every rank on the way has to be looked at: the merged edge is a new one.
  for (struct timer *timer = last; timer != nullptr; timer = timer->parent) {
    timer->rank = 0;
  }
  repair_ranks(last);
  return root;
}

void timer_heap_insert(struct timer_heap *heap, struct timer *timer) {
  timer->sequence = heap->insertions++;
  timer->parent = nullptr;
  timer->children[kLeft] = nullptr;
  timer->children[kRight] = nullptr;
  timer->rank = 1;
  heap->first = merge(heap->first, timer);
}

void timer_heap_remove(struct timer_heap *heap, struct timer *timer) {
  struct timer *const parent = timer->parent;
  struct timer *const children =
      merge(timer->children[kLeft], timer->children[kRight]);
  if (parent == nullptr) {
    heap->first = children;
    return;
  }
  const unsigned side = parent->children[kLeft] == timer ? kLeft : kRight;
  parent->children[side] = nullptr;
  set_child(parent, side, children);
  repair_ranks(parent);
}

const struct timer *timer_heap_next(const struct timer *timer) {
  if (timer->children[kLeft] != nullptr) {
    return timer->children[kLeft];
  }
  // No right one either. Up, to the first branch whose right side is ahead.
  const struct timer *parent = timer->parent;
  while (parent != nullptr && (parent->children[kRight] == timer ||
                               parent->children[kRight] == nullptr)) {
    timer = parent;
    parent = timer->parent;
  }
  return parent == nullptr ? nullptr : parent->children[kRight];
}
