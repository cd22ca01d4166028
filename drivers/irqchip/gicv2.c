// SPDX-License-Identifier: Apache-2.0
/** @file GICv2 driver. Sections: Arm IHI 0048B.b. */
#include "drivers/irqchip/gicv2.h"

#include <stddef.h>

#include "drivers/irqchip/gicv2_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

enum {
  kSgis = 16,       // 2.2.1
  kFirstSpi = 32,   // 2.2.1
  kSpecial = 1020,  // 3.2.5: from here on, no interrupt
  // 3.3: in the middle, of which every core has bit 7.
  kPriority = 0x80,
};

static const struct gicv2_config *config_of(const struct irqchip *irqchip) {
  return CONTAINER_OF(irqchip, struct gicv2, irqchip)->config;
}

// 4.3.2: interrupts, in groups of 32.
static uint32_t groups(uintptr_t distributor) {
  return (mmio_read32(distributor + GICD_TYPER) & GICD_TYPER_LINES) + 1;
}

static bool has(uintptr_t distributor, unsigned irq) {
  return irq < kSpecial && irq / 32 < groups(distributor);
}

// The register with the bit of `irq`, in the row that begins at `first`.
static uintptr_t word_of(uintptr_t first, unsigned irq) {
  return first + 4 * (uintptr_t)(irq / 32);
}

static void set_byte(uintptr_t first, unsigned irq, uint32_t value) {
  const uintptr_t address = first + (irq & ~3u);
  const unsigned shift = 8 * (irq % 4);
  const uint32_t others = mmio_read32(address) & ~(0xffu << shift);
  mmio_write32(address, others | value << shift);
}

static status_t init_cpu(struct irqchip *irqchip) {
  const struct gicv2_config *const config = config_of(irqchip);
  // The first of these rows is every core's own.
  mmio_write32(config->distributor + GICD_ICENABLER0, UINT32_MAX);
  mmio_write32(config->distributor + GICD_ICACTIVER0, UINT32_MAX);
  for (uintptr_t i = 0; i < kSgis; i += 4) {
    mmio_write32(config->distributor + GICD_IPRIORITYR0 + i,
                 kPriority * 0x01010101u);
  }
  mmio_write32(config->distributor + GICD_ISENABLER0, (1u << kSgis) - 1);
  mmio_write32(config->cpu_interface + GICC_PMR, GICC_PMR_ALL);
  mmio_write32(config->cpu_interface + GICC_CTLR, GICC_CTLR_ENABLE);
  return STATUS_OK;
}

static status_t enable(struct irqchip *irqchip, unsigned irq) {
  const uintptr_t distributor = config_of(irqchip)->distributor;
  if (!has(distributor, irq)) {
    return STATUS_OUT_OF_RANGE;
  }
  set_byte(distributor + GICD_IPRIORITYR0, irq, kPriority);
  if (irq >= kFirstSpi) {
    // 4.3.12: the core's own interrupts go to who reads.
    const uint32_t this_cpu = mmio_read32(distributor + GICD_ITARGETSR0) & 0xff;
    set_byte(distributor + GICD_ITARGETSR0, irq, this_cpu);
  }
  mmio_write32(word_of(distributor + GICD_ISENABLER0, irq), 1u << irq % 32);
  return STATUS_OK;
}

static status_t disable(struct irqchip *irqchip, unsigned irq) {
  const uintptr_t distributor = config_of(irqchip)->distributor;
  if (!has(distributor, irq)) {
    return STATUS_OUT_OF_RANGE;
  }
  mmio_write32(word_of(distributor + GICD_ICENABLER0, irq), 1u << irq % 32);
  return STATUS_OK;
}

static status_t set_trigger(struct irqchip *irqchip, unsigned irq,
                            enum irqchip_trigger trigger) {
  const uintptr_t distributor = config_of(irqchip)->distributor;
  if (!has(distributor, irq)) {
    return STATUS_OUT_OF_RANGE;
  }
  if (trigger != IRQCHIP_LEVEL && trigger != IRQCHIP_EDGE) {
    return STATUS_INVALID_ARGUMENT;
  }
  // 4.3.13: software's are edges, and the core's own are as they are built.
  if (irq < kFirstSpi) {
    return irq >= kSgis || trigger == IRQCHIP_LEVEL ? STATUS_UNSUPPORTED
                                                    : STATUS_OK;
  }
  const uintptr_t address = distributor + GICD_ICFGR0 + 4 * (irq / 16);
  const uint32_t edge = GICD_ICFGR_EDGE << 2 * (irq % 16);
  const uint32_t others = mmio_read32(address) & ~edge;
  mmio_write32(address, others | (trigger == IRQCHIP_EDGE ? edge : 0));
  return STATUS_OK;
}

static bool claim(struct irqchip *irqchip, struct irqchip_claim *claim) {
  const uint32_t token =
      mmio_read32(config_of(irqchip)->cpu_interface + GICC_IAR);
  const unsigned irq = token & GICC_IAR_ID;
  if (irq >= kSpecial) {
    return false;
  }
  *claim = (struct irqchip_claim){.irq = irq, .token = token};
  return true;
}

static void complete(struct irqchip *irqchip,
                     const struct irqchip_claim *claim) {
  // 4.4.5: with the sender's number, where IAR gave one.
  mmio_write32(config_of(irqchip)->cpu_interface + GICC_EOIR, claim->token);
}

static status_t send(struct irqchip *irqchip, unsigned ipi, uint32_t cpus) {
  const uintptr_t distributor = config_of(irqchip)->distributor;
  const uint32_t typer = mmio_read32(distributor + GICD_TYPER);
  const unsigned last_cpu = typer >> GICD_TYPER_CPUS_SHIFT & GICD_TYPER_CPUS;
  if (ipi >= kSgis || cpus >> last_cpu > 1) {
    return STATUS_OUT_OF_RANGE;
  }
  mmio_write32(distributor + GICD_SGIR, cpus << GICD_SGIR_TARGETS_SHIFT | ipi);
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

status_t gicv2_init(struct gicv2 *gicv2, const struct gicv2_config *config) {
  const uintptr_t distributor = config->distributor;
  const uint32_t count = groups(distributor);
  if (count == 1) {
    return STATUS_IO;
  }
  mmio_write32(distributor + GICD_CTLR, 0);
  for (uintptr_t i = 1; i < count; i++) {
    mmio_write32(distributor + GICD_ICENABLER0 + 4 * i, UINT32_MAX);
    mmio_write32(distributor + GICD_ICACTIVER0 + 4 * i, UINT32_MAX);
  }
  mmio_write32(distributor + GICD_CTLR, GICD_CTLR_ENABLE);
  *gicv2 = (struct gicv2){
      .irqchip = {.ops = &kOps, .first_ipi = 0, .ipi_count = kSgis},
      .config = config,
  };
  return init_cpu(&gicv2->irqchip);
}

void gicv2_release(const struct gicv2_config *config) {
  const uintptr_t distributor = config->distributor;
  const uint32_t typer = mmio_read32(distributor + GICD_TYPER);
  // Group 1 is then for us to tell from group 0, and not what we want.
  if ((typer & GICD_TYPER_SECURITY) == 0) {
    return;
  }
  for (uintptr_t i = 0; i <= (typer & GICD_TYPER_LINES); i++) {
    mmio_write32(distributor + GICD_IGROUPR0 + 4 * i, UINT32_MAX);
  }
  // 4.4.2: the normal world may not raise a mask that is in the secure half.
  mmio_write32(config->cpu_interface + GICC_PMR, GICC_PMR_ALL);
}
