// SPDX-License-Identifier: Apache-2.0
/**
 * @file Two places per core where others leave what it is to do: one for calls
 * in its interrupt, one for work outside. A function pointer that is not null
 * is the sign; its core takes it back to null when it is done.
 */
#include "kernel/smp.h"

#include <stdatomic.h>
#include <stddef.h>

#include "drivers/irqchip/irqchip.h"
#include "drivers/timer/clock.h"
#include "kernel/arch/secondary.h"
#include "kernel/board.h"
#include "kernel/cache.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/parking.h"

typedef void function_t(void *context);

// Of irqchip_send().
enum { kWakeUp, kStop };

struct place {
  function_t *_Atomic function;
  void *context;
};

static struct {
  struct {
    atomic_bool is_claimed;    // by a caller: `call` is its
    atomic_bool is_abandoned;  // the caller has given up
    bool is_serving;           // the core itself is in `call`
    unsigned level;            // of exceptions, that it came in at
    struct place call;
    struct place work;
  } cores[SMP_MAX_CPUS];
  // Stores and loads only: a core comes here with its caches off, where
  // exclusive accesses are not defined.
  atomic_bool is_online[SMP_MAX_CPUS];
  struct irq_handler wake_up;
  struct irq_handler stop;
  // The one core that goes on after smp_stop_others(), plus one; and which want
  // to be it. Stores and loads, too.
  atomic_uint last;
  atomic_bool wants_to_be_last[SMP_MAX_CPUS];
} smp;

static void serve(struct place *place) {
  function_t *const function =
      atomic_load_explicit(&place->function, memory_order_acquire);
  if (function != nullptr) {
    function(place->context);
    atomic_store_explicit(&place->function, nullptr, memory_order_release);
  }
}

static void leave(struct place *place, function_t *function, void *context) {
  place->context = context;
  atomic_store_explicit(&place->function, function, memory_order_release);
}

static bool is_done(struct place *place) {
  return atomic_load_explicit(&place->function, memory_order_acquire) ==
         nullptr;
}

// Interrupts are masked. What is called may itself wait for another core's
// answer, and must not be called again meanwhile.
static void serve_call(void) {
  const unsigned cpu = cpu_index();
  if (!smp.cores[cpu].is_serving) {
    smp.cores[cpu].is_serving = true;
    serve(&smp.cores[cpu].call);
    smp.cores[cpu].is_serving = false;
  }
}

static void handle_wake_up(void *context) {
  (void)context;
  serve_call();
}

[[noreturn]] static void stop(void) {
  atomic_store_explicit(&smp.is_online[cpu_index()], false,
                        memory_order_release);
  cpu_halt();
}

static void handle_stop(void *context) {
  (void)context;
  stop();
}

static status_t wake_up(unsigned cpu) {
  cpu_memory_barrier();
  return irqchip_send(board.irqchip, kWakeUp, 1u << cpu);
}

status_t smp_start(void) {
  if (board.cpu_count < 2 || board.start_cpu == nullptr ||
      board.irqchip == nullptr || board.irqchip->ipi_count <= kStop) {
    return STATUS_UNSUPPORTED;
  }
  const unsigned first_ipi = board.irqchip->first_ipi;
  smp.wake_up = (struct irq_handler){
      .irq = first_ipi + kWakeUp, .function = handle_wake_up, .name = "calls"};
  smp.stop = (struct irq_handler){
      .irq = first_ipi + kStop, .function = handle_stop, .name = "stop"};
  status_t status = irq_register(&smp.wake_up);
  if (status == STATUS_OK) {
    status = irq_register(&smp.stop);
  }
  if (status != STATUS_OK) {
    return status;
  }
  atomic_store(&smp.is_online[0], true);
  atomic_store(&smp_gate, 1);
  cache_clean((const void *)&smp_gate, sizeof(smp_gate));
  cpu_send_event();
  for (unsigned cpu = 1; cpu < board.cpu_count && cpu < SMP_MAX_CPUS; cpu++) {
    // Who does not come is not online.
    (void)board.start_cpu(cpu, (uintptr_t)smp_entry);
  }
  return STATUS_OK;
}

static bool is_there(unsigned cpu) {
  return atomic_load_explicit(&smp.is_online[cpu], memory_order_acquire);
}

uint32_t smp_online(void) {
  uint32_t online = 0;
  for (unsigned cpu = 0; cpu < SMP_MAX_CPUS; cpu++) {
    online |= (uint32_t)is_there(cpu) << cpu;
  }
  // Nobody has called smp_start().
  return online == 0 ? 1 : online;
}

static bool is_online(unsigned cpu) {
  return cpu < SMP_MAX_CPUS && (smp_online() >> cpu & 1) != 0;
}

static uint64_t deadline_in_ms(uint32_t ms) {
  return clock_source_now_ns(board.clock) + UINT64_C(1000000) * ms;
}

// Meanwhile this core's own calls are served: who waits for us might be whom we
// wait for, and interrupts may be masked. Returns false when the time is over.
static bool wait_a_little(uint64_t deadline) {
  const uintptr_t flags = irq_flags_save();
  serve_call();
  irq_flags_restore(flags);
  cpu_relax();
  return clock_source_now_ns(board.clock) < deadline;
}

// Makes `call` of that core the caller's. What somebody gave up waiting for may
// have been done since.
static bool claim(unsigned cpu) {
  if (!atomic_exchange_explicit(&smp.cores[cpu].is_claimed, true,
                                memory_order_acquire)) {
    return true;
  }
  if (!atomic_exchange_explicit(&smp.cores[cpu].is_abandoned, false,
                                memory_order_acquire)) {
    return false;
  }
  if (is_done(&smp.cores[cpu].call)) {
    return true;
  }
  atomic_store_explicit(&smp.cores[cpu].is_abandoned, true,
                        memory_order_release);
  return false;
}

static status_t call_other(unsigned cpu, function_t *function, void *context) {
  const uint64_t deadline = deadline_in_ms(SMP_TIMEOUT_MS);
  struct place *const call = &smp.cores[cpu].call;
  while (!claim(cpu)) {
    if (!wait_a_little(deadline)) {
      return STATUS_TIMED_OUT;
    }
  }
  leave(call, function, context);
  status_t status = wake_up(cpu);
  while (status == STATUS_OK && !is_done(call)) {
    if (!wait_a_little(deadline)) {
      atomic_store_explicit(&smp.cores[cpu].is_abandoned, true,
                            memory_order_release);
      return STATUS_TIMED_OUT;
    }
  }
  atomic_store_explicit(&smp.cores[cpu].is_claimed, false,
                        memory_order_release);
  return status;
}

status_t smp_call(unsigned cpu, function_t *function, void *context) {
  if (!is_online(cpu)) {
    return STATUS_NOT_FOUND;
  }
  if (cpu == cpu_index()) {
    const uintptr_t flags = irq_flags_save();
    function(context);
    irq_flags_restore(flags);
    return STATUS_OK;
  }
  return call_other(cpu, function, context);
}

status_t smp_run(unsigned cpu, function_t *function, void *context) {
  if (cpu == 0 || !is_online(cpu)) {
    return STATUS_NOT_FOUND;
  }
  if (!is_done(&smp.cores[cpu].work)) {
    return STATUS_BUSY;
  }
  leave(&smp.cores[cpu].work, function, context);
  return wake_up(cpu);
}

bool smp_is_idle(unsigned cpu) {
  return cpu >= SMP_MAX_CPUS || is_done(&smp.cores[cpu].work);
}

// On the core that goes. Its last interrupt is over, and so is this, its last
// work, for when it comes back.
static void go_and_park(void *context) {
  (void)context;
  const unsigned cpu = cpu_index();
  (void)irq_flags_save();
  atomic_store_explicit(&smp.cores[cpu].work.function, nullptr,
                        memory_order_release);
  atomic_store_explicit(&smp.is_online[cpu], false, memory_order_release);
  board.parking->park(cpu, smp.cores[cpu].level);
  cpu_halt();
}

// For each core but this one that is online; until one fails.
static status_t for_others(status_t (*function)(unsigned cpu)) {
  const uint32_t online = smp_online();
  for (unsigned cpu = 1; cpu < SMP_MAX_CPUS; cpu++) {
    if ((online >> cpu & 1) != 0) {
      const status_t status = function(cpu);
      if (status != STATUS_OK) {
        return status;
      }
    }
  }
  return STATUS_OK;
}

static status_t prepare_park(unsigned cpu) {
  if (board.parking == nullptr) {
    return STATUS_UNSUPPORTED;
  }
  return smp_is_idle(cpu) ? board.parking->prepare(cpu) : STATUS_BUSY;
}

static status_t park(unsigned cpu) {
  const status_t status = smp_run(cpu, go_and_park, nullptr);
  const uint64_t deadline = deadline_in_ms(SMP_TIMEOUT_MS);
  while (status == STATUS_OK &&
         (is_there(cpu) || !board.parking->is_parked(cpu))) {
    if (!wait_a_little(deadline)) {
      return STATUS_TIMED_OUT;
    }
  }
  return status;
}

status_t smp_park_others(void) {
  const status_t status = for_others(prepare_park);
  return status == STATUS_OK ? for_others(park) : status;
}

// Whether one of the cores from `first` to before `end` wants to be the last.
static bool is_wanted(unsigned first, unsigned end) {
  bool wanted = false;
  for (unsigned cpu = first; cpu < end; cpu++) {
    wanted = wanted || atomic_load(&smp.wants_to_be_last[cpu]);
  }
  return wanted;
}

// Until no core from `first` to before `end` wants it, or it is decided.
static void wait_for_wishes(unsigned first, unsigned end) {
  while (is_wanted(first, end) && atomic_load(&smp.last) == 0) {
    cpu_relax();
  }
}

// J. E. Burns and N. A. Lynch, "Mutual exclusion using indivisible reads and
// writes": who shows its wish, then sees none of a core before it, and after
// that none of a core behind it, is alone. Nobody ever gives that back.
static void decide_who_is_last(unsigned self) {
  while (atomic_load(&smp.last) == 0) {
    atomic_store(&smp.wants_to_be_last[self], true);
    if (is_wanted(0, self)) {
      atomic_store(&smp.wants_to_be_last[self], false);
      wait_for_wishes(0, self);
      continue;
    }
    wait_for_wishes(self + 1, SMP_MAX_CPUS);
    if (atomic_load(&smp.last) == 0) {
      atomic_store(&smp.last, self + 1);
    }
  }
}

void smp_stop_others(void) {
  const unsigned self = cpu_index();
  const uintptr_t flags = irq_flags_save();
  decide_who_is_last(self);
  if (atomic_load(&smp.last) != self + 1) {
    stop();
  }
  irq_flags_restore(flags);

  const uint32_t others = smp_online() & ~(1u << self);
  if (others == 0 || irqchip_send(board.irqchip, kStop, others) != STATUS_OK) {
    return;
  }
  // Who does not stop cannot be helped.
  const uint64_t deadline = deadline_in_ms(SMP_STOP_TIMEOUT_MS);
  while ((smp_online() & others) != 0 &&
         clock_source_now_ns(board.clock) < deadline) {
    cpu_relax();
  }
}

void smp_secondary(unsigned cpu, unsigned level) {
  smp.cores[cpu].level = level;
  if (irqchip_init_cpu(board.irqchip) != STATUS_OK) {
    cpu_halt();
  }
  cpu_unmask_errors();
  atomic_store_explicit(&smp.is_online[cpu], true, memory_order_release);
  irq_flags_unmask();
  for (;;) {
    // Masked from the look to the sleep, or a wake-up might be missed.
    const uintptr_t flags = irq_flags_save();
    if (is_done(&smp.cores[cpu].work)) {
      cpu_wait_for_interrupt();
    }
    irq_flags_restore(flags);
    serve(&smp.cores[cpu].work);
  }
}
