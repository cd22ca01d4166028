// SPDX-License-Identifier: Apache-2.0
// Mailboxes against fake registers: read at 0x00 with its status at 0x18, write
// at 0x20 with its status at 0x38; bit 31 is full, bit 30 empty.
#include "drivers/mailbox/bcm2835_mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_mailbox kMailbox = {.base = 0x1000};

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void send_waits_for_room(void **state) {
  (void)state;
  fake_mmio_expect_reads(0x1038, 0x80000008, 3);
  fake_mmio_expect_read(0x1038, 0x00000007);
  fake_mmio_expect_write(0x1020, 0xc0001238);
  assert_int_equal(bcm2835_mailbox_send(&kMailbox, 0xc0001238), STATUS_OK);
}

static void send_gives_up_when_it_stays_full(void **state) {
  (void)state;
  fake_mmio_expect_reads(0x1038, 0x80000008, 10000000);
  assert_int_equal(bcm2835_mailbox_send(&kMailbox, 0xc0001238),
                   STATUS_TIMED_OUT);
}

static void await_waits_for_a_message(void **state) {
  (void)state;
  fake_mmio_expect_reads(0x1018, 0x40000000, 3);
  fake_mmio_expect_read(0x1018, 0x00000001);
  fake_mmio_expect_read(0x1000, 0xc0001238);
  assert_int_equal(bcm2835_mailbox_await(&kMailbox, 0xc0001238), STATUS_OK);
}

// Of another channel, and of another buffer. The read mailbox is full at first,
// which is nothing that a reader minds.
static void await_drops_what_it_does_not_wait_for(void **state) {
  (void)state;
  fake_mmio_expect_read(0x1018, 0x80000008);
  fake_mmio_expect_read(0x1000, 0xc0001231);
  fake_mmio_expect_read(0x1018, 0x00000001);
  fake_mmio_expect_read(0x1000, 0xc0001248);
  fake_mmio_expect_read(0x1018, 0x40000000);
  fake_mmio_expect_read(0x1018, 0x00000001);
  fake_mmio_expect_read(0x1000, 0xc0001238);
  assert_int_equal(bcm2835_mailbox_await(&kMailbox, 0xc0001238), STATUS_OK);
}

static void await_gives_up_when_it_stays_empty(void **state) {
  (void)state;
  fake_mmio_expect_reads(0x1018, 0x40000000, 10000000);
  assert_int_equal(bcm2835_mailbox_await(&kMailbox, 0xc0001238),
                   STATUS_TIMED_OUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(send_waits_for_room),
      TEST(send_gives_up_when_it_stays_full),
      TEST(await_waits_for_a_message),
      TEST(await_drops_what_it_does_not_wait_for),
      TEST(await_gives_up_when_it_stays_empty),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
