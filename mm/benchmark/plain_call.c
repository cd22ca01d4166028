// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/meter.h"

// What `function` really is, is known to the adapter alone; the calling
// conventions of all our machines pass integers and pointers the same way.
__attribute__((no_sanitize("function"))) void meter_plain_call(
    struct metered_call *call) {
  uint64_t (*const function)(uint64_t, uint64_t, uint64_t) =
      (uint64_t (*)(uint64_t, uint64_t, uint64_t))call->function;
  call->result =
      function(call->arguments[0], call->arguments[1], call->arguments[2]);
}
