// SPDX-License-Identifier: Apache-2.0
#include "mm/trace_table.h"

#include <stdbool.h>

#include "mm/port.h"
#include "mm/trace.h"

// A site is looked for in so many rows. What is not there, or finds none of
// them empty, counts as other.
enum {
  kTraceRows = MM_TRACE_SITES,
  kTraceProbes = 16,
  kTraceOther = kTraceRows
};

_Static_assert((kTraceRows & (kTraceRows - 1)) == 0 &&
                   kTraceRows >= kTraceProbes && kTraceRows < 1024,
               "a block has room for the number of a row");

struct trace_table {
  struct mm_port_lock lock;
  uint16_t epoch;
  size_t used;                 // Rows that have a site.
  uint16_t order[kTraceRows];  // Those, in the order they came.
  struct trace_site rows[kTraceRows + 1];
  struct trace_site total;
};

static struct trace_table *trace_table(void) {
  static struct trace_table table;
  return mm_port_opaque(&table);
}

static size_t trace_hash(const void *caller) {
  const uint32_t number = (uint32_t)((uintptr_t)caller >> 2) * 0x9e3779b1;
  return number >> 16;
}

// Returns the row of a site, a new one if need be. Needs the lock.
static size_t trace_find(struct trace_table *table, const void *caller) {
  const size_t start = trace_hash(caller);
  for (size_t i = 0; i < kTraceProbes; i++) {
    const size_t row = (start + i) % kTraceRows;
    if (table->rows[row].caller == caller && caller != NULL) {
      return row;
    }
    if (table->rows[row].caller == NULL && caller != NULL) {
      table->rows[row].caller = caller;
      table->order[table->used++] = (uint16_t)row;
      return row;
    }
  }
  return kTraceOther;
}

static void trace_count(struct trace_site *site, size_t size) {
  site->allocations++;
  site->live_blocks++;
  site->live_bytes += size;
  site->since_blocks++;
  site->since_bytes += size;
  if (site->peak_bytes < site->live_bytes) {
    site->peak_bytes = site->live_bytes;
  }
}

static void trace_uncount(struct trace_site *site, size_t size, bool since) {
  site->live_blocks--;
  site->live_bytes -= size;
  // A block of 2^16 checkpoints ago looks like a new one.
  if (since && site->since_blocks != 0 && site->since_bytes >= size) {
    site->since_blocks--;
    site->since_bytes -= size;
  }
}

struct trace_mark trace_table_add(const void *caller, size_t size) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  const size_t row = trace_find(table, caller);
  const struct trace_mark mark = {
      .site = (uint16_t)row,
      .epoch = table->epoch,
  };
  trace_count(&table->rows[row], size);
  trace_count(&table->total, size);
  mm_port_unlock(&table->lock, state);
  return mark;
}

void trace_table_remove(struct trace_mark mark, size_t size) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  const bool since = mark.epoch == table->epoch;
  trace_uncount(&table->rows[mark.site], size, since);
  trace_uncount(&table->total, size, since);
  mm_port_unlock(&table->lock, state);
}

static void trace_forget_since(struct trace_site *site) {
  site->since_blocks = 0;
  site->since_bytes = 0;
}

void trace_table_clear(void) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  for (size_t i = 0; i <= kTraceRows; i++) {
    table->rows[i].live_blocks = 0;
    table->rows[i].live_bytes = 0;
    trace_forget_since(&table->rows[i]);
  }
  table->total.live_blocks = 0;
  table->total.live_bytes = 0;
  trace_forget_since(&table->total);
  mm_port_unlock(&table->lock, state);
}

bool trace_is_on(void) { return true; }

void trace_checkpoint(void) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  table->epoch++;
  for (size_t i = 0; i <= kTraceRows; i++) {
    trace_forget_since(&table->rows[i]);
  }
  trace_forget_since(&table->total);
  mm_port_unlock(&table->lock, state);
}

// Returns site number `index`, or null. Needs the lock.
static const struct trace_site *trace_nth(const struct trace_table *table,
                                          size_t index) {
  if (index < table->used) {
    return &table->rows[table->order[index]];
  }
  const struct trace_site *const other = &table->rows[kTraceOther];
  return index == table->used && other->allocations != 0 ? other : NULL;
}

bool trace_site_at(size_t index, struct trace_site *site) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  const struct trace_site *const found = trace_nth(table, index);
  const bool exists = found != NULL;
  if (exists) {
    *site = *found;
  }
  mm_port_unlock(&table->lock, state);
  return exists;
}

void trace_total(struct trace_site *total) {
  struct trace_table *const table = trace_table();
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  *total = table->total;
  mm_port_unlock(&table->lock, state);
}

static size_t trace_blocks(const struct trace_site *site,
                           enum trace_scope scope) {
  return scope == kTraceLive ? site->live_blocks : site->since_blocks;
}

static size_t trace_bytes(const struct trace_site *site,
                          enum trace_scope scope) {
  return scope == kTraceLive ? site->live_bytes : site->since_bytes;
}

// A place in the order of a report: most bytes first, lowest row first.
struct trace_place {
  size_t bytes;
  size_t row;
};

static bool trace_is_before(struct trace_place a, struct trace_place b) {
  return a.bytes > b.bytes || (a.bytes == b.bytes && a.row < b.row);
}

// Finds the first site behind `*place` and goes there. That makes a report end
// whatever happens between its steps.
static bool trace_next(enum trace_scope scope, bool first,
                       struct trace_place *place, struct trace_site *site) {
  struct trace_table *const table = trace_table();
  struct trace_place best = {0, kTraceRows + 1};
  const mm_port_lock_state state = mm_port_lock(&table->lock);
  for (size_t row = 0; row <= kTraceRows; row++) {
    const struct trace_site *const candidate = &table->rows[row];
    const struct trace_place here = {trace_bytes(candidate, scope), row};
    if (trace_blocks(candidate, scope) != 0 &&
        (first || trace_is_before(*place, here)) &&
        trace_is_before(here, best)) {
      best = here;
      *site = *candidate;
    }
  }
  mm_port_unlock(&table->lock, state);
  *place = best;
  return best.row <= kTraceRows;
}

size_t trace_leaks(enum trace_scope scope,
                   void (*visit)(void *context, const struct trace_site *site),
                   void *context) {
  struct trace_place place = {0, 0};
  struct trace_site site;
  size_t count = 0;
  while (trace_next(scope, count == 0, &place, &site)) {
    count++;
    visit(context, &site);
  }
  return count;
}

struct trace_printing {
  enum trace_scope scope;
  int (*print)(const char *format, ...) __attribute__((format(printf, 1, 2)));
};

// Every printf has %lu; a small one may lack %zu.
static void trace_print_site(void *context, const struct trace_site *site) {
  const struct trace_printing *const printing = context;
  const unsigned long bytes = trace_bytes(site, printing->scope);
  const unsigned long blocks = trace_blocks(site, printing->scope);
  if (site->caller == NULL) {
    (void)printing->print("%lu bytes in %lu blocks from other call sites",
                          bytes, blocks);
  } else {
    (void)printing->print("%lu bytes in %lu blocks from %p", bytes, blocks,
                          site->caller);
  }
  (void)printing->print(" (peak %lu bytes, %lu allocations)\n",
                        (unsigned long)site->peak_bytes,
                        (unsigned long)site->allocations);
}

void trace_print(enum trace_scope scope,
                 int (*print)(const char *format, ...)) {
  struct trace_printing printing = {.scope = scope, .print = print};
  struct trace_site total;
  const unsigned long sites =
      (unsigned long)trace_leaks(scope, trace_print_site, &printing);
  trace_total(&total);
  (void)print("%lu bytes in %lu blocks from %lu call site%s\n",
              (unsigned long)trace_bytes(&total, scope),
              (unsigned long)trace_blocks(&total, scope), sites,
              sites == 1 ? "" : "s");
}
