// SPDX-License-Identifier: Apache-2.0
/** @file The kernel's one order of locks, and what to say of it. */
#include "kernel/lock_checks.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/cpu.h"
#include "kernel/lock_order.h"
#include "kernel/panic.h"
#include "kernel/symbols.h"

static struct {
  struct lock_order order;
  // Of `order`. No spinlock, which would ask here.
  atomic_flag is_busy;
  // Locks that a panic takes are nobody's concern.
  atomic_bool is_over;
} checks;

struct place_text {
  char text[96];
};

// As a backtrace has it: of the call before a return address.
static struct place_text describe(uintptr_t place) {
  struct place_text result;
  struct symbol symbol;
  int length =
      snprintf(result.text, sizeof(result.text), "0x%lx", (unsigned long)place);
  if (symbols_find(place - 1, &symbol)) {
    snprintf(result.text + length, sizeof(result.text) - (size_t)length,
             " %s+0x%lx", symbol.name, (unsigned long)symbol.offset);
  }
  return result;
}

static void begin(void) {
  while (atomic_flag_test_and_set_explicit(&checks.is_busy,
                                           memory_order_acquire)) {
    cpu_relax();
  }
}

static void end(void) {
  atomic_flag_clear_explicit(&checks.is_busy, memory_order_release);
}

static void report(enum lock_order_verdict verdict,
                   const struct lock_order_take *take,
                   const struct lock_order_finding *finding) {
  const unsigned cpu = cpu_index();
  const unsigned long lock = take->lock;
  const struct place_text place = describe(take->place);
  const struct place_text held = describe(finding->held.place);
  switch (verdict) {
    case LOCK_ORDER_TWICE:
      panic("lock taken twice by core %u: 0x%lx at %s, held since %s", cpu,
            lock, place.text, held.text);
    case LOCK_ORDER_INVERTED:
      panic(
          "locks out of order on core %u: 0x%lx at %s, with 0x%lx held since "
          "%s; before, 0x%lx was taken at %s with the first held",
          cpu, lock, place.text, (unsigned long)finding->held.lock, held.text,
          (unsigned long)finding->past.lock,
          describe(finding->past.place).text);
    case LOCK_ORDER_TOO_MANY:
      panic("too many locks on core %u: 0x%lx at %s is one more than %u", cpu,
            lock, place.text, LOCK_ORDER_HELD);
    case LOCK_ORDER_NOT_HELD:
      panic("lock released but not held by core %u: 0x%lx at %s", cpu, lock,
            place.text);
    case LOCK_ORDER_OK:
    default:
      break;
  }
}

static void conclude(enum lock_order_verdict verdict,
                     const struct lock_order_take *take,
                     const struct lock_order_finding *finding) {
  if (verdict != LOCK_ORDER_OK &&
      !atomic_exchange_explicit(&checks.is_over, true, memory_order_relaxed)) {
    report(verdict, take, finding);
  }
}

void lock_checks_take(const void *lock, const void *place) {
  if (atomic_load_explicit(&checks.is_over, memory_order_relaxed)) {
    return;
  }
  const struct lock_order_take take = {(uintptr_t)lock, (uintptr_t)place};
  struct lock_order_finding finding = {};
  begin();
  const enum lock_order_verdict verdict =
      lock_order_take(&checks.order, cpu_index(), &take, &finding);
  end();
  conclude(verdict, &take, &finding);
}

void lock_checks_give(const void *lock, const void *place) {
  if (atomic_load_explicit(&checks.is_over, memory_order_relaxed)) {
    return;
  }
  const struct lock_order_take take = {(uintptr_t)lock, (uintptr_t)place};
  const struct lock_order_finding finding = {};
  begin();
  const enum lock_order_verdict verdict =
      lock_order_give(&checks.order, cpu_index(), take.lock);
  end();
  conclude(verdict, &take, &finding);
}
