// SPDX-License-Identifier: Apache-2.0
// BCM2836 interrupts against fake registers. Offsets and bits are those of
// "BCM2836 ARM-local peripherals" 4.4 to 4.10, worked out for core 2: timers
// 0x48, mailboxes 0x58, source 0x68, mailbox 0 set 0xa0 and clear 0xe0. The
// peripherals' controller is at 0x2000.
#include "drivers/irqchip/bcm2836_local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/cpu.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2836_local_config kConfig = {
    .base = 0x1000,
    .peripherals = {.base = 0x2000},
};

unsigned cpu_index(void) { return 2; }

static unsigned events;

void cpu_send_event(void) { events++; }

static void expect_cpu_setup(void) {
  fake_mmio_expect_write(0x1048, 0);
  fake_mmio_expect_write(0x10e0, 0xffffffff);
  fake_mmio_expect_write(0x1058, 1);
}

static void init_local(struct bcm2836_local *local) {
  fake_mmio_reset();
  fake_mmio_expect_write(0x200c, 0);
  fake_mmio_expect_write(0x201c, 0xffffffff);
  fake_mmio_expect_write(0x2020, 0xffffffff);
  fake_mmio_expect_write(0x2024, 0xff);
  fake_mmio_expect_write(0x100c, 0);  // to core 0, as IRQ
  expect_cpu_setup();
  bcm2836_local_init(local, &kConfig);
  fake_mmio_done();
  fake_mmio_reset();
}

static void init_disables_everything(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  assert_int_equal(local.irqchip.first_ipi, 128);
  assert_int_equal(local.irqchip.ipi_count, 32);
  expect_cpu_setup();
  assert_int_equal(irqchip_init_cpu(&local.irqchip), STATUS_OK);
  fake_mmio_done();
}

static void timers_share_a_register(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_read(0x1048, 0x2);
  fake_mmio_expect_write(0x1048, 0xa);
  assert_int_equal(irqchip_enable(&local.irqchip, 3), STATUS_OK);
  fake_mmio_expect_read(0x1048, 0xa);
  fake_mmio_expect_write(0x1048, 0x8);
  assert_int_equal(irqchip_disable(&local.irqchip, 1), STATUS_OK);
  fake_mmio_done();
}

static void performance_monitors_have_a_bit_per_core(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_write(0x1010, 4);
  assert_int_equal(irqchip_enable(&local.irqchip, 9), STATUS_OK);
  fake_mmio_expect_write(0x1014, 4);
  assert_int_equal(irqchip_disable(&local.irqchip, 9), STATUS_OK);
  fake_mmio_done();
}

static void the_peripherals_are_behind_it(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_write(0x2014, 0x02000000);
  assert_int_equal(irqchip_enable(&local.irqchip, 32 + 57), STATUS_OK);
  fake_mmio_expect_write(0x2020, 0x02000000);
  assert_int_equal(irqchip_disable(&local.irqchip, 32 + 57), STATUS_OK);
  fake_mmio_done();
}

static void out_of_range_changes_nothing(void **state) {
  (void)state;
  static const unsigned kNone[] = {4, 8, 10, 31, 104, 127, 160, UINT32_MAX};
  struct bcm2836_local local;
  init_local(&local);
  for (size_t i = 0; i < sizeof(kNone) / sizeof(kNone[0]); i++) {
    assert_int_equal(irqchip_enable(&local.irqchip, kNone[i]),
                     STATUS_OUT_OF_RANGE);
    assert_int_equal(irqchip_disable(&local.irqchip, kNone[i]),
                     STATUS_OUT_OF_RANGE);
    assert_int_equal(
        irqchip_set_trigger(&local.irqchip, kNone[i], IRQCHIP_LEVEL),
        STATUS_OUT_OF_RANGE);
  }
}

static void triggers_are_fixed(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  struct irqchip *const irqchip = &local.irqchip;
  assert_int_equal(irqchip_set_trigger(irqchip, 3, IRQCHIP_LEVEL), STATUS_OK);
  assert_int_equal(irqchip_set_trigger(irqchip, 89, IRQCHIP_EDGE),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(irqchip, 128, IRQCHIP_LEVEL),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(irqchip, 128, IRQCHIP_EDGE), STATUS_OK);
  assert_int_equal(irqchip_set_trigger(irqchip, 3, 7), STATUS_INVALID_ARGUMENT);
}

static void what_is_sent_can_not_be_held_back(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  assert_int_equal(irqchip_enable(&local.irqchip, 159), STATUS_OK);
  assert_int_equal(irqchip_disable(&local.irqchip, 159), STATUS_UNSUPPORTED);
}

static void claim_gives(struct bcm2836_local *local, unsigned irq) {
  struct irqchip_claim claim = {};
  assert_true(irqchip_claim(&local->irqchip, &claim));
  fake_mmio_done();
  assert_int_equal(claim.irq, irq);
  fake_mmio_reset();
  irqchip_complete(&local->irqchip, &claim);
}

static void claim_finds_the_interrupt(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_read(0x1068, 0x108);
  claim_gives(&local, 3);
  fake_mmio_expect_read(0x1068, 0x200);
  claim_gives(&local, 9);
  fake_mmio_expect_read(0x1068, 0x100);
  fake_mmio_expect_read(0x2000, 0x80000);
  fake_mmio_expect_read(0x2004, 0);
  fake_mmio_expect_read(0x2008, 0x02000000);
  claim_gives(&local, 89);
}

// Bit by bit: none is lost, and none comes twice.
static void claim_takes_one_of_what_was_sent(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_read(0x1068, 0x118);
  fake_mmio_expect_read(0x10e0, 0x80000010);
  fake_mmio_expect_write(0x10e0, 0x10);
  claim_gives(&local, 132);
  fake_mmio_expect_read(0x1068, 0x10);
  fake_mmio_expect_read(0x10e0, 0x80000000);
  fake_mmio_expect_write(0x10e0, 0x80000000);
  claim_gives(&local, 159);
}

static void claim_of_nothing_leaves_the_claim_alone(void **state) {
  (void)state;
  struct bcm2836_local local;
  struct irqchip_claim claim = {.irq = 12, .token = 34};
  init_local(&local);
  fake_mmio_expect_read(0x1068, 0);
  assert_false(irqchip_claim(&local.irqchip, &claim));
  fake_mmio_expect_read(0x1068, 0x10);
  fake_mmio_expect_read(0x10e0, 0);
  assert_false(irqchip_claim(&local.irqchip, &claim));
  fake_mmio_expect_read(0x1068, 0x100);
  fake_mmio_expect_read(0x2000, 0);
  assert_false(irqchip_claim(&local.irqchip, &claim));
  fake_mmio_done();
  assert_int_equal(claim.irq, 12);
  assert_int_equal(claim.token, 34);
}

static void send_sets_a_bit_of_each_core(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_write(0x1090, 0x20);
  fake_mmio_expect_write(0x10b0, 0x20);
  assert_int_equal(irqchip_send(&local.irqchip, 5, 0xa), STATUS_OK);
  fake_mmio_done();
}

static void send_refuses_cores_and_numbers_there_are_not(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  assert_int_equal(irqchip_send(&local.irqchip, 32, 1), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_send(&local.irqchip, 0, 0x11), STATUS_OUT_OF_RANGE);
}

static void start_cpu_leaves_an_address(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  events = 0;
  fake_mmio_expect_write(0x10bc, 0x8000);  // mailbox 3 of core 3
  assert_int_equal(bcm2836_local_start_cpu(&local, 3, 0x8000), STATUS_OK);
  fake_mmio_done();
  assert_int_equal(events, 1);
}

static void start_cpu_refuses_cores_there_are_not(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  assert_int_equal(bcm2836_local_start_cpu(&local, 0, 0x8000),
                   STATUS_NOT_FOUND);
  assert_int_equal(bcm2836_local_start_cpu(&local, 4, 0x8000),
                   STATUS_NOT_FOUND);
}

static void a_closed_gate_has_no_address_in_it(void **state) {
  (void)state;
  struct bcm2836_local local;
  init_local(&local);
  fake_mmio_expect_write(0x10fc, 0xffffffff);
  assert_int_equal(bcm2836_local_close_gate(&local, 3), 0x10fc);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_disables_everything),
      cmocka_unit_test(timers_share_a_register),
      cmocka_unit_test(performance_monitors_have_a_bit_per_core),
      cmocka_unit_test(the_peripherals_are_behind_it),
      cmocka_unit_test(out_of_range_changes_nothing),
      cmocka_unit_test(triggers_are_fixed),
      cmocka_unit_test(what_is_sent_can_not_be_held_back),
      cmocka_unit_test(claim_finds_the_interrupt),
      cmocka_unit_test(claim_takes_one_of_what_was_sent),
      cmocka_unit_test(claim_of_nothing_leaves_the_claim_alone),
      cmocka_unit_test(send_sets_a_bit_of_each_core),
      cmocka_unit_test(start_cpu_leaves_an_address),
      cmocka_unit_test(start_cpu_refuses_cores_there_are_not),
      cmocka_unit_test(a_closed_gate_has_no_address_in_it),
      cmocka_unit_test(send_refuses_cores_and_numbers_there_are_not),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
