// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/meter.h"

#include "tests/instruction_counter/instruction_counter.h"

const char meter_unit[] = "instructions";

bool meter_start(void) { return instruction_counter_start(); }

uint64_t meter_call(struct metered_call *call) {
  struct counted_call counted = {
      .function = call->function,
      .arguments = {call->arguments[0], call->arguments[1], call->arguments[2]},
  };
  const uint64_t cost = instruction_counter_count(&counted);
  call->result = counted.result;
  return cost;
}
