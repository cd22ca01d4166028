// SPDX-License-Identifier: Apache-2.0
/** @file BCM2836 interrupts. Sections: "BCM2836 ARM-local peripherals". */
#include "drivers/irqchip/bcm2836_local.h"

#include <stddef.h>

#include "drivers/irqchip/bcm2836_local_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"
#include "kernel/cpu.h"

// 4.10, bits of the source register, which are our numbers.
enum {
  kTimers = 4,
  kMailbox0 = 4,
  kGpu = 8,
  kPmu = 9,
};

enum { kCpus = 4, kMailboxBits = 32 };

static struct bcm2836_local *block_of(const struct irqchip *irqchip) {
  return CONTAINER_OF(irqchip, struct bcm2836_local, irqchip);
}

// Register of this core in the row at `first`, `stride` bytes from core to
// core.
static uintptr_t mine(const struct irqchip *irqchip, uintptr_t first,
                      uintptr_t stride) {
  return block_of(irqchip)->config->base + first + stride * cpu_index();
}

static status_t init_cpu(struct irqchip *irqchip) {
  mmio_write32(mine(irqchip, BCM2836_LOCAL_TIMER_CONTROL, 4), 0);
  mmio_write32(mine(irqchip, BCM2836_LOCAL_MAILBOX_CLEAR, 16), UINT32_MAX);
  mmio_write32(mine(irqchip, BCM2836_LOCAL_MAILBOX_CONTROL, 4), 1);
  return STATUS_OK;
}

static bool is_ipi(unsigned irq) {
  return irq >= BCM2836_LOCAL_FIRST_IPI &&
         irq < BCM2836_LOCAL_FIRST_IPI + kMailboxBits;
}

static status_t set_enabled(struct irqchip *irqchip, unsigned irq, bool on) {
  struct bcm2836_local *const block = block_of(irqchip);
  if (irq < kTimers) {
    const uintptr_t control = mine(irqchip, BCM2836_LOCAL_TIMER_CONTROL, 4);
    const uint32_t others = mmio_read32(control) & ~(1u << irq);
    mmio_write32(control, others | (uint32_t)on << irq);
    return STATUS_OK;
  }
  if (irq == kPmu) {
    const uintptr_t routing =
        on ? BCM2836_LOCAL_PMU_SET : BCM2836_LOCAL_PMU_CLEAR;
    mmio_write32(block->config->base + routing, 1u << cpu_index());
    return STATUS_OK;
  }
  // Always on: init_cpu().
  if (is_ipi(irq)) {
    return on ? STATUS_OK : STATUS_UNSUPPORTED;
  }
  if (irq < BCM2836_LOCAL_FIRST_GPU) {
    return STATUS_OUT_OF_RANGE;
  }
  struct irqchip *const peripherals = &block->peripherals.irqchip;
  return on ? irqchip_enable(peripherals, irq - BCM2836_LOCAL_FIRST_GPU)
            : irqchip_disable(peripherals, irq - BCM2836_LOCAL_FIRST_GPU);
}

static status_t enable(struct irqchip *irqchip, unsigned irq) {
  return set_enabled(irqchip, irq, true);
}

static status_t disable(struct irqchip *irqchip, unsigned irq) {
  return set_enabled(irqchip, irq, false);
}

static status_t set_trigger(struct irqchip *irqchip, unsigned irq,
                            enum irqchip_trigger trigger) {
  (void)irqchip;
  if (irq >= kTimers && irq != kPmu && !is_ipi(irq) &&
      (irq < BCM2836_LOCAL_FIRST_GPU ||
       irq >= BCM2836_LOCAL_FIRST_GPU + BCM2835_IC_IRQS)) {
    return STATUS_OUT_OF_RANGE;
  }
  switch (trigger) {
    case IRQCHIP_LEVEL:
      return is_ipi(irq) ? STATUS_UNSUPPORTED : STATUS_OK;
    case IRQCHIP_EDGE:
      return is_ipi(irq) ? STATUS_OK : STATUS_UNSUPPORTED;
  }
  return STATUS_INVALID_ARGUMENT;
}

// What was sent is cleared bit by bit, when it is claimed: a bit that is set
// once more meanwhile interrupts once more.
static bool claim_ipi(struct irqchip *irqchip, struct irqchip_claim *claim) {
  const uintptr_t mailbox = mine(irqchip, BCM2836_LOCAL_MAILBOX_CLEAR, 16);
  const uint32_t sent = mmio_read32(mailbox);
  if (sent == 0) {
    return false;
  }
  const unsigned bit = (unsigned)__builtin_ctz(sent);
  mmio_write32(mailbox, 1u << bit);
  *claim = (struct irqchip_claim){.irq = BCM2836_LOCAL_FIRST_IPI + bit};
  return true;
}

static bool claim(struct irqchip *irqchip, struct irqchip_claim *claim) {
  const uint32_t source =
      mmio_read32(mine(irqchip, BCM2836_LOCAL_IRQ_SOURCE, 4));
  if ((source & 1u << kMailbox0) != 0) {
    return claim_ipi(irqchip, claim);
  }
  const uint32_t own = source & ((1u << kTimers) - 1 | 1u << kPmu);
  if (own != 0) {
    *claim = (struct irqchip_claim){.irq = (unsigned)__builtin_ctz(own)};
    return true;
  }
  if ((source & 1u << kGpu) != 0 &&
      irqchip_claim(&block_of(irqchip)->peripherals.irqchip, claim)) {
    claim->irq += BCM2836_LOCAL_FIRST_GPU;
    return true;
  }
  return false;
}

static void complete(struct irqchip *irqchip,
                     const struct irqchip_claim *claim) {
  (void)irqchip;
  (void)claim;
}

static status_t send(struct irqchip *irqchip, unsigned ipi, uint32_t cpus) {
  if (ipi >= kMailboxBits || cpus >> kCpus != 0) {
    return STATUS_OUT_OF_RANGE;
  }
  const uintptr_t first =
      block_of(irqchip)->config->base + BCM2836_LOCAL_MAILBOX_SET;
  for (uintptr_t cpu = 0; cpu < kCpus; cpu++) {
    if ((cpus >> cpu & 1) != 0) {
      mmio_write32(first + 16 * cpu, 1u << ipi);
    }
  }
  return STATUS_OK;
}

static const struct irqchip_ops kOps = {
    .init_cpu = init_cpu,
    .enable = enable,
    .disable = disable,
    .set_trigger = set_trigger,
    .claim = claim,
    .complete = complete,
    .send = send,
};

void bcm2836_local_init(struct bcm2836_local *bcm2836_local,
                        const struct bcm2836_local_config *config) {
  bcm2836_local->irqchip = (struct irqchip){
      .ops = &kOps,
      .first_ipi = BCM2836_LOCAL_FIRST_IPI,
      .ipi_count = kMailboxBits,
  };
  bcm2836_local->config = config;
  bcm2835_ic_init(&bcm2836_local->peripherals, &config->peripherals);
  mmio_write32(config->base + BCM2836_LOCAL_GPU_ROUTING, 0);
  (void)init_cpu(&bcm2836_local->irqchip);
}

status_t bcm2836_local_start_cpu(const struct bcm2836_local *bcm2836_local,
                                 unsigned cpu, uint32_t entry) {
  if (cpu == 0 || cpu >= kCpus) {
    return STATUS_NOT_FOUND;
  }
  mmio_write32(bcm2836_local->config->base + BCM2836_LOCAL_MAILBOX_3_SET +
                   16 * (uintptr_t)cpu,
               entry);
  // It sleeps between its looks.
  cpu_send_event();
  return STATUS_OK;
}

uintptr_t bcm2836_local_close_gate(const struct bcm2836_local *bcm2836_local,
                                   unsigned cpu) {
  const uintptr_t gate = bcm2836_local->config->base +
                         BCM2836_LOCAL_MAILBOX_3_CLEAR + 16 * (uintptr_t)cpu;
  mmio_write32(gate, UINT32_MAX);
  return gate;
}
