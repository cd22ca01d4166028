// SPDX-License-Identifier: Apache-2.0
/**
 * @file A graph of locks: an edge from each that was held to the one that was
 * then taken. If a path leads from the one to be taken to one that is held, the
 * new edge would close a circle.
 */
#include "kernel/lock_order.h"

#include <stddef.h>

enum { kNone = LOCK_ORDER_LOCKS };

static unsigned find(const struct lock_order *order, uintptr_t lock) {
  for (unsigned i = 0; i < order->count; i++) {
    if (order->locks[i] == lock) {
      return i;
    }
  }
  return kNone;
}

static unsigned find_or_add(struct lock_order *order, uintptr_t lock) {
  unsigned index = find(order, lock);
  if (index == kNone && order->count < LOCK_ORDER_LOCKS) {
    index = order->count++;
    order->locks[index] = lock;
  }
  return index;
}

// The locks that were taken while one of `from` was held.
static uint32_t taken_after(const struct lock_order *order, uint32_t from) {
  uint32_t after = 0;
  for (unsigned i = 0; i < order->count; i++) {
    for (unsigned j = 0; (from >> i & 1) != 0 && j < order->count; j++) {
      after |= (uint32_t)(order->places[i][j] != 0) << j;
    }
  }
  return after;
}

static bool leads_to(const struct lock_order *order, unsigned from,
                     unsigned to) {
  uint32_t reached = UINT32_C(1) << from;
  uint32_t before;
  do {
    before = reached;
    reached |= taken_after(order, reached);
  } while (reached != before);
  return (reached >> to & 1) != 0;
}

// Returns whether `lock` may be taken while `held` is.
static bool is_in_order(const struct lock_order *order,
                        const struct lock_order_take *held, uintptr_t lock,
                        struct lock_order_finding *finding) {
  const unsigned to = find(order, held->lock);
  const unsigned from = find(order, lock);
  if (to == kNone || from == kNone || !leads_to(order, from, to)) {
    return true;
  }
  finding->held = *held;
  for (unsigned next = 0; next < order->count; next++) {
    // The first step of a path: there is one.
    if (order->places[from][next] != 0 && leads_to(order, next, to)) {
      finding->past.lock = order->locks[next];
      finding->past.place = order->places[from][next];
      break;
    }
  }
  return false;
}

static void note(struct lock_order *order, uintptr_t held,
                 const struct lock_order_take *take) {
  const unsigned from = find_or_add(order, held);
  const unsigned to = find_or_add(order, take->lock);
  if (from != kNone && to != kNone && order->places[from][to] == 0) {
    order->places[from][to] = take->place;
  }
}

enum lock_order_verdict lock_order_take(struct lock_order *order, unsigned cpu,
                                        const struct lock_order_take *take,
                                        struct lock_order_finding *finding) {
  struct lock_order_take *const held = order->cpus[cpu].held;
  const unsigned count = order->cpus[cpu].count;
  for (unsigned i = 0; i < count; i++) {
    if (held[i].lock == take->lock) {
      finding->held = held[i];
      return LOCK_ORDER_TWICE;
    }
  }
  for (unsigned i = 0; i < count; i++) {
    if (!is_in_order(order, &held[i], take->lock, finding)) {
      return LOCK_ORDER_INVERTED;
    }
  }
  if (count == LOCK_ORDER_HELD) {
    return LOCK_ORDER_TOO_MANY;
  }
  for (unsigned i = 0; i < count; i++) {
    note(order, held[i].lock, take);
  }
  held[order->cpus[cpu].count++] = *take;
  return LOCK_ORDER_OK;
}

enum lock_order_verdict lock_order_give(struct lock_order *order, unsigned cpu,
                                        uintptr_t lock) {
  struct lock_order_take *const held = order->cpus[cpu].held;
  unsigned i = 0;
  while (i < order->cpus[cpu].count && held[i].lock != lock) {
    i++;
  }
  if (i == order->cpus[cpu].count) {
    return LOCK_ORDER_NOT_HELD;
  }
  order->cpus[cpu].count--;
  for (; i < order->cpus[cpu].count; i++) {
    held[i] = held[i + 1];
  }
  return LOCK_ORDER_OK;
}
