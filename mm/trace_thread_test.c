// SPDX-License-Identifier: Apache-2.0
// Threads whose blocks are traced, while another one reports (host only).
#include <pthread.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/trace.h"
#include "mm/trace_callers.h"

enum { kThreads = 4, kRounds = 5000, kSites = 5 };

static alignas(4096) char region[32 * 1024 * 1024];
static atomic_bool finished;

static void *use(void *argument) {
  const uintptr_t thread = *(const uintptr_t *)argument;
  for (uintptr_t i = 0; i < kRounds; i++) {
    const void *const caller = (const void *)(0x1000 + 4 * (i % kSites));
    char *block = trace_alloc(1 + i % 100, caller);
    if (block == NULL) {
      return NULL;
    }
    block[0] = (char)thread;
    block = trace_realloc(block, 1 + i % 200, caller);
    if (block == NULL || block[0] != (char)thread) {
      return NULL;
    }
    // The last ones stay.
    if (i < kRounds - kSites) {
      trace_free(block, caller);
    }
  }
  return argument;
}

static void visit(void *context, const struct trace_site *site) {
  bool *const right = context;
  if (site->live_blocks > site->allocations) {
    *right = false;
  }
}

static void *report(void *argument) {
  bool right = true;
  while (!atomic_load(&finished)) {
    (void)trace_leaks(kTraceSince, visit, &right);
    trace_checkpoint();
  }
  return right ? argument : NULL;
}

static void figures_add_up_in_the_end(void **state) {
  (void)state;
  pthread_t threads[kThreads + 1];
  uintptr_t numbers[kThreads + 1];
  struct trace_site total;
  struct trace_site site;
  heap_init(region, region + sizeof(region));
  for (uintptr_t i = 0; i <= kThreads; i++) {
    numbers[i] = i;
    assert_int_equal(pthread_create(&threads[i], NULL,
                                    i == kThreads ? report : use, &numbers[i]),
                     0);
  }
  for (uintptr_t i = 0; i <= kThreads; i++) {
    void *result;
    atomic_store(&finished, i == kThreads);
    assert_int_equal(pthread_join(threads[i], &result), 0);
    assert_ptr_equal(result, &numbers[i]);
  }
  trace_total(&total);
  assert_int_equal(total.live_blocks, kThreads * kSites);
  assert_int_equal(total.allocations, 2 * kThreads * kRounds);
  for (size_t i = 0; i < kSites; i++) {
    assert_true(trace_site_at(i, &site));
    assert_int_equal(site.live_blocks, kThreads);
    assert_int_equal(site.allocations, 2 * kThreads * kRounds / kSites);
  }
  assert_false(trace_site_at(kSites, &site));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_add_up_in_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
