// SPDX-License-Identifier: Apache-2.0
// Who is called for which interrupt, on a fake controller.
#include "kernel/irq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/board.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"

enum { kIrqs = 8, kNone = kIrqs };

static struct {
  struct irqchip irqchip;
  bool enabled[kIrqs];
  unsigned pending;
  unsigned completed;
  bool masked;
} fake;

static status_t fake_enable(struct irqchip *irqchip, unsigned irq) {
  assert_ptr_equal(irqchip, &fake.irqchip);
  assert_true(fake.masked);
  if (irq >= kIrqs) {
    return STATUS_OUT_OF_RANGE;
  }
  fake.enabled[irq] = true;
  return STATUS_OK;
}

static status_t fake_disable(struct irqchip *irqchip, unsigned irq) {
  assert_ptr_equal(irqchip, &fake.irqchip);
  fake.enabled[irq] = false;
  return STATUS_OK;
}

static bool fake_claim(struct irqchip *irqchip, struct irqchip_claim *claim) {
  assert_ptr_equal(irqchip, &fake.irqchip);
  if (fake.pending == kNone) {
    return false;
  }
  *claim = (struct irqchip_claim){.irq = fake.pending, .token = 0x1234};
  fake.pending = kNone;
  return true;
}

static void fake_complete(struct irqchip *irqchip,
                          const struct irqchip_claim *claim) {
  assert_ptr_equal(irqchip, &fake.irqchip);
  assert_int_equal(claim->token, 0x1234);
  fake.completed++;
}

static const struct irqchip_ops kFakeOps = {
    .enable = fake_enable,
    .disable = fake_disable,
    .claim = fake_claim,
    .complete = fake_complete,
};

const struct board board = {.name = "fake", .irqchip = &fake.irqchip};

uintptr_t irq_flags_cpu_save(void) {
  const uintptr_t before = fake.masked;
  fake.masked = true;
  return before;
}

void irq_flags_cpu_restore(uintptr_t flags) { fake.masked = flags != 0; }

static void count(void *context) { ++*(unsigned *)context; }

static int set_up(void **state) {
  (void)state;
  memset(&fake, 0, sizeof(fake));
  fake.irqchip.ops = &kFakeOps;
  fake.pending = kNone;
  return 0;
}

static void raise(unsigned irq) {
  fake.pending = irq;
  irq_dispatch();
}

static void a_handler_is_called_for_its_interrupt(void **state) {
  (void)state;
  unsigned calls[2] = {};
  struct irq_handler first = {
      .irq = 3, .function = count, .context = &calls[0]};
  struct irq_handler second = {
      .irq = 5, .function = count, .context = &calls[1]};
  assert_int_equal(irq_register(&first), STATUS_OK);
  assert_int_equal(irq_register(&second), STATUS_OK);
  assert_true(fake.enabled[3] && fake.enabled[5]);
  assert_false(fake.masked);
  raise(5);
  raise(5);
  raise(3);
  assert_int_equal(calls[0], 1);
  assert_int_equal(calls[1], 2);
  assert_int_equal(first.count, 1);
  assert_int_equal(second.count, 2);
  assert_int_equal(fake.completed, 3);
  assert_int_equal(irq_unregister(&first), STATUS_OK);
  assert_int_equal(irq_unregister(&second), STATUS_OK);
  assert_false(fake.enabled[3] || fake.enabled[5]);
}

static void who_shares_an_interrupt_is_called_as_well(void **state) {
  (void)state;
  unsigned calls[2] = {};
  struct irq_handler first = {
      .irq = 3, .function = count, .context = &calls[0]};
  struct irq_handler second = {
      .irq = 3, .function = count, .context = &calls[1]};
  assert_int_equal(irq_register(&first), STATUS_OK);
  assert_int_equal(irq_register(&second), STATUS_OK);
  raise(3);
  assert_int_equal(irq_unregister(&first), STATUS_OK);
  assert_true(fake.enabled[3]);
  raise(3);
  assert_int_equal(irq_unregister(&second), STATUS_OK);
  assert_false(fake.enabled[3]);
  assert_int_equal(calls[0], 1);
  assert_int_equal(calls[1], 2);
}

static void unregister_oneself(void *context) {
  struct irq_handler *const handler = context;
  assert_int_equal(irq_unregister(handler), STATUS_OK);
  handler->next = nullptr;
}

static void a_handler_may_leave(void **state) {
  (void)state;
  unsigned calls = 0;
  struct irq_handler leaving = {.irq = 3, .function = unregister_oneself};
  struct irq_handler staying = {.irq = 3, .function = count, .context = &calls};
  leaving.context = &leaving;
  assert_int_equal(irq_register(&leaving), STATUS_OK);
  assert_int_equal(irq_register(&staying), STATUS_OK);
  raise(3);
  raise(3);
  assert_int_equal(leaving.count, 1);
  assert_int_equal(calls, 2);
  assert_int_equal(irq_unregister(&staying), STATUS_OK);
}

static void handlers_can_be_read_in_their_order(void **state) {
  (void)state;
  unsigned calls = 0;
  struct irq_handler handlers[] = {
      {.irq = 3, .function = count, .context = &calls, .name = "three"},
      {.irq = 5, .function = count, .context = &calls},
  };
  struct irq_handler copy = {.irq = 7};
  assert_false(irq_read(0, &copy));
  assert_int_equal(copy.irq, 7);
  assert_int_equal(irq_register(&handlers[0]), STATUS_OK);
  assert_int_equal(irq_register(&handlers[1]), STATUS_OK);
  raise(5);
  assert_true(irq_read(0, &copy));
  assert_int_equal(copy.irq, 3);
  assert_int_equal(copy.count, 0);
  assert_string_equal(copy.name, "three");
  assert_true(irq_read(1, &copy));
  assert_int_equal(copy.irq, 5);
  assert_int_equal(copy.count, 1);
  assert_false(irq_read(2, &copy));
  assert_false(fake.masked);
  assert_int_equal(irq_unregister(&handlers[0]), STATUS_OK);
  assert_int_equal(irq_unregister(&handlers[1]), STATUS_OK);
}

static void nobody_s_interrupt_is_disabled_and_counted(void **state) {
  (void)state;
  const struct irq_statistics before = irq_statistics();
  fake.enabled[6] = true;
  raise(6);
  assert_false(fake.enabled[6]);
  assert_int_equal(fake.completed, 1);
  raise(kNone);
  assert_int_equal(fake.completed, 1);
  const struct irq_statistics after = irq_statistics();
  assert_int_equal(after.unhandled - before.unhandled, 1);
  assert_int_equal(after.spurious - before.spurious, 1);
}

static void register_refuses_and_changes_nothing(void **state) {
  (void)state;
  unsigned calls = 0;
  struct irq_handler none = {
      .irq = kIrqs, .function = count, .context = &calls};
  struct irq_handler twice = {.irq = 2, .function = count, .context = &calls};
  assert_int_equal(irq_register(&none), STATUS_OUT_OF_RANGE);
  assert_int_equal(irq_unregister(&none), STATUS_NOT_FOUND);
  assert_int_equal(irq_register(&twice), STATUS_OK);
  assert_int_equal(irq_register(&twice), STATUS_INVALID_ARGUMENT);
  raise(2);
  assert_int_equal(calls, 1);
  assert_int_equal(irq_unregister(&twice), STATUS_OK);
  assert_int_equal(irq_unregister(&twice), STATUS_NOT_FOUND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_handler_is_called_for_its_interrupt, set_up),
      cmocka_unit_test_setup(who_shares_an_interrupt_is_called_as_well, set_up),
      cmocka_unit_test_setup(a_handler_may_leave, set_up),
      cmocka_unit_test_setup(handlers_can_be_read_in_their_order, set_up),
      cmocka_unit_test_setup(nobody_s_interrupt_is_disabled_and_counted,
                             set_up),
      cmocka_unit_test_setup(register_refuses_and_changes_nothing, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
