// SPDX-License-Identifier: Apache-2.0
/** @file A script of register accesses and the check against it. */
#include "tests/fakes/fake_mmio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "drivers/mmio_access.h"

struct step {
  bool is_write;
  uintptr_t address;
  uint32_t value;
  uint32_t count;      /**< Times it is still to happen. */
  void (*react)(void); /**< What the device does upon it, or null. */
};

static struct {
  struct step steps[kFakeMmioSteps];
  size_t length;
  size_t next;
} script;

// A failed mock_assert() is a failed test, and tests of this file can expect
// it. The buffer outlives the jump that it makes.
[[gnu::format(printf, 1, 2)]] static void fail_test(const char *format, ...) {
  static char message[128];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(message, sizeof(message), format, arguments);
  va_end(arguments);
  mock_assert(false, message, __FILE__, __LINE__);
}

static const char *verb(bool is_write) { return is_write ? "write" : "read"; }

void fake_mmio_reset(void) {
  script.length = 0;
  script.next = 0;
}

static void expect(struct step step) {
  if (script.length == kFakeMmioSteps) {
    fail_test("a script has at most %d steps", kFakeMmioSteps);
  }
  if (step.count == 0) {
    fail_test("a step of no access");
  }
  script.steps[script.length++] = step;
}

void fake_mmio_expect_read(uintptr_t address, uint32_t value) {
  fake_mmio_expect_reads(address, value, 1);
}

void fake_mmio_expect_reads(uintptr_t address, uint32_t value, uint32_t count) {
  expect((struct step){
      .is_write = false, .address = address, .value = value, .count = count});
}

void fake_mmio_expect_write(uintptr_t address, uint32_t value) {
  fake_mmio_expect_write_then(address, value, NULL);
}

void fake_mmio_expect_write_then(uintptr_t address, uint32_t value,
                                 void (*react)(void)) {
  expect((struct step){.is_write = true,
                       .address = address,
                       .value = value,
                       .count = 1,
                       .react = react});
}

// Moves on in the script; returns the step that this access is.
static const struct step *take(bool is_write, uintptr_t address) {
  if (script.next == script.length) {
    fail_test("unexpected %s of 0x%jx", verb(is_write), (uintmax_t)address);
  }
  struct step *const step = &script.steps[script.next];
  if (step->is_write != is_write || step->address != address) {
    fail_test("%s of 0x%jx, but step %zu is a %s of 0x%jx", verb(is_write),
              (uintmax_t)address, script.next, verb(step->is_write),
              (uintmax_t)step->address);
  }
  if (--step->count == 0) {
    script.next++;
  }
  return step;
}

uint32_t mmio_access_read32(uintptr_t address) {
  return take(false, address)->value;
}

void mmio_access_write32(uintptr_t address, uint32_t value) {
  const struct step *const step = take(true, address);
  if (value != step->value) {
    fail_test("0x%x written to 0x%jx, not 0x%x", value, (uintmax_t)address,
              step->value);
  }
  if (step->react != NULL) {
    step->react();
  }
}

void fake_mmio_done(void) {
  if (script.next != script.length) {
    const struct step *const step = &script.steps[script.next];
    fail_test("step %zu, a %s of 0x%jx, did not happen", script.next,
              verb(step->is_write), (uintmax_t)step->address);
  }
}
