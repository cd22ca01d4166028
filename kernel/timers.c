// SPDX-License-Identifier: Apache-2.0
/** @file A heap per core; its first timer is what the core's hardware waits
 * for. */
#include "kernel/timers.h"

#include <stddef.h>

#include "drivers/irqchip/irqchip.h"
#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/smp_limits.h"
#include "kernel/timer_heap.h"

static struct {
  struct timer_heap heaps[SMP_MAX_CPUS];
  struct irq_handler handler;
} timers;

static struct timer_heap *heap_here(void) { return &timers.heaps[cpu_index()]; }

uint64_t timers_now_ns(void) { return clock_source_now_ns(board.clock); }

// Interrupts are masked in all that follows.

static void wait_for_first(const struct timer_heap *heap) {
  if (heap->first != nullptr) {
    clock_event_start(board.timer, heap->first->due_ns);
  } else {
    clock_event_stop(board.timer);
  }
}

static void remove(struct timer_heap *heap, struct timer *timer) {
  timer_heap_remove(heap, timer);
  timer->is_running = false;
}

// Those that are due by now, and not those that they start: the interrupt ends,
// and what was interrupted goes on.
static void expire(void *context) {
  (void)context;
  struct timer_heap *const heap = heap_here();
  const uint64_t now = timers_now_ns();
  const uint64_t insertions = heap->insertions;
  while (heap->first != nullptr && heap->first->due_ns <= now &&
         heap->first->sequence < insertions) {
    struct timer *const timer = heap->first;
    remove(heap, timer);
    timer->expired(timer, timer->context);
  }
  wait_for_first(heap);
}

static void handle_interrupt(void *context) {
  (void)context;
  clock_event_handle_interrupt(board.timer);
}

status_t timers_begin(void) {
  if (timers.handler.function != nullptr) {
    return irqchip_enable(board.irqchip, board.timer_irq);
  }
  board.timer->expired = expire;
  timers.handler = (struct irq_handler){
      .irq = board.timer_irq,
      .function = handle_interrupt,
      .name = "timers",
  };
  return irq_register(&timers.handler);
}

void timer_start(struct timer *timer, uint64_t deadline_ns) {
  const uintptr_t flags = irq_flags_save();
  struct timer_heap *const heap = heap_here();
  if (timer->is_running) {
    remove(heap, timer);
  }
  timer->deadline_ns = deadline_ns;
  // Not before those that are waiting already: who starts itself for the past,
  // again and again, would keep them out.
  const uint64_t now = timers_now_ns();
  timer->due_ns = deadline_ns > now ? deadline_ns : now;
  timer->is_running = true;
  timer_heap_insert(heap, timer);
  wait_for_first(heap);
  irq_flags_restore(flags);
}

bool timer_stop(struct timer *timer) {
  const uintptr_t flags = irq_flags_save();
  const bool was_running = timer->is_running;
  if (was_running) {
    struct timer_heap *const heap = heap_here();
    remove(heap, timer);
    wait_for_first(heap);
  }
  irq_flags_restore(flags);
  return was_running;
}

bool timers_read(unsigned index, struct timer *copy) {
  const uintptr_t flags = irq_flags_save();
  const struct timer *timer = heap_here()->first;
  for (; timer != nullptr && index != 0; index--) {
    timer = timer_heap_next(timer);
  }
  if (timer != nullptr) {
    *copy = *timer;
  }
  irq_flags_restore(flags);
  return timer != nullptr;
}

static void wake_up(struct timer *timer, void *context) {
  (void)timer;
  // The sleep ends with any interrupt; what for, its loop looks at the clock.
  (void)context;
}

void timers_sleep_ns(uint64_t duration_ns) {
  const uint64_t end = timers_now_ns() + duration_ns;
  struct timer timer = {.expired = wake_up};
  timer_start(&timer, end);
  uintptr_t flags = irq_flags_save();
  while (timer.is_running) {
    cpu_wait_for_interrupt();
    irq_flags_restore(flags);
    flags = irq_flags_save();
  }
  irq_flags_restore(flags);
}
