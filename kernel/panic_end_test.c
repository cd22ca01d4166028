// SPDX-License-Identifier: Apache-2.0
// How a panic ends, on a board that is a fake.
#include "kernel/panic_end.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/board.h"
#include "kernel/console.h"
#include "kernel/cpu.h"
#include "kernel/exit.h"

enum ending { HALTED = 1, EXITED, RESTARTED };

static struct {
  jmp_buf end;
  char printed[80];
  void (*reboot)(void);
  bool is_flushed;
} fake;

static void fake_reboot(void) {
  assert_true(fake.is_flushed);
  if (fake.reboot != nullptr) {
    fake.reboot();
  }
}

static void restart(void) { longjmp(fake.end, RESTARTED); }

const struct board board = {
    .name = "fake",
    .panic_policy = PANIC_HALT,
    .reboot = fake_reboot,
};

void console_puts(const char *text) {
  const size_t length = strlen(fake.printed);
  assert_true(length + strlen(text) < sizeof(fake.printed));
  memcpy(fake.printed + length, text, strlen(text) + 1);
  fake.is_flushed = false;
}

void console_flush(void) { fake.is_flushed = true; }

void cpu_halt(void) {
  assert_true(fake.is_flushed);
  longjmp(fake.end, HALTED);
}

void exit_emulator(unsigned code) {
  assert_int_equal(code, 99);
  longjmp(fake.end, EXITED);
}

// Where setjmp() may stand, is a short list.
static enum ending end_panic(void) {
  fake.printed[0] = '\0';
  switch (setjmp(fake.end)) {
    case 0:
      panic_end();
    case HALTED:
      return HALTED;
    case EXITED:
      return EXITED;
    default:
      return RESTARTED;
  }
}

// The order matters: nothing sets it back to what the board says.
static void the_board_decides(void **state) {
  (void)state;
  assert_int_equal(end_panic(), HALTED);
  assert_string_equal(fake.printed, "system halted\n");
}

static void the_program_may_want_an_exit(void **state) {
  (void)state;
  panic_set_policy(PANIC_EXIT);
  assert_int_equal(end_panic(), EXITED);
  assert_string_equal(fake.printed, "");
}

static void the_program_may_want_a_halt(void **state) {
  (void)state;
  panic_set_policy(PANIC_HALT);
  assert_int_equal(end_panic(), HALTED);
  assert_string_equal(fake.printed, "system halted\n");
}

static void a_reboot_is_announced(void **state) {
  (void)state;
  panic_set_policy(PANIC_REBOOT);
  fake.reboot = restart;
  assert_int_equal(end_panic(), RESTARTED);
  assert_string_equal(fake.printed, "rebooting\n");
}

static void a_reboot_that_returns_is_a_halt(void **state) {
  (void)state;
  panic_set_policy(PANIC_REBOOT);
  fake.reboot = nullptr;
  assert_int_equal(end_panic(), HALTED);
  assert_string_equal(fake.printed, "rebooting\nsystem halted\n");
}

static void a_reboot_that_panics_is_a_halt(void **state) {
  (void)state;
  panic_set_policy(PANIC_REBOOT);
  fake.reboot = panic_end;
  assert_int_equal(end_panic(), HALTED);
  assert_string_equal(fake.printed, "rebooting\nsystem halted\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_board_decides),
      cmocka_unit_test(the_program_may_want_an_exit),
      cmocka_unit_test(the_program_may_want_a_halt),
      cmocka_unit_test(a_reboot_is_announced),
      cmocka_unit_test(a_reboot_that_returns_is_a_halt),
      cmocka_unit_test(a_reboot_that_panics_is_a_halt),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
