// SPDX-License-Identifier: Apache-2.0
// GICv3 against fake registers and a fake CPU interface. Addresses and values
// are worked out from Arm IHI 0069H, not taken from the driver. The distributor
// is at 0x10000; redistributors of 0x20000 bytes each begin at 0x100000, and
// this core is 0x00010203: the third one.
#include "drivers/irqchip/gicv3.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/gicv3_cpu_interface.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct gicv3_config kConfig = {0x10000, 0x100000};

uint32_t gicv3_cpu_affinity(void) { return 0x04010203; }

bool gicv3_cpu_enable(void) { return mock_type(bool); }

uint32_t gicv3_cpu_acknowledge(void) { return mock_type(uint32_t); }

void gicv3_cpu_end(uint32_t intid) { check_expected(intid); }

void gicv3_cpu_send(uint64_t value) { check_expected(value); }

static void expect_search(void) {
  fake_mmio_expect_read(0x10000c, 0x04010201);  // TYPER, upper half
  fake_mmio_expect_read(0x100008, 0);           // lower half: not the last
  fake_mmio_expect_read(0x12000c, 0x04010202);
  fake_mmio_expect_read(0x120008, 0);
  fake_mmio_expect_read(0x14000c, 0x04010203);
}

static void expect_cpu_setup(void) {
  expect_search();
  fake_mmio_expect_read(0x140014, 6);  // WAKER
  fake_mmio_expect_write(0x140014, 4);
  fake_mmio_expect_reads(0x140014, 4, 3);
  fake_mmio_expect_read(0x140014, 0);
  fake_mmio_expect_write(0x150180, 0xffffffff);
  fake_mmio_expect_write(0x150380, 0xffffffff);
  fake_mmio_expect_write(0x150080, 0xffffffff);
  fake_mmio_expect_write(0x150400, 0x80808080);
  fake_mmio_expect_write(0x150404, 0x80808080);
  fake_mmio_expect_write(0x150408, 0x80808080);
  fake_mmio_expect_write(0x15040c, 0x80808080);
  fake_mmio_expect_write(0x150100, 0xffff);
}

static void expect_distributor_setup(void) {
  fake_mmio_expect_read(0x10004, 0x01);  // 64 interrupts
  fake_mmio_expect_write(0x10000, 0);
  fake_mmio_expect_read(0x10000, 0x80000000);
  fake_mmio_expect_read(0x10000, 0);
  fake_mmio_expect_write(0x10000, 0x10);
  fake_mmio_expect_write(0x10184, 0xffffffff);
  fake_mmio_expect_write(0x10384, 0xffffffff);
  fake_mmio_expect_write(0x10084, 0xffffffff);
  fake_mmio_expect_read(0x10000, 0x10);
  fake_mmio_expect_write(0x10000, 0x12);
}

static void init_gic(struct gicv3 *gic) {
  fake_mmio_reset();
  expect_distributor_setup();
  expect_cpu_setup();
  will_return(gicv3_cpu_enable, true);
  assert_int_equal(gicv3_init(gic, &kConfig), STATUS_OK);
  fake_mmio_done();
  fake_mmio_reset();
}

static void init_takes_over(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  assert_int_equal(gic.irqchip.first_ipi, 0);
  assert_int_equal(gic.irqchip.ipi_count, 16);
}

static void init_gives_up_on_a_distributor_that_never_finishes(void **state) {
  (void)state;
  struct gicv3 gic;
  fake_mmio_reset();
  fake_mmio_expect_read(0x10004, 0x01);
  fake_mmio_expect_write(0x10000, 0);
  fake_mmio_expect_reads(0x10000, 0x80000000, 1000000);
  assert_int_equal(gicv3_init(&gic, &kConfig), STATUS_TIMED_OUT);
  fake_mmio_done();
}

static void a_core_without_redistributor_is_unsupported(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x10000c, 0);
  fake_mmio_expect_read(0x100008, 0);
  fake_mmio_expect_read(0x12000c, 1);
  fake_mmio_expect_read(0x120008, 0x10);  // the last
  assert_int_equal(irqchip_init_cpu(&gic.irqchip), STATUS_UNSUPPORTED);
  fake_mmio_done();
}

static void a_redistributor_that_sleeps_on_times_out(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  expect_search();
  fake_mmio_expect_read(0x140014, 6);
  fake_mmio_expect_write(0x140014, 4);
  fake_mmio_expect_reads(0x140014, 4, 1000000);
  assert_int_equal(irqchip_init_cpu(&gic.irqchip), STATUS_TIMED_OUT);
  fake_mmio_done();
}

static void without_system_registers_it_is_unsupported(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  expect_cpu_setup();
  will_return(gicv3_cpu_enable, false);
  assert_int_equal(irqchip_init_cpu(&gic.irqchip), STATUS_UNSUPPORTED);
  fake_mmio_done();
}

// Interrupt 39 is byte 3 of priority word 9, bit 7 of the second register, and
// its route is at 0x6000 + 8 * 39 = 0x6138.
static void enable_of_the_chips_routes_it_here(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x10004, 0x01);
  fake_mmio_expect_read(0x10424, 0x11223344);
  fake_mmio_expect_write(0x10424, 0x80223344);
  fake_mmio_expect_write(0x16138, 0x010203);
  fake_mmio_expect_write(0x1613c, 0x04);
  fake_mmio_expect_write(0x10104, 0x80);
  assert_int_equal(irqchip_enable(&gic.irqchip, 39), STATUS_OK);
  fake_mmio_done();
}

static void enable_of_the_cores_own_is_at_its_redistributor(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x10004, 0x01);
  expect_search();
  fake_mmio_expect_read(0x150418, 0);
  fake_mmio_expect_write(0x150418, 0x80000000);
  fake_mmio_expect_write(0x150100, 0x08000000);
  assert_int_equal(irqchip_enable(&gic.irqchip, 27), STATUS_OK);
  fake_mmio_done();
}

static void disable_clears_one_bit(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x10004, 0x01);
  fake_mmio_expect_write(0x10184, 0x80);
  assert_int_equal(irqchip_disable(&gic.irqchip, 39), STATUS_OK);
  fake_mmio_expect_read(0x10004, 0x01);
  expect_search();
  fake_mmio_expect_write(0x150180, 0x08000000);
  assert_int_equal(irqchip_disable(&gic.irqchip, 27), STATUS_OK);
  fake_mmio_done();
}

static void out_of_range_changes_nothing(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_reads(0x10004, 0x01, 3);
  assert_int_equal(irqchip_enable(&gic.irqchip, 64), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_disable(&gic.irqchip, 64), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 64, IRQCHIP_EDGE),
                   STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_enable(&gic.irqchip, 1020), STATUS_OUT_OF_RANGE);
  fake_mmio_done();
}

// Interrupt 39 is bits 15:14 of register 2.
static void set_trigger_changes_one_field(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_read(0x10004, 0x01);
  fake_mmio_expect_read(0x10c08, 0);
  fake_mmio_expect_write(0x10c08, 0x8000);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 39, IRQCHIP_EDGE),
                   STATUS_OK);
  fake_mmio_expect_read(0x10004, 0x01);
  fake_mmio_expect_read(0x10c08, 0xffffffff);
  fake_mmio_expect_write(0x10c08, 0xffff7fff);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 39, IRQCHIP_LEVEL),
                   STATUS_OK);
  fake_mmio_done();
}

static void set_trigger_refuses_what_is_fixed(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  fake_mmio_expect_reads(0x10004, 0x01, 3);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 27, IRQCHIP_LEVEL),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 3, IRQCHIP_LEVEL),
                   STATUS_UNSUPPORTED);
  assert_int_equal(irqchip_set_trigger(&gic.irqchip, 39, 7),
                   STATUS_INVALID_ARGUMENT);
  fake_mmio_done();
}

static void claim_acknowledges_and_complete_ends(void **state) {
  (void)state;
  struct gicv3 gic;
  struct irqchip_claim claim = {};
  init_gic(&gic);
  will_return(gicv3_cpu_acknowledge, 39);
  assert_true(irqchip_claim(&gic.irqchip, &claim));
  assert_int_equal(claim.irq, 39);
  expect_value(gicv3_cpu_end, intid, 39);
  irqchip_complete(&gic.irqchip, &claim);
}

static void claim_of_nothing_leaves_the_claim_alone(void **state) {
  (void)state;
  struct gicv3 gic;
  struct irqchip_claim claim = {.irq = 12, .token = 34};
  init_gic(&gic);
  will_return(gicv3_cpu_acknowledge, 1023);
  assert_false(irqchip_claim(&gic.irqchip, &claim));
  assert_int_equal(claim.irq, 12);
  assert_int_equal(claim.token, 34);
}

static void send_goes_to_our_own_cluster(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  expect_value(gicv3_cpu_send, value, 0x000400010702000a);
  assert_int_equal(irqchip_send(&gic.irqchip, 7, 0xa), STATUS_OK);
}

static void send_refuses_cores_and_numbers_there_are_not(void **state) {
  (void)state;
  struct gicv3 gic;
  init_gic(&gic);
  assert_int_equal(irqchip_send(&gic.irqchip, 16, 1), STATUS_OUT_OF_RANGE);
  assert_int_equal(irqchip_send(&gic.irqchip, 0, 0x10000), STATUS_OUT_OF_RANGE);
}

static void release_leaves_one_state(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_write(0x10000, 0x40);
  gicv3_release(&kConfig);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_takes_over),
      cmocka_unit_test(init_gives_up_on_a_distributor_that_never_finishes),
      cmocka_unit_test(a_core_without_redistributor_is_unsupported),
      cmocka_unit_test(a_redistributor_that_sleeps_on_times_out),
      cmocka_unit_test(without_system_registers_it_is_unsupported),
      cmocka_unit_test(enable_of_the_chips_routes_it_here),
      cmocka_unit_test(enable_of_the_cores_own_is_at_its_redistributor),
      cmocka_unit_test(disable_clears_one_bit),
      cmocka_unit_test(out_of_range_changes_nothing),
      cmocka_unit_test(set_trigger_changes_one_field),
      cmocka_unit_test(set_trigger_refuses_what_is_fixed),
      cmocka_unit_test(claim_acknowledges_and_complete_ends),
      cmocka_unit_test(claim_of_nothing_leaves_the_claim_alone),
      cmocka_unit_test(send_goes_to_our_own_cluster),
      cmocka_unit_test(send_refuses_cores_and_numbers_there_are_not),
      cmocka_unit_test(release_leaves_one_state),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
