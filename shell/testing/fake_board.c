// SPDX-License-Identifier: Apache-2.0
/** @file One core, one timer, and sleep until it is due. */
#include "shell/testing/fake_board.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "drivers/gpio/gpio.h"
#include "drivers/irqchip/irqchip.h"
#include "drivers/rng/rng.h"
#include "drivers/rtc/rtc.h"
#include "drivers/timer/clock.h"
#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/cache.h"
#include "kernel/cpu.h"
#include "kernel/handover.h"
#include "kernel/instructions.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/memory.h"
#include "kernel/mmu.h"
#include "kernel/probe.h"
#include "kernel/registers.h"
#include "kernel/smp.h"
#include "kernel/status.h"

struct fake_board fake_board = {.random_step = 1};

static struct {
  bool is_running;
  bool is_masked;
  uint64_t due_ns;
} fake_core;

void fake_board_reset(void) {
  fake_board =
      (struct fake_board){.now_ns = fake_board.now_ns, .random_step = 1};
}

// --- Time -------------------------------------------------------------------

static uint64_t now_ns(struct clock_source *) { return fake_board.now_ns; }

static void start_timer(struct clock_event *, uint64_t deadline_ns) {
  fake_core.is_running = !fake_board.timer_is_broken;
  fake_core.due_ns = deadline_ns;
}

static void stop_timer(struct clock_event *) { fake_core.is_running = false; }

static void serve_timer(struct clock_event *event) {
  fake_core.is_running = false;
  event->expired(event->context);
}

static struct clock_source fake_clock = {
    .ops = &(const struct clock_source_ops){.now_ns = now_ns},
    .frequency_hz = 1000000,
};

static struct clock_event fake_timer = {
    .ops =
        &(const struct clock_event_ops){
            .start = start_timer,
            .stop = stop_timer,
            .handle_interrupt = serve_timer,
        },
};

// --- The core ---------------------------------------------------------------

unsigned cpu_index(void) { return 0; }

// Time passes for who waits without sleep, too.
void cpu_relax(void) {
  fake_board.now_ns += 100000;
  irq_flags_cpu_restore(irq_flags_cpu_save());
}

void cpu_wait_for_interrupt(void) {
  if (fake_core.is_running && fake_board.now_ns < fake_core.due_ns) {
    fake_board.now_ns = fake_core.due_ns;
  }
  if (fake_board.each_sleep != nullptr) {
    fake_board.each_sleep();
  }
}

uintptr_t irq_flags_cpu_save(void) {
  const uintptr_t before = fake_core.is_masked;
  fake_core.is_masked = true;
  return before;
}

void irq_flags_cpu_restore(uintptr_t flags) {
  fake_core.is_masked = flags != 0;
  if (!fake_core.is_masked && fake_core.is_running &&
      fake_core.due_ns <= fake_board.now_ns) {
    if (fake_board.timer_is_uncounted) {
      clock_event_handle_interrupt(&fake_timer);
    } else {
      irq_dispatch();
    }
  }
}

struct cpu_identity cpu_identify(void) {
  return (struct cpu_identity){.name = "Test-A1", .variant = 2, .revision = 3};
}

unsigned cpu_exception_level(void) { return 1; }

uint32_t smp_online(void) { return 1; }

bool smp_is_idle(unsigned) { return true; }

status_t smp_call(unsigned cpu, void (*function)(void *context),
                  void *context) {
  if (cpu != 0) {
    return STATUS_NOT_FOUND;
  }
  if (fake_board.call_status == STATUS_OK) {
    function(context);
  }
  fake_board.call_context = context;
  return fake_board.call_status;
}

bool registers_read(unsigned index, struct register_value *value) {
  *value = (struct register_value){.name = "TEST_EL1", .value = 0x1234};
  return index == 0;
}

bool instructions_begin(void) { return fake_board.instructions_per_look != 0; }

uint32_t instructions_count(void) {
  fake_board.instructions += fake_board.instructions_per_look;
  if (fake_board.instructions_more_each_look != 0) {
    fake_board.now_ns += fake_board.instructions_per_look;
  }
  fake_board.instructions_per_look += fake_board.instructions_more_each_look;
  return fake_board.instructions;
}

// --- Memory -----------------------------------------------------------------

bool mmu_next_range(uint64_t address, struct mmu_range *range) {
  static const struct mmu_range kRanges[] = {
      {.base = 0x80000, .bytes = 0x14000, .kind = MMU_CODE},
      {.base = 0x94000, .bytes = 0x800000, .kind = MMU_DATA},
      {.base = 0xfe000000, .bytes = 0x2000000, .kind = MMU_DEVICE},
  };
  for (size_t i = 0; i < sizeof(kRanges) / sizeof(kRanges[0]); i++) {
    if (kRanges[i].base >= address) {
      *range = kRanges[i];
      return true;
    }
  }
  return false;
}

// Of what probes are for, only these are true: the fake's memory, and the board
// itself, of which nothing is written.
static status_t reach(uintptr_t address, size_t bytes, size_t end) {
  if (address % bytes != 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  return address >= kFakeMemory && address - kFakeMemory < end ? STATUS_OK
                                                               : STATUS_IO;
}

static bool is_board(uintptr_t address) {
  return address >= (uintptr_t)&board &&
         address < (uintptr_t)&board + sizeof(board);
}

#define PROBES(bits)                                                         \
  status_t probe_read##bits(uintptr_t address, uint##bits##_t *value) {      \
    if (is_board(address)) {                                                 \
      memcpy(value, (const void *)address, (bits) / 8);                      \
      return fake_board.board_status;                                        \
    }                                                                        \
    const status_t status = reach(address, (bits) / 8, 64);                  \
    if (status == STATUS_OK) {                                               \
      memcpy(value, &fake_board.memory[address - kFakeMemory], (bits) / 8);  \
    }                                                                        \
    return status;                                                           \
  }                                                                          \
  status_t probe_write##bits(uintptr_t address, uint##bits##_t value) {      \
    if (fake_board.all_is_writable) {                                        \
      return STATUS_OK;                                                      \
    }                                                                        \
    const status_t status = reach(address, (bits) / 8, 32);                  \
    if (status == STATUS_OK) {                                               \
      memcpy(&fake_board.memory[address - kFakeMemory], &value, (bits) / 8); \
    }                                                                        \
    return status;                                                           \
  }

PROBES(8)
PROBES(16)
PROBES(32)
PROBES(64)

// --- Interrupts -------------------------------------------------------------

static status_t agree(struct irqchip *, unsigned) { return STATUS_OK; }

// Only the timer asks.
static bool claim(struct irqchip *, struct irqchip_claim *claim) {
  *claim = (struct irqchip_claim){.irq = board.timer_irq};
  return true;
}

static void complete(struct irqchip *, const struct irqchip_claim *) {}

static struct irqchip fake_irqchip = {
    .ops =
        &(const struct irqchip_ops){
            .enable = agree,
            .disable = agree,
            .claim = claim,
            .complete = complete,
        },
};

// --- Pins -------------------------------------------------------------------

static struct gpio fake_gpio;

static status_t set_function(struct gpio *, unsigned pin,
                             enum gpio_function function) {
  fake_board.pins[pin].function = function;
  return STATUS_OK;
}

static status_t get_function(struct gpio *, unsigned pin,
                             enum gpio_function *function) {
  *function = (enum gpio_function)fake_board.pins[pin].function;
  return STATUS_OK;
}

static status_t set_pull(struct gpio *, unsigned pin, enum gpio_pull pull) {
  if (pin == 19) {
    return STATUS_UNSUPPORTED;
  }
  fake_board.pins[pin].pull = pull;
  return STATUS_OK;
}

static status_t get_pull(struct gpio *, unsigned pin, enum gpio_pull *pull) {
  if (pin == 19) {
    return STATUS_UNSUPPORTED;
  }
  *pull = (enum gpio_pull)fake_board.pins[pin].pull;
  return STATUS_OK;
}

static status_t write_pin(struct gpio *, unsigned pin, bool high) {
  fake_board.pins[pin].high = high;
  return STATUS_OK;
}

static status_t read_pin(struct gpio *, unsigned pin, bool *high) {
  *high = fake_board.pins[pin].high;
  return STATUS_OK;
}

static status_t set_events(struct gpio *, unsigned pin, unsigned events) {
  if (pin == 19) {
    return STATUS_UNSUPPORTED;
  }
  fake_board.events = events;
  return STATUS_OK;
}

static struct gpio fake_gpio = {
    .ops =
        &(const struct gpio_ops){
            .set_function = set_function,
            .get_function = get_function,
            .set_pull = set_pull,
            .get_pull = get_pull,
            .write = write_pin,
            .read = read_pin,
            .set_events = set_events,
        },
    .pin_count = kFakePins,
};

void fake_board_edge(unsigned pin, bool high) {
  fake_board.pins[pin].high = high;
  if (fake_board.events != 0) {
    fake_gpio.handler(fake_gpio.context, pin);
  }
}

// --- Firmware ---------------------------------------------------------------

const void *boot_device_tree(void) { return fake_board.tree; }

unsigned boot_exception_level(void) { return 2; }

void handover_room(uintptr_t *base, size_t *bytes) {
  *base = (uintptr_t)fake_board.room;
  *bytes = fake_board.room_bytes;
}

status_t handover_plan(uintptr_t from, size_t bytes,
                       struct handover *handover) {
  if (fake_board.plan_status == STATUS_OK) {
    *handover = (struct handover){.from = from, .bytes = bytes, .to = 0x80000};
  }
  return fake_board.plan_status;
}

status_t handover_start(const struct handover *) {
  fake_board.starts++;
  return fake_board.start_status;
}

// What it writes to memory is seen at once.
void cache_clean(const void *, size_t) {}

void cache_clean_and_invalidate(const void *start, size_t) {
  if (fake_board.each_flush != nullptr) {
    fake_board.each_flush((void *)start);
  }
}

// --- Devices ----------------------------------------------------------------

static void swallow(struct uart *, const uint8_t *, size_t) {}

static void drain(struct uart *) {}

static struct uart fake_uart = {
    .ops = &(const struct uart_ops){.write = swallow, .drain = drain},
};

static status_t read_date(struct rtc *, uint64_t *seconds) {
  *seconds = fake_board.date;
  return fake_board.date_status;
}

static status_t set_date(struct rtc *, uint64_t seconds) {
  fake_board.date = seconds;
  return fake_board.date_status;
}

static status_t read_random(struct rng *, uint32_t *word) {
  *word = fake_board.random_word;
  fake_board.random_word += fake_board.random_step;
  return fake_board.random_status;
}

static struct rng fake_rng = {
    .ops = &(const struct rng_ops){.read_word = read_random},
};

static struct rtc fake_rtc = {
    .ops = &(const struct rtc_ops){.read = read_date, .set = set_date},
};

status_t memory_range(unsigned index, struct memory_range *range) {
  if (index >= fake_board.range_count) {
    return STATUS_NOT_FOUND;
  }
  *range = fake_board.ranges[index];
  return STATUS_OK;
}

static void reboot(void) { fake_board.reboots++; }

static void poweroff(void) { fake_board.poweroffs++; }

// Null in tests that have none.
extern struct vc_property fake_firmware [[gnu::weak]];

const struct board board = {
    .name = "test board",
    .soc = "test chip",
    .cpu = "test core",
    .console = &fake_uart,
    .gpio = &fake_gpio,
    .console_pins = 1u << 14 | 1u << 15,
    .gpio_irq = 49,
    .irqchip = &fake_irqchip,
    .clock = &fake_clock,
    .timer = &fake_timer,
    .console_irq = 57,
    .timer_irq = 30,
    .firmware = &fake_firmware,
    .rng = &fake_rng,
    .rtc = &fake_rtc,
    .cpu_count = 1,
    .reboot = reboot,
    .poweroff = poweroff,
};
