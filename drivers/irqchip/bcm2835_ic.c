// SPDX-License-Identifier: Apache-2.0
/** @file BCM2835 interrupts. Sections: "BCM2835 ARM Peripherals". */
#include "drivers/irqchip/bcm2835_ic.h"

#include <stddef.h>

#include "drivers/irqchip/bcm2835_ic_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

enum { kFirstArm = 64 };

static uintptr_t base_of(const struct irqchip *irqchip) {
  return CONTAINER_OF(irqchip, struct bcm2835_ic, irqchip)->config->base;
}

static status_t init_cpu(struct irqchip *irqchip) {
  const uintptr_t base = base_of(irqchip);
  mmio_write32(base + BCM2835_IC_FIQ_CONTROL, 0);
  mmio_write32(base + BCM2835_IC_DISABLE_1, UINT32_MAX);
  mmio_write32(base + BCM2835_IC_DISABLE_2, UINT32_MAX);
  mmio_write32(base + BCM2835_IC_DISABLE_BASIC, BCM2835_IC_BASIC_ARM);
  return STATUS_OK;
}

// Writes the bit of `irq` to its register in the row of three at `first`.
static status_t write_bit(const struct irqchip *irqchip, uintptr_t first,
                          unsigned irq) {
  if (irq >= BCM2835_IC_IRQS) {
    return STATUS_OUT_OF_RANGE;
  }
  mmio_write32(base_of(irqchip) + first + 4 * (uintptr_t)(irq / 32),
               1u << irq % 32);
  return STATUS_OK;
}

static status_t enable(struct irqchip *irqchip, unsigned irq) {
  return write_bit(irqchip, BCM2835_IC_ENABLE_1, irq);
}

static status_t disable(struct irqchip *irqchip, unsigned irq) {
  return write_bit(irqchip, BCM2835_IC_DISABLE_1, irq);
}

static status_t set_trigger(struct irqchip *irqchip, unsigned irq,
                            enum irqchip_trigger trigger) {
  (void)irqchip;
  if (irq >= BCM2835_IC_IRQS) {
    return STATUS_OUT_OF_RANGE;
  }
  switch (trigger) {
    case IRQCHIP_LEVEL:
      return STATUS_OK;
    case IRQCHIP_EDGE:
      return STATUS_UNSUPPORTED;
  }
  return STATUS_INVALID_ARGUMENT;
}

static bool claim(struct irqchip *irqchip, struct irqchip_claim *claim) {
  const uintptr_t base = base_of(irqchip);
  const uint32_t basic = mmio_read32(base + BCM2835_IC_BASIC_PENDING);
  unsigned first = kFirstArm;
  uint32_t pending = basic & BCM2835_IC_BASIC_ARM;
  // 7.5: the basic register is 0 if there is none anywhere; which of its other
  // bits stands for which interrupt is not worth a table.
  if (pending == 0 && basic != 0) {
    first = 0;
    pending = mmio_read32(base + BCM2835_IC_PENDING_1);
    if (pending == 0) {
      first = 32;
      pending = mmio_read32(base + BCM2835_IC_PENDING_2);
    }
  }
  if (pending == 0) {
    return false;
  }
  claim->irq = first + (unsigned)__builtin_ctz(pending);
  claim->token = 0;
  return true;
}

static void complete(struct irqchip *irqchip,
                     const struct irqchip_claim *claim) {
  (void)irqchip;
  (void)claim;
}

static status_t send(struct irqchip *irqchip, unsigned ipi, uint32_t cpus) {
  (void)irqchip;
  (void)ipi;
  (void)cpus;
  return STATUS_OUT_OF_RANGE;
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

void bcm2835_ic_init(struct bcm2835_ic *bcm2835_ic,
                     const struct bcm2835_ic_config *config) {
  *bcm2835_ic = (struct bcm2835_ic){
      .irqchip = {.ops = &kOps},
      .config = config,
  };
  (void)init_cpu(&bcm2835_ic->irqchip);
}
