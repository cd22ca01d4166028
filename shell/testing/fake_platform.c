// SPDX-License-Identifier: Apache-2.0
/** @file The hooks take no context, so what they record is one static. */
#include "shell/testing/fake_platform.h"

#include "kernel/memory.h"
#include "kernel/status.h"
#include "mm/heap.h"
#include "shell/shell.h"

static struct {
  struct fake_platform_calls calls;
  struct heap_stats stats;
  const struct memory_range *ranges;
  size_t range_count;
} fake;

static void raise_exception(void) { fake.calls.exceptions++; }

static void reboot(void) { fake.calls.reboots++; }

static void poweroff(void) { fake.calls.poweroffs++; }

static void give_stats(struct heap_stats *stats) { *stats = fake.stats; }

static status_t give_range(unsigned index, struct memory_range *range) {
  if (index >= fake.range_count) {
    return STATUS_NOT_FOUND;
  }
  *range = fake.ranges[index];
  return STATUS_OK;
}

const struct shell_platform kFakePlatform = {
    .product = "Product 1.2.3",
    .board = "test board",
    .soc = "test chip",
    .cpu = "test core",
    .compiler = "test compiler 4",
    .heap_stats = give_stats,
    .memory_range = give_range,
    .raise_exception = raise_exception,
    .reboot = reboot,
    .poweroff = poweroff,
};

void fake_platform_reset(const struct heap_stats *stats) {
  fake.calls = (struct fake_platform_calls){0};
  fake.stats = *stats;
  fake.range_count = 0;
}

void fake_platform_set_memory(const struct memory_range *ranges, size_t count) {
  fake.ranges = ranges;
  fake.range_count = count;
}

struct fake_platform_calls fake_platform_calls(void) { return fake.calls; }
