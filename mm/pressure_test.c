// SPDX-License-Identifier: Apache-2.0
#include "mm/pressure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mm/testing/panics.h"

enum { kClients = 4 };

// A client that can give `stock` bytes and writes down what it is asked.
struct test_client {
  struct pressure_client client;  // First, so that one is the other.
  size_t stock;
  size_t wanted;
  enum pressure_level level;
  void (*inside)(void);
};

static struct test_client clients[kClients];

// The names of those that were asked, in order.
static char asked[32];

static size_t give(struct pressure_client *client, size_t wanted,
                   enum pressure_level level) {
  struct test_client *const self = (struct test_client *)client;
  const size_t length = strlen(asked);
  assert_true(length + 1 < sizeof(asked));
  asked[length] = client->name[0];
  asked[length + 1] = '\0';
  self->wanted = wanted;
  self->level = level;
  if (self->inside != NULL) {
    self->inside();
  }
  const size_t given = wanted < self->stock ? wanted : self->stock;
  self->stock -= given;
  return given;
}

static void add(size_t index, const char *name, unsigned priority,
                size_t stock) {
  clients[index] = (struct test_client){
      .client = {.name = name, .priority = priority, .reclaim = give},
      .stock = stock,
  };
  pressure_register(&clients[index].client);
}

static void asked_are(const char *expected) {
  assert_string_equal(asked, expected);
  asked[0] = '\0';
}

static int forget(void **state) {
  (void)state;
  memset(clients, 0, sizeof(clients));
  asked[0] = '\0';
  return 0;
}

static int remove_all(void **state) {
  (void)state;
  struct pressure_client_stats stats;
  for (size_t i = 0; i < kClients; i++) {
    if (clients[i].client.reclaim != NULL) {
      pressure_unregister(&clients[i].client);
    }
  }
  pressure_set_watermark(0);
  return pressure_client_stats(0, &stats) ? -1 : 0;
}

// Counts down to success.
static bool attempt(void *context) {
  int *const failures = context;
  return (*failures)-- == 0;
}

static void nobody_to_ask(void **state) {
  (void)state;
  int failures = 0;
  pressure_set_watermark(1000);
  assert_int_equal(pressure_reclaim(1), 0);
  assert_false(pressure_retry(1, attempt, &failures));
  assert_int_equal(failures, 0);
  pressure_note_free(0);
  struct pressure_stats stats;
  pressure_stats(&stats);
  assert_int_equal(stats.watermark, 1000);
  assert_int_equal(stats.low_times, 0);
  assert_int_equal(stats.failed_times, 0);
  assert_int_equal(stats.given, 0);
}

static void lower_priority_and_older_client_first(void **state) {
  (void)state;
  add(0, "b", 5, 0);
  add(1, "d", 9, 0);
  add(2, "c", 5, 0);
  add(3, "a", 0, 0);
  assert_int_equal(pressure_reclaim(1), 0);
  asked_are("abcd");
}

static void stops_when_enough_was_given(void **state) {
  (void)state;
  add(0, "a", 0, 30);
  add(1, "b", 1, 0);
  add(2, "c", 2, 100);
  add(3, "d", 3, 100);
  assert_int_equal(pressure_reclaim(100), 100);
  asked_are("abc");
  assert_int_equal(clients[0].wanted, 100);
  assert_int_equal(clients[1].wanted, 70);
  assert_int_equal(clients[2].wanted, 70);
  assert_int_equal(clients[2].level, kPressureFailed);
  // 30 and 100 are left: not enough, but all there is.
  assert_int_equal(pressure_reclaim(1000), 130);
  asked_are("abcd");
  assert_int_equal(pressure_reclaim(1), 0);
  asked_are("abcd");
}

static void absurd_claims_do_not_overflow(void **state) {
  (void)state;
  add(0, "a", 0, SIZE_MAX - 1);
  add(1, "b", 1, 1);
  add(2, "c", 2, 2);
  add(3, "d", 3, 1);
  int failures = 3;
  assert_true(pressure_retry(SIZE_MAX, attempt, &failures));
  asked_are("abcd");
  assert_int_equal(clients[1].wanted, 1);
  assert_true(clients[2].wanted == SIZE_MAX);
  assert_true(clients[3].wanted == SIZE_MAX);
}

static void retries_after_each_gift_until_it_works(void **state) {
  (void)state;
  add(0, "a", 0, 1000);
  add(1, "b", 1, 0);
  add(2, "c", 2, 1000);
  add(3, "d", 3, 1000);
  // What the first gives is enough, but does not help.
  int failures = 1;
  assert_true(pressure_retry(100, attempt, &failures));
  assert_int_equal(failures, -1);
  asked_are("abc");
  assert_int_equal(clients[2].wanted, 100);
  // Nothing helps: one try for each that gave something.
  failures = 10;
  assert_false(pressure_retry(100, attempt, &failures));
  assert_int_equal(failures, 7);
  asked_are("abcd");
}

// What an allocation that fails in a callback, or in an interrupt handler
// there, comes to. Takes every lock once: none is held.
static void fail_inside(void) {
  int failures = 0;
  struct pressure_stats stats;
  struct pressure_client_stats client;
  assert_int_equal(pressure_reclaim(1), 0);
  assert_false(pressure_retry(1, attempt, &failures));
  assert_int_equal(failures, 0);
  pressure_stats(&stats);
  assert_false(pressure_client_stats(0, &client));
}

static void failing_inside_asks_nobody(void **state) {
  (void)state;
  add(0, "a", 0, 10);
  add(1, "b", 1, 10);
  clients[0].inside = fail_inside;
  clients[1].inside = fail_inside;
  assert_int_equal(pressure_reclaim(20), 20);
  asked_are("ab");
}

static void note_low(void) { pressure_note_free(1); }

static void falling_low_inside_is_not_forgotten(void **state) {
  (void)state;
  pressure_set_watermark(100);
  add(0, "a", 0, 10);
  clients[0].inside = note_low;
  assert_int_equal(pressure_reclaim(1), 1);
  asked_are("a");
  clients[0].inside = NULL;
  note_low();
  asked_are("a");
  assert_int_equal(clients[0].level, kPressureLow);
}

static struct pressure_client other = {.name = "other", .reclaim = give};

static void register_other(void) { pressure_register(&other); }

static void unregister_first(void) { pressure_unregister(&clients[0].client); }

static void change_inside(void) {
  assert_non_null(strstr(panic_of(register_other), "pressure_register while"));
  assert_non_null(
      strstr(panic_of(unregister_first), "pressure_unregister while"));
}

static void changing_clients_inside_panics(void **state) {
  (void)state;
  add(0, "a", 0, 10);
  add(1, "b", 1, 10);
  clients[0].inside = change_inside;
  assert_int_equal(pressure_reclaim(20), 20);
  asked_are("ab");
  clients[0].inside = NULL;
  assert_int_equal(pressure_reclaim(20), 0);
  asked_are("ab");
}

static void register_first(void) { pressure_register(&clients[0].client); }

static void unregister_other(void) { pressure_unregister(&other); }

static void register_nothing(void) {
  static struct pressure_client nothing = {.name = "nothing"};
  pressure_register(&nothing);
}

static void mistakes_panic_and_change_nothing(void **state) {
  (void)state;
  add(0, "a", 0, 1);
  assert_non_null(
      strstr(panic_of(register_first), "client a is registered already"));
  assert_non_null(
      strstr(panic_of(unregister_other), "client other is not registered"));
  assert_non_null(
      strstr(panic_of(register_nothing), "client nothing has no function"));
  assert_int_equal(pressure_reclaim(2), 1);
  asked_are("a");
}

static void low_once_until_well_above(void **state) {
  (void)state;
  add(0, "a", 0, 1000);
  pressure_set_watermark(1000);
  pressure_note_free(1000);
  asked_are("");
  pressure_note_free(900);
  asked_are("a");
  assert_int_equal(clients[0].level, kPressureLow);
  // To 1,000 and a quarter.
  assert_int_equal(clients[0].wanted, 350);
  pressure_note_free(800);
  pressure_note_free(1249);
  pressure_note_free(800);
  asked_are("");
  pressure_note_free(1250);
  asked_are("");
  pressure_note_free(999);
  asked_are("a");
  // A new watermark counts at once.
  pressure_set_watermark(500);
  pressure_note_free(499);
  asked_are("a");
  pressure_set_watermark(0);
  pressure_note_free(0);
  asked_are("");
  pressure_set_watermark(SIZE_MAX);
  pressure_note_free(SIZE_MAX - 1);
  asked_are("a");
  assert_int_equal(clients[0].wanted, 1);
}

static void everyone_is_low_until_enough(void **state) {
  (void)state;
  add(0, "a", 0, 100);
  add(1, "b", 1, 100);
  add(2, "c", 2, 100);
  pressure_set_watermark(400);
  pressure_note_free(350);
  asked_are("ab");
  assert_int_equal(clients[1].wanted, 50);
}

static void figures_add_up(void **state) {
  (void)state;
  struct pressure_stats before;
  struct pressure_stats after;
  struct pressure_client_stats client;
  pressure_stats(&before);
  add(0, "b", 7, 100);
  add(1, "a", 6, 10);
  assert_int_equal(pressure_reclaim(50), 50);
  pressure_set_watermark(100);
  pressure_note_free(99);
  pressure_stats(&after);
  assert_int_equal(after.watermark, 100);
  assert_int_equal(after.failed_times - before.failed_times, 1);
  assert_int_equal(after.low_times - before.low_times, 1);
  assert_int_equal(after.given - before.given, 50 + 26);
  assert_true(pressure_client_stats(0, &client));
  assert_string_equal(client.name, "a");
  assert_int_equal(client.priority, 6);
  assert_int_equal(client.times_asked, 2);
  assert_int_equal(client.given, 10);
  assert_true(pressure_client_stats(1, &client));
  assert_string_equal(client.name, "b");
  assert_int_equal(client.given, 66);
  assert_false(pressure_client_stats(2, &client));
  assert_string_equal(client.name, "b");
}

static void removed_client_is_not_asked(void **state) {
  (void)state;
  add(0, "a", 0, 0);
  add(1, "b", 1, 0);
  add(2, "c", 2, 0);
  pressure_unregister(&clients[1].client);
  clients[1].client.reclaim = NULL;
  assert_int_equal(pressure_reclaim(1), 0);
  asked_are("ac");
  // One that comes back starts from nothing.
  clients[0].stock = 1;
  assert_int_equal(pressure_reclaim(1), 1);
  pressure_unregister(&clients[0].client);
  pressure_register(&clients[0].client);
  assert_int_equal(clients[0].client.times_asked, 0);
  assert_int_equal(clients[0].client.given, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, forget, remove_all)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(nobody_to_ask),
      TEST(lower_priority_and_older_client_first),
      TEST(stops_when_enough_was_given),
      TEST(absurd_claims_do_not_overflow),
      TEST(retries_after_each_gift_until_it_works),
      TEST(failing_inside_asks_nobody),
      TEST(falling_low_inside_is_not_forgotten),
      TEST(changing_clients_inside_panics),
      TEST(mistakes_panic_and_change_nothing),
      TEST(low_once_until_well_above),
      TEST(everyone_is_low_until_enough),
      TEST(figures_add_up),
      TEST(removed_client_is_not_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
