// SPDX-License-Identifier: Apache-2.0
// Threads that run out of memory at the same time (host only).
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "mm/pressure.h"

enum { kThreads = 4, kRounds = 5000 };

// A heap of units, and a client that hoards some.
static atomic_int units;
static atomic_int asking;
static atomic_int times_asked;
static atomic_bool was_shared;

static bool take_unit(void *context) {
  (void)context;
  int left = atomic_load(&units);
  while (left > 0) {
    if (atomic_compare_exchange_weak(&units, &left, left - 1)) {
      return true;
    }
  }
  return false;
}

// Makes as many units as it is asked for. Not to be called by two at once.
static size_t give_units(struct pressure_client *client, size_t wanted,
                         enum pressure_level level) {
  (void)client;
  (void)level;
  if (atomic_fetch_add(&asking, 1) != 0) {
    atomic_store(&was_shared, true);
  }
  atomic_fetch_add(&times_asked, 1);
  atomic_fetch_add(&units, (int)wanted);
  atomic_fetch_sub(&asking, 1);
  return wanted;
}

static void run_threads(void *(*body)(void *)) {
  pthread_t threads[kThreads];
  static int numbers[kThreads];
  for (int i = 0; i < kThreads; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, body, &numbers[i]), 0);
  }
  for (int i = 0; i < kThreads; i++) {
    void *result;
    assert_int_equal(pthread_join(threads[i], &result), 0);
    assert_ptr_equal(result, &numbers[i]);
  }
}

static void *take_many(void *argument) {
  for (int i = 0; i < kRounds; i++) {
    // Another thread may take what was given for this one, at any try.
    while (!take_unit(NULL) && !pressure_retry(1, take_unit, NULL)) {
    }
  }
  return argument;
}

static void clients_are_asked_by_one_at_a_time(void **state) {
  (void)state;
  struct pressure_client client = {.name = "units", .reclaim = give_units};
  atomic_store(&units, 0);
  pressure_register(&client);
  run_threads(take_many);
  pressure_unregister(&client);
  assert_false(atomic_load(&was_shared));
  assert_true(atomic_load(&units) >= 0);
  assert_int_equal(atomic_load(&units) + kThreads * kRounds, client.given);
  assert_int_equal(atomic_load(&times_asked), client.times_asked);
}

static atomic_bool inside;
static atomic_bool second_is_waiting;

static void sleep_ms(long milliseconds) {
  const struct timespec time = {.tv_nsec = milliseconds * 1000000};
  (void)nanosleep(&time, NULL);
}

static size_t give_slowly(struct pressure_client *client, size_t wanted,
                          enum pressure_level level) {
  (void)client;
  (void)wanted;
  (void)level;
  atomic_fetch_add(&times_asked, 1);
  atomic_store(&inside, true);
  while (!atomic_load(&second_is_waiting)) {
  }
  sleep_ms(50);
  atomic_store(&units, 2);
  atomic_store(&inside, false);
  return 2;
}

static void *fail_second(void *argument) {
  while (!atomic_load(&inside)) {
  }
  atomic_store(&second_is_waiting, true);
  return pressure_retry(1, take_unit, NULL) ? argument : NULL;
}

// The second neither fails nor asks: what the first was given does for both.
static void second_to_fail_waits_for_the_first(void **state) {
  (void)state;
  struct pressure_client client = {.name = "slow", .reclaim = give_slowly};
  pthread_t second;
  void *result;
  atomic_store(&units, 0);
  atomic_store(&times_asked, 0);
  pressure_register(&client);
  assert_int_equal(pthread_create(&second, NULL, fail_second, &client), 0);
  assert_true(pressure_retry(1, take_unit, NULL));
  assert_int_equal(pthread_join(second, &result), 0);
  pressure_unregister(&client);
  assert_ptr_equal(result, &client);
  assert_int_equal(atomic_load(&times_asked), 1);
  assert_int_equal(atomic_load(&units), 0);
}

static atomic_bool finished;

static void *fail_all_the_time(void *argument) {
  while (!atomic_load(&finished)) {
    (void)pressure_reclaim(1);
    pressure_note_free(1);
  }
  return argument;
}

// A client that notices being asked when it is not registered.
struct guest {
  struct pressure_client client;
  bool registered;
  bool asked_in_vain;
  atomic_bool asked;
};

static size_t give_as_guest(struct pressure_client *client, size_t wanted,
                            enum pressure_level level) {
  (void)wanted;
  (void)level;
  struct guest *const guest = (struct guest *)client;
  if (!guest->registered) {
    guest->asked_in_vain = true;
  }
  atomic_store(&guest->asked, true);
  return 0;
}

// Unlike the others, `registered` is no atomic: the thread sanitizer sees
// whether unregistering orders what comes after it.
static void clients_come_and_go_while_others_are_asked(void **state) {
  (void)state;
  struct pressure_client resident = {
      .name = "resident", .priority = 1, .reclaim = give_units};
  struct guest guest = {
      .client = {.name = "guest", .reclaim = give_as_guest},
  };
  pthread_t thread;
  pressure_set_watermark(1000);
  pressure_register(&resident);
  assert_int_equal(pthread_create(&thread, NULL, fail_all_the_time, &guest), 0);
  for (int i = 0; i < kRounds; i++) {
    guest.registered = true;
    pressure_register(&guest.client);
    // Stay for a moment at times, at others until somebody came.
    pressure_set_watermark(1000);
    while (i % 64 == 0 && !atomic_load(&guest.asked)) {
    }
    atomic_store(&guest.asked, false);
    pressure_unregister(&guest.client);
    guest.registered = false;
  }
  atomic_store(&finished, true);
  assert_int_equal(pthread_join(thread, NULL), 0);
  pressure_unregister(&resident);
  pressure_set_watermark(0);
  assert_false(guest.asked_in_vain);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clients_are_asked_by_one_at_a_time),
      cmocka_unit_test(second_to_fail_waits_for_the_first),
      cmocka_unit_test(clients_come_and_go_while_others_are_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
