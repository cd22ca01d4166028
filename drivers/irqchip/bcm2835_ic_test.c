// SPDX-License-Identifier: Apache-2.0
// BCM2835 interrupts against fake registers. Offsets and bits are those of
// "BCM2835 ARM Peripherals" 7.5, less 0x200: pending 0, 4, 8; FIQ 0xc; enable
// 0x10, 0x14, 0x18; disable 0x1c, 0x20, 0x24.
#include "drivers/irqchip/bcm2835_ic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_ic_config kConfig = {0x1000};

static void expect_all_off(void) {
  fake_mmio_expect_write(0x100c, 0);
  fake_mmio_expect_write(0x101c, 0xffffffff);
  fake_mmio_expect_write(0x1020, 0xffffffff);
  fake_mmio_expect_write(0x1024, 0xff);
}

static void init_ic(struct bcm2835_ic *ic) {
  fake_mmio_reset();
  expect_all_off();
  bcm2835_ic_init(ic, &kConfig);
  fake_mmio_done();
  fake_mmio_reset();
}

static void init_disables_everything(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  init_ic(&ic);
  assert_int_equal(ic.irqchip.ipi_count, 0);
  expect_all_off();
  assert_int_equal(irqchip_init_cpu(&ic.irqchip), STATUS_OK);
  fake_mmio_done();
}

static void enable_and_disable_write_one_bit(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  init_ic(&ic);
  fake_mmio_expect_write(0x1010, 0x20000000);
  assert_int_equal(irqchip_enable(&ic.irqchip, 29), STATUS_OK);
  fake_mmio_expect_write(0x1014, 0x02000000);
  assert_int_equal(irqchip_enable(&ic.irqchip, 57), STATUS_OK);
  fake_mmio_expect_write(0x1018, 0x02);
  assert_int_equal(irqchip_enable(&ic.irqchip, 65), STATUS_OK);
  fake_mmio_expect_write(0x101c, 0x20000000);
  assert_int_equal(irqchip_disable(&ic.irqchip, 29), STATUS_OK);
  fake_mmio_expect_write(0x1020, 0x02000000);
  assert_int_equal(irqchip_disable(&ic.irqchip, 57), STATUS_OK);
  fake_mmio_expect_write(0x1024, 0x80);
  assert_int_equal(irqchip_disable(&ic.irqchip, 71), STATUS_OK);
  fake_mmio_done();
}

static void out_of_range_changes_nothing(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  init_ic(&ic);
  assert_int_equal(irqchip_enable(&ic.irqchip, 72), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_disable(&ic.irqchip, 72), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_set_trigger(&ic.irqchip, 72, IRQCHIP_LEVEL),
                   STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_send(&ic.irqchip, 0, 1), STATUS_OUT_OF_RANGE);
}

static void every_trigger_is_a_level(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  init_ic(&ic);
  assert_int_equal(irqchip_set_trigger(&ic.irqchip, 57, IRQCHIP_LEVEL),
                   STATUS_OK);
  assert_int_equal(irqchip_set_trigger(&ic.irqchip, 57, IRQCHIP_EDGE),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(&ic.irqchip, 57, 7),
                   STATUS_INVALID_ARGUMENT);
}

static void claim_gives(struct bcm2835_ic *ic, unsigned irq) {
  struct irqchip_claim claim = {};
  assert_true(irqchip_claim(&ic->irqchip, &claim));
  fake_mmio_done();
  assert_int_equal(claim.irq, irq);
  fake_mmio_reset();
  irqchip_complete(&ic->irqchip, &claim);
}

// 7.5: bits 8 and 9 say that there are others in registers 1 and 2; 19 is UART.
static void claim_finds_the_interrupt(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  init_ic(&ic);
  fake_mmio_expect_read(0x1000, 0x302);
  claim_gives(&ic, 65);
  fake_mmio_expect_read(0x1000, 0x100);
  fake_mmio_expect_read(0x1004, 0x20000008);
  claim_gives(&ic, 3);
  fake_mmio_expect_read(0x1000, 0x80000);
  fake_mmio_expect_read(0x1004, 0);
  fake_mmio_expect_read(0x1008, 0x02000000);
  claim_gives(&ic, 57);
}

static void claim_of_nothing_leaves_the_claim_alone(void **state) {
  (void)state;
  struct bcm2835_ic ic;
  struct irqchip_claim claim = {.irq = 12, .token = 34};
  init_ic(&ic);
  fake_mmio_expect_read(0x1000, 0);
  assert_false(irqchip_claim(&ic.irqchip, &claim));
  // It has just changed its mind.
  fake_mmio_expect_read(0x1000, 0x200);
  fake_mmio_expect_read(0x1004, 0);
  fake_mmio_expect_read(0x1008, 0);
  assert_false(irqchip_claim(&ic.irqchip, &claim));
  fake_mmio_done();
  assert_int_equal(claim.irq, 12);
  assert_int_equal(claim.token, 34);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_disables_everything),
      cmocka_unit_test(enable_and_disable_write_one_bit),
      cmocka_unit_test(out_of_range_changes_nothing),
      cmocka_unit_test(every_trigger_is_a_level),
      cmocka_unit_test(claim_finds_the_interrupt),
      cmocka_unit_test(claim_of_nothing_leaves_the_claim_alone),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
