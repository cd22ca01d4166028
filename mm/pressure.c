// SPDX-License-Identifier: Apache-2.0
#include "mm/pressure.h"

#include <stdint.h>

#include "mm/port.h"

// Whoever is `busy` owns the list of clients and what is in them; the lock is
// held only to become busy, to end it and for the other fields. So clients are
// called, and the list stays as it is, without a lock.
struct pressure {
  struct mm_port_lock lock;
  bool busy;
  bool below;     // Clients were asked since free memory was `enough` last.
  uintptr_t cpu;  // The one that is busy.
  size_t runs;    // Times that somebody stopped being busy.
  size_t enough;  // Free memory from which on clients can be asked again.
  struct pressure_client *first;
  struct pressure_stats stats;
};

// What clients are asked for.
struct pressure_demand {
  enum pressure_level level;
  size_t wanted;
  bool (*attempt)(void *context);  // Null: giving `wanted` bytes is enough.
  void *context;
};

static struct pressure *pressure_get(void) {
  static struct pressure pressure;
  return mm_port_opaque(&pressure);
}

// For words that are read without the lock, where an old value does no harm.
static size_t pressure_peek(const size_t *word) {
  return __atomic_load_n(word, __ATOMIC_RELAXED);
}

// NOLINTNEXTLINE(readability-non-const-parameter): it is written to.
static void pressure_poke(size_t *word, size_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELAXED);
}

size_t pressure_concern;

// Needs the lock.
static void pressure_set_below(struct pressure *pressure, bool below) {
  __atomic_store_n(&pressure->below, below, __ATOMIC_RELAXED);
  // Once below, it has to be noticed that it is not.
  pressure_poke(&pressure_concern,
                below ? SIZE_MAX : pressure_peek(&pressure->enough));
}

static bool pressure_has_clients(const struct pressure *pressure) {
  return __atomic_load_n(&pressure->first, __ATOMIC_RELAXED) != NULL;
}

enum pressure_entry { kPressureEntered, kPressureWithin, kPressureElsewhere };

static enum pressure_entry pressure_try_enter(struct pressure *pressure) {
  enum pressure_entry entry = kPressureEntered;
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  if (!pressure->busy) {
    pressure->busy = true;
    pressure->cpu = mm_port_cpu();
  } else {
    entry =
        pressure->cpu == mm_port_cpu() ? kPressureWithin : kPressureElsewhere;
  }
  mm_port_unlock(&pressure->lock, state);
  return entry;
}

// Returns at the latest when the CPU that is busy now no longer is: when it has
// asked every client once, and clients wait for nobody.
static enum pressure_entry pressure_enter_or_wait(struct pressure *pressure) {
  const size_t runs = pressure_peek(&pressure->runs);
  const enum pressure_entry entry = pressure_try_enter(pressure);
  if (entry == kPressureElsewhere) {
    while (pressure_peek(&pressure->runs) == runs) {
    }
  }
  return entry;
}

// Returns false, without entering, in a callback.
static bool pressure_enter(struct pressure *pressure) {
  enum pressure_entry entry;
  do {
    entry = pressure_enter_or_wait(pressure);
  } while (entry == kPressureElsewhere);
  return entry == kPressureEntered;
}

static void pressure_leave(struct pressure *pressure) {
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  pressure->busy = false;
  pressure_poke(&pressure->runs, pressure->runs + 1);
  mm_port_unlock(&pressure->lock, state);
}

static void pressure_enter_or_panic(struct pressure *pressure,
                                    const char *what) {
  if (!pressure_enter(pressure)) {
    mm_port_panic("pressure: %s while clients are being asked, called from %p",
                  what, __builtin_return_address(0));
  }
}

// Returns the link that points to `client`, or null if none does.
static struct pressure_client **pressure_find(
    struct pressure *pressure, const struct pressure_client *client) {
  struct pressure_client **link = &pressure->first;
  while (*link != NULL && *link != client) {
    link = &(*link)->next;
  }
  return *link == NULL ? NULL : link;
}

void pressure_register(struct pressure_client *client) {
  struct pressure *const pressure = pressure_get();
  if (client->reclaim == NULL) {
    mm_port_panic("pressure: client %s has no function", client->name);
  }
  pressure_enter_or_panic(pressure, "pressure_register");
  const bool known = pressure_find(pressure, client) != NULL;
  if (!known) {
    struct pressure_client **link = &pressure->first;
    while (*link != NULL && (*link)->priority <= client->priority) {
      link = &(*link)->next;
    }
    client->times_asked = 0;
    client->given = 0;
    client->next = *link;
    __atomic_store_n(link, client, __ATOMIC_RELAXED);
  }
  pressure_leave(pressure);
  if (known) {
    mm_port_panic("pressure: client %s is registered already", client->name);
  }
}

void pressure_unregister(struct pressure_client *client) {
  struct pressure *const pressure = pressure_get();
  pressure_enter_or_panic(pressure, "pressure_unregister");
  struct pressure_client **const link = pressure_find(pressure, client);
  if (link != NULL) {
    __atomic_store_n(link, client->next, __ATOMIC_RELAXED);
  }
  pressure_leave(pressure);
  if (link == NULL) {
    mm_port_panic("pressure: client %s is not registered", client->name);
  }
}

void pressure_set_watermark(size_t bytes) {
  struct pressure *const pressure = pressure_get();
  size_t enough;
  if (__builtin_add_overflow(bytes, bytes / 4, &enough)) {
    enough = SIZE_MAX;
  }
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  pressure_poke(&pressure->stats.watermark, bytes);
  pressure_poke(&pressure->enough, enough);
  pressure_set_below(pressure, false);
  mm_port_unlock(&pressure->lock, state);
}

void pressure_stats(struct pressure_stats *stats) {
  struct pressure *const pressure = pressure_get();
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  *stats = pressure->stats;
  mm_port_unlock(&pressure->lock, state);
}

bool pressure_client_stats(size_t index, struct pressure_client_stats *stats) {
  struct pressure *const pressure = pressure_get();
  if (!pressure_enter(pressure)) {
    return false;
  }
  const struct pressure_client *client = pressure->first;
  while (client != NULL && index > 0) {
    client = client->next;
    index--;
  }
  if (client != NULL) {
    *stats = (struct pressure_client_stats){
        .name = client->name,
        .priority = client->priority,
        .times_asked = client->times_asked,
        .given = client->given,
    };
  }
  pressure_leave(pressure);
  return client != NULL;
}

static void pressure_count(struct pressure *pressure,
                           const struct pressure_demand *demand, size_t given) {
  struct pressure_stats *const stats = &pressure->stats;
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  if (demand->level == kPressureLow) {
    stats->low_times++;
  } else {
    stats->failed_times++;
  }
  pressure_poke(&stats->given, stats->given + given);
  mm_port_unlock(&pressure->lock, state);
}

// Asks the clients, entered, and returns whether the demand was met. Adds to
// `given`.
static bool pressure_ask(struct pressure *pressure,
                         const struct pressure_demand *demand, size_t *given) {
  for (struct pressure_client *client = pressure->first; client != NULL;
       client = client->next) {
    // What was given and did not help was in pieces: ask for all of it again.
    const size_t wanted =
        *given < demand->wanted ? demand->wanted - *given : demand->wanted;
    const size_t bytes = client->reclaim(client, wanted, demand->level);
    client->times_asked++;
    client->given += bytes;
    if (__builtin_add_overflow(*given, bytes, given)) {
      *given = SIZE_MAX;
    }
    if (bytes == 0) {
      continue;
    }
    if (demand->attempt != NULL ? demand->attempt(demand->context)
                                : *given >= demand->wanted) {
      return true;
    }
  }
  return false;
}

// Asks the clients, entered, and leaves.
static bool pressure_ask_and_leave(struct pressure *pressure,
                                   const struct pressure_demand *demand,
                                   size_t *given) {
  const bool met = pressure_ask(pressure, demand, given);
  pressure_count(pressure, demand, *given);
  pressure_leave(pressure);
  return met;
}

// Asks the clients, or lets another CPU that does so already come first.
static bool pressure_meet(const struct pressure_demand *demand, size_t *given) {
  struct pressure *const pressure = pressure_get();
  *given = 0;
  if (!pressure_has_clients(pressure)) {
    return false;
  }
  size_t before = pressure_peek(&pressure->stats.given);
  enum pressure_entry entry;
  while ((entry = pressure_enter_or_wait(pressure)) == kPressureElsewhere) {
    const size_t now = pressure_peek(&pressure->stats.given);
    if (now != before &&
        (demand->attempt == NULL || demand->attempt(demand->context))) {
      *given = now - before;
      return true;
    }
    before = now;
  }
  return entry == kPressureEntered &&
         pressure_ask_and_leave(pressure, demand, given);
}

size_t pressure_reclaim(size_t wanted) {
  const struct pressure_demand demand = {
      .level = kPressureFailed,
      .wanted = wanted,
  };
  size_t given;
  (void)pressure_meet(&demand, &given);
  return given;
}

bool pressure_retry(size_t wanted, bool (*attempt)(void *context),
                    void *context) {
  const struct pressure_demand demand = {
      .level = kPressureFailed,
      .wanted = wanted,
      .attempt = attempt,
      .context = context,
  };
  size_t given;
  return pressure_meet(&demand, &given);
}

// With the lock, or a watermark that is being set could be undone.
static void pressure_change_below(struct pressure *pressure, bool below) {
  const mm_port_lock_state state = mm_port_lock(&pressure->lock);
  pressure_set_below(pressure, below);
  mm_port_unlock(&pressure->lock, state);
}

void pressure_note_free(size_t free_bytes) {
  struct pressure *const pressure = pressure_get();
  const size_t enough = pressure_peek(&pressure->enough);
  if (free_bytes >= enough) {
    // Also if there is no watermark, and always before there is one.
    if (__atomic_load_n(&pressure->below, __ATOMIC_RELAXED)) {
      pressure_change_below(pressure, false);
    }
    return;
  }
  if (free_bytes >= pressure_peek(&pressure->stats.watermark) ||
      __atomic_load_n(&pressure->below, __ATOMIC_RELAXED) ||
      !pressure_has_clients(pressure) ||
      pressure_try_enter(pressure) != kPressureEntered) {
    return;
  }
  pressure_change_below(pressure, true);
  const struct pressure_demand demand = {
      .level = kPressureLow,
      .wanted = enough - free_bytes,
  };
  size_t given = 0;
  (void)pressure_ask_and_leave(pressure, &demand, &given);
}
