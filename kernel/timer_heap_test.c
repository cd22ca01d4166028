// SPDX-License-Identifier: Apache-2.0
// The heap against a list that is searched: random insertions and removals.
#include "kernel/timer_heap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { kTimers = 100, kSteps = 20000 };

static struct timer timers[kTimers];
static struct timer_heap heap;

// xorshift32 (Marsaglia, 2003).
static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static struct timer *first_of_model(void) {
  struct timer *first = nullptr;
  for (unsigned i = 0; i < kTimers; i++) {
    struct timer *const timer = &timers[i];
    if (timer->is_running &&
        (first == nullptr || timer->due_ns < first->due_ns ||
         (timer->due_ns == first->due_ns &&
          timer->sequence < first->sequence))) {
      first = timer;
    }
  }
  return first;
}

static unsigned check_node(const struct timer *timer,
                           const struct timer *parent) {
  if (timer == nullptr) {
    return 0;
  }
  assert_ptr_equal(timer->parent, parent);
  assert_true(timer->is_running);
  if (parent != nullptr) {
    assert_true(parent->due_ns <= timer->due_ns);
  }
  const struct timer *const left = timer->children[0];
  const struct timer *const right = timer->children[1];
  const unsigned left_rank = left == nullptr ? 0 : left->rank;
  const unsigned right_rank = right == nullptr ? 0 : right->rank;
  assert_true(left_rank >= right_rank);
  assert_int_equal(timer->rank, right_rank + 1);
  return 1 + check_node(left, timer) + check_node(right, timer);
}

static unsigned running(void) {
  unsigned count = 0;
  for (unsigned i = 0; i < kTimers; i++) {
    count += timers[i].is_running ? 1 : 0;
  }
  return count;
}

// Meets each that runs once.
static unsigned walk(void) {
  static bool met[kTimers];
  memset(met, 0, sizeof(met));
  unsigned count = 0;
  for (const struct timer *t = heap.first; t != nullptr;
       t = timer_heap_next(t)) {
    assert_true(t->is_running);
    assert_false(met[t - timers]);
    met[t - timers] = true;
    count++;
  }
  return count;
}

static void check_heap(void) {
  assert_ptr_equal(heap.first, first_of_model());
  assert_int_equal(check_node(heap.first, nullptr), running());
  assert_int_equal(walk(), running());
}

static int set_up(void **state) {
  (void)state;
  memset(timers, 0, sizeof(timers));
  heap = (struct timer_heap){};
  return 0;
}

static void insert(struct timer *timer, uint64_t due_ns) {
  timer->due_ns = due_ns;
  timer->is_running = true;
  timer_heap_insert(&heap, timer);
}

static void take_out(struct timer *timer) {
  timer_heap_remove(&heap, timer);
  timer->is_running = false;
}

static void the_first_is_always_the_earliest(void **state) {
  (void)state;
  uint32_t random = 1;
  for (unsigned step = 0; step < kSteps; step++) {
    struct timer *const timer = &timers[next_random(&random) % kTimers];
    // Few different deadlines, so that many are equal, and all of 64 bits.
    const uint64_t deadline = (uint64_t)(next_random(&random) % 50) << 58;
    if (timer->is_running) {
      take_out(timer);
    } else {
      insert(timer, deadline);
    }
    check_heap();
  }
}

static void equal_deadlines_keep_their_order(void **state) {
  (void)state;
  for (unsigned i = 0; i < kTimers; i++) {
    insert(&timers[(i * 37) % kTimers], 5);
  }
  for (unsigned i = 0; i < kTimers; i++) {
    assert_ptr_equal(heap.first, &timers[(i * 37) % kTimers]);
    take_out(heap.first);
  }
  assert_null(heap.first);
}

// The bound: no right edge is longer than the logarithm of the number.
static void right_edges_are_short(void **state) {
  (void)state;
  for (unsigned i = 0; i < kTimers; i++) {
    insert(&timers[i], i % 2 == 0 ? i : kTimers - i);
    check_heap();
    unsigned length = 0;
    for (const struct timer *t = heap.first; t != nullptr; t = t->children[1]) {
      length++;
    }
    assert_true(1u << length <= i + 2);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_first_is_always_the_earliest, set_up),
      cmocka_unit_test_setup(equal_deadlines_keep_their_order, set_up),
      cmocka_unit_test_setup(right_edges_are_short, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
