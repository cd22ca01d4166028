// SPDX-License-Identifier: Apache-2.0
// GICv2 against fake registers. Addresses and values are worked out from Arm
// IHI 0048B.b, not taken from the driver. The distributor is at 0x1000, its
// ICENABLER at + 0x180, ICACTIVER + 0x380, ISENABLER + 0x100, IPRIORITYR
// + 0x400, ITARGETSR + 0x800, ICFGR + 0xc00, SGIR + 0xf00; the interface is at
// 0x2000, its PMR at + 4, IAR + 0xc, EOIR + 0x10.
#include "drivers/irqchip/gicv2.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct gicv2_config kConfig = {0x1000, 0x2000};

// 4.3.2: 96 interrupts, 4 cores, security extensions.
enum { kTyper = 0x462 };

static void expect_cpu_setup(void) {
  fake_mmio_expect_write(0x1180, 0xffffffff);
  fake_mmio_expect_write(0x1380, 0xffffffff);
  fake_mmio_expect_write(0x1400, 0x80808080);  // software's: as all others
  fake_mmio_expect_write(0x1404, 0x80808080);
  fake_mmio_expect_write(0x1408, 0x80808080);
  fake_mmio_expect_write(0x140c, 0x80808080);
  fake_mmio_expect_write(0x1100, 0xffff);  // and on
  fake_mmio_expect_write(0x2004, 0xff);    // PMR
  fake_mmio_expect_write(0x2000, 1);       // CTLR
}

static void init_gic(struct gicv2 *gic) {
  fake_mmio_reset();
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_write(0x1000, 0);
  fake_mmio_expect_write(0x1184, 0xffffffff);
  fake_mmio_expect_write(0x1384, 0xffffffff);
  fake_mmio_expect_write(0x1188, 0xffffffff);
  fake_mmio_expect_write(0x1388, 0xffffffff);
  fake_mmio_expect_write(0x1000, 1);
  expect_cpu_setup();
  assert_int_equal(gicv2_init(gic, &kConfig), STATUS_OK);
  fake_mmio_done();
  fake_mmio_reset();
}

static void init_takes_over(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  assert_int_equal(gic.irqchip.first_ipi, 0);
  assert_int_equal(gic.irqchip.ipi_count, 16);
}

static void init_without_interrupts_writes_nothing(void **state) {
  (void)state;
  struct gicv2 gic = {};
  fake_mmio_reset();
  fake_mmio_expect_read(0x1004, 0);
  assert_int_equal(gicv2_init(&gic, &kConfig), STATUS_IO);
  fake_mmio_done();
  assert_null(gic.irqchip.ops);
}

static void another_core_sets_up_its_own_part(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  expect_cpu_setup();
  assert_int_equal(irqchip_init_cpu(&gic.irqchip), STATUS_OK);
  fake_mmio_done();
}

// 4.3.11, 4.3.12: interrupt 73 is byte 1 of word 18, at + 0x48, and bit 9 of
// the third register.
static void enable_sets_priority_and_this_core(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_read(0x1448, 0x44332211);
  fake_mmio_expect_write(0x1448, 0x44338011);
  fake_mmio_expect_read(0x1800, 0x04040404);  // core 2 reads
  fake_mmio_expect_read(0x1848, 0x01010101);
  fake_mmio_expect_write(0x1848, 0x01010401);
  fake_mmio_expect_write(0x1108, 0x200);
  assert_int_equal(irqchip_enable(&gic.irqchip, 73), STATUS_OK);
  fake_mmio_done();
}

static void enable_of_the_cores_own_leaves_targets_alone(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_read(0x1418, 0);
  fake_mmio_expect_write(0x1418, 0x80000000);
  fake_mmio_expect_write(0x1100, 0x08000000);
  assert_int_equal(irqchip_enable(&gic.irqchip, 27), STATUS_OK);
  fake_mmio_done();
}

static void disable_clears_one_bit(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_write(0x1184, 0x80000000);
  assert_int_equal(irqchip_disable(&gic.irqchip, 63), STATUS_OK);
  fake_mmio_done();
}

static void out_of_range_changes_nothing(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_reads(0x1004, kTyper, 3);
  assert_int_equal(irqchip_enable(&gic.irqchip, 96), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_disable(&gic.irqchip, 96), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 96, IRQCHIP_EDGE),
                   STATUS_OUT_OF_RANGE);
  // 3.2.5: these are no interrupts, however many the chip claims to have.
  assert_int_equal(irqchip_enable(&gic.irqchip, 1020), STATUS_OUT_OF_RANGE);
  fake_mmio_done();
}

// 4.3.13: interrupt 73 is bits 19:18 of register 4.
static void set_trigger_changes_one_field(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_read(0x1c10, 0x55555555);
  fake_mmio_expect_write(0x1c10, 0x555d5555);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 73, IRQCHIP_EDGE),
                   STATUS_OK);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_read(0x1c10, 0xffffffff);
  fake_mmio_expect_write(0x1c10, 0xfff7ffff);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 73, IRQCHIP_LEVEL),
                   STATUS_OK);
  fake_mmio_done();
}

static void set_trigger_refuses_what_is_fixed(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_reads(0x1004, kTyper, 4);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 27, IRQCHIP_EDGE),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 3, IRQCHIP_LEVEL),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 3, IRQCHIP_EDGE),
                   STATUS_OK);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 73, 7),
                   STATUS_INVALID_ARGUMENT);
  fake_mmio_done();
}

// 4.4.4: 12:10 have the sender, which EOIR has to name.
static void claim_and_complete_keep_the_sender(void **state) {
  (void)state;
  struct gicv2 gic;
  struct irqchip_claim claim = {};
  init_gic(&gic);
  fake_mmio_expect_read(0x200c, 0xc05);
  assert_true(irqchip_claim(&gic.irqchip, &claim));
  assert_int_equal(claim.irq, 5);
  fake_mmio_expect_write(0x2010, 0xc05);
  irqchip_complete(&gic.irqchip, &claim);
  fake_mmio_done();
}

static void claim_of_nothing_leaves_the_claim_alone(void **state) {
  (void)state;
  struct gicv2 gic;
  struct irqchip_claim claim = {.irq = 12, .token = 34};
  init_gic(&gic);
  fake_mmio_expect_read(0x200c, 1023);
  assert_false(irqchip_claim(&gic.irqchip, &claim));
  fake_mmio_expect_read(0x200c, 1020);
  assert_false(irqchip_claim(&gic.irqchip, &claim));
  fake_mmio_done();
  assert_int_equal(claim.irq, 12);
  assert_int_equal(claim.token, 34);
}

static void send_names_the_cores(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_write(0x1f00, 0x000a0007);
  assert_int_equal(irqchip_send(&gic.irqchip, 7, 0xa), STATUS_OK);
  fake_mmio_done();
}

static void send_refuses_cores_and_numbers_there_are_not(void **state) {
  (void)state;
  struct gicv2 gic;
  init_gic(&gic);
  fake_mmio_expect_reads(0x1004, kTyper, 2);
  assert_int_equal(irqchip_send(&gic.irqchip, 16, 1), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_send(&gic.irqchip, 0, 0x10), STATUS_OUT_OF_RANGE);
  fake_mmio_done();
}

static void release_makes_everything_group_1(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_read(0x1004, kTyper);
  fake_mmio_expect_write(0x1080, 0xffffffff);
  fake_mmio_expect_write(0x1084, 0xffffffff);
  fake_mmio_expect_write(0x1088, 0xffffffff);
  fake_mmio_expect_write(0x2004, 0xff);
  gicv2_release(&kConfig);
  fake_mmio_done();
}

// 4.3.2: bit 10. The groups are then no worlds.
static void release_without_security_extensions_changes_nothing(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_read(0x1004, 0x66);
  gicv2_release(&kConfig);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_takes_over),
      cmocka_unit_test(init_without_interrupts_writes_nothing),
      cmocka_unit_test(another_core_sets_up_its_own_part),
      cmocka_unit_test(enable_sets_priority_and_this_core),
      cmocka_unit_test(enable_of_the_cores_own_leaves_targets_alone),
      cmocka_unit_test(disable_clears_one_bit),
      cmocka_unit_test(out_of_range_changes_nothing),
      cmocka_unit_test(set_trigger_changes_one_field),
      cmocka_unit_test(set_trigger_refuses_what_is_fixed),
      cmocka_unit_test(claim_and_complete_keep_the_sender),
      cmocka_unit_test(claim_of_nothing_leaves_the_claim_alone),
      cmocka_unit_test(send_names_the_cores),
      cmocka_unit_test(send_refuses_cores_and_numbers_there_are_not),
      cmocka_unit_test(release_makes_everything_group_1),
      cmocka_unit_test(release_without_security_extensions_changes_nothing),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
