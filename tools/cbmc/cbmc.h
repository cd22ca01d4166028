// SPDX-License-Identifier: Apache-2.0
/**
 * @file What a harness says to CBMC. See cbmc_test.bzl for how one is run.
 *
 * A harness is a function without parameters. It takes any values, keeps those
 * that are allowed, calls what it is about and says what must hold then.
 */
#ifndef DAEDALUS_TOOLS_CBMC_CBMC_H_
#define DAEDALUS_TOOLS_CBMC_CBMC_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// CBMC's own; what is declared here is what it is.
void __CPROVER_assume(bool condition);
void __CPROVER_assert(bool condition, const char *text);
void *__CPROVER_allocate(size_t size, bool zero);
bool __CPROVER_r_ok(const void *start, size_t size);

// Functions without a body return any value.
bool nondet_bool(void);
unsigned char nondet_byte(void);
uint32_t nondet_uint32(void);
unsigned nondet_unsigned(void);
size_t nondet_size(void);
uintptr_t nondet_address(void);

/** Leaves out every run in which `condition` is false. */
#define CBMC_ASSUME(condition) __CPROVER_assume(condition)

/** `condition` must be true in every run that gets here. */
#define CBMC_PROVE(condition, text) __CPROVER_assert(condition, "proves: " text)

/**
 * `condition` must be true in some run that gets here: a proof about nothing,
 * because its assumptions contradict each other, fails.
 */
#define CBMC_REACH(condition, text) \
  __CPROVER_assert(!(condition), "reaches: " text)

/** An object of `size` bytes of any value, unlike any other object. */
static inline void *cbmc_any_object(size_t size) {
  return __CPROVER_allocate(size, false);
}

#endif  // DAEDALUS_TOOLS_CBMC_CBMC_H_
