// SPDX-License-Identifier: Apache-2.0
// mm/trace.h where nothing is traced.
#include "mm/trace.h"

bool trace_is_on(void) { return false; }

bool trace_site_at(size_t index, struct trace_site *site) {
  (void)index;
  (void)site;
  return false;
}

void trace_total(struct trace_site *total) {
  *total = (struct trace_site){.caller = NULL};
}

void trace_checkpoint(void) {}

size_t trace_leaks(enum trace_scope scope,
                   void (*visit)(void *context, const struct trace_site *site),
                   void *context) {
  (void)scope;
  (void)visit;
  (void)context;
  return 0;
}

void trace_print(enum trace_scope scope,
                 int (*print)(const char *format, ...)) {
  (void)scope;
  (void)print("nothing is traced: build with --//mm:trace\n");
}
