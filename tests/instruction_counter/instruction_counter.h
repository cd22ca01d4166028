// SPDX-License-Identifier: Apache-2.0
/**
 * @file Counts the instructions that a call takes, to the instruction.
 *
 * On AArch64 by performance monitor counter 0, event INST_RETIRED (Arm DDI
 * 0487, D13.11), on ARMv7 by the cycle counter (DDI 0406C, C12.1) where a cycle
 * is an instruction. In QEMU both are so only under -icount, as tests of boards
 * run; a count is then the same in every run. On a real core of AArch64 the
 * event exists always, but an interrupt during the call is counted with it.
 */
#ifndef DAEDALUS_TESTS_INSTRUCTION_COUNTER_INSTRUCTION_COUNTER_H_
#define DAEDALUS_TESTS_INSTRUCTION_COUNTER_INSTRUCTION_COUNTER_H_

#include <stdbool.h>
#include <stdint.h>

/** A call to count and what came of it. */
struct counted_call {
  /** What to call: any function that takes up to four integers or pointers and
   * returns one or nothing, cast to this type. */
  void (*function)(void);
  /** For the function, pointers cast to integers; 32 bits each on a 32-bit Arm.
   */
  uint64_t arguments[4];
  uint64_t result; /**< What it returned. */
};

/**
 * Starts the counter. Call once, before counting; not from an ISR.
 *
 * @return false if this machine does not count instructions.
 */
[[nodiscard]] bool instruction_counter_start(void);

/**
 * Makes the call and writes its result.
 *
 * @return the number of instructions of the call itself (BLR, BLX) and
 * everything up to and including its return: 2 for an empty function.
 */
uint64_t instruction_counter_count(struct counted_call *call);

#endif  // DAEDALUS_TESTS_INSTRUCTION_COUNTER_INSTRUCTION_COUNTER_H_
