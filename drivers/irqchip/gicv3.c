// SPDX-License-Identifier: Apache-2.0
/** @file GICv3 driver. Sections: Arm IHI 0069H. */
#include "drivers/irqchip/gicv3.h"

#include <stddef.h>

#include "drivers/irqchip/gicv3_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"
#include "kernel/gicv3_cpu_interface.h"

enum {
  kSgis = 16,       // 2.2
  kFirstSpi = 32,   // 2.2
  kSpecial = 1020,  // 2.2.1: from here on, no interrupt
  kPriority = 0x80,
  // 12.2: a bit per core in the list of targets.
  kTargets = 16,
};

static const struct gicv3_config *config_of(const struct irqchip *irqchip) {
  return CONTAINER_OF(irqchip, struct gicv3, irqchip)->config;
}

// 12.9: interrupts, in groups of 32.
static uint32_t groups(uintptr_t distributor) {
  return (mmio_read32(distributor + GICD_TYPER) & GICD_TYPER_LINES) + 1;
}

static bool has(uintptr_t distributor, unsigned irq) {
  return irq < kSpecial && irq / 32 < groups(distributor);
}

static status_t wait_for_write(uintptr_t distributor) {
  for (uint32_t i = 0; i < GICV3_POLLS; i++) {
    if ((mmio_read32(distributor + GICD_CTLR) & GICD_CTLR_RWP) == 0) {
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

// The first frame of this core's redistributor, or 0 if it has none.
static uintptr_t redistributor(const struct gicv3_config *config) {
  const uint32_t affinity = gicv3_cpu_affinity();
  for (uintptr_t frame = config->redistributors;; frame += GICR_STRIDE) {
    if (mmio_read32(frame + GICR_TYPER + 4) == affinity) {
      return frame;
    }
    if ((mmio_read32(frame + GICR_TYPER) & GICR_TYPER_LAST) != 0) {
      return 0;
    }
  }
}

// Where the registers of `irq` are: its core's or the chip's.
static uintptr_t frame_of(const struct gicv3_config *config, unsigned irq) {
  return irq < kFirstSpi ? redistributor(config) + GICR_FRAME
                         : config->distributor;
}

static uintptr_t word_of(uintptr_t first, unsigned irq) {
  return first + 4 * (uintptr_t)(irq / 32);
}

static status_t wake(uintptr_t frame) {
  const uint32_t others =
      mmio_read32(frame + GICR_WAKER) & ~GICR_WAKER_PROCESSOR_SLEEP;
  mmio_write32(frame + GICR_WAKER, others);
  for (uint32_t i = 0; i < GICV3_POLLS; i++) {
    if ((mmio_read32(frame + GICR_WAKER) & GICR_WAKER_CHILDREN_ASLEEP) == 0) {
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

static status_t init_cpu(struct irqchip *irqchip) {
  const uintptr_t frame = redistributor(config_of(irqchip));
  if (frame == 0) {
    return STATUS_UNSUPPORTED;
  }
  const status_t status = wake(frame);
  if (status != STATUS_OK) {
    return status;
  }
  const uintptr_t own = frame + GICR_FRAME;
  mmio_write32(own + GICD_ICENABLER0, UINT32_MAX);
  mmio_write32(own + GICD_ICACTIVER0, UINT32_MAX);
  mmio_write32(own + GICD_IGROUPR0, UINT32_MAX);
  for (uintptr_t i = 0; i < kSgis; i += 4) {
    mmio_write32(own + GICD_IPRIORITYR0 + i, kPriority * 0x01010101u);
  }
  mmio_write32(own + GICD_ISENABLER0, (1u << kSgis) - 1);
  return gicv3_cpu_enable() ? STATUS_OK : STATUS_UNSUPPORTED;
}

static status_t enable(struct irqchip *irqchip, unsigned irq) {
  const struct gicv3_config *const config = config_of(irqchip);
  if (!has(config->distributor, irq)) {
    return STATUS_OUT_OF_RANGE;
  }
  const uintptr_t frame = frame_of(config, irq);
  const uintptr_t priority = frame + GICD_IPRIORITYR0 + (irq & ~3u);
  const unsigned shift = 8 * (irq % 4);
  const uint32_t others = mmio_read32(priority) & ~(0xffu << shift);
  mmio_write32(priority, others | (uint32_t)kPriority << shift);
  if (irq >= kFirstSpi) {
    // 12.9: Aff3 is on its own in the upper half.
    const uint32_t affinity = gicv3_cpu_affinity();
    const uintptr_t route = frame + GICD_IROUTER0 + 8 * (uintptr_t)irq;
    mmio_write32(route, affinity & 0xffffff);
    mmio_write32(route + 4, affinity >> 24);
  }
  mmio_write32(word_of(frame + GICD_ISENABLER0, irq), 1u << irq % 32);
  return STATUS_OK;
}

static status_t disable(struct irqchip *irqchip, unsigned irq) {
  const struct gicv3_config *const config = config_of(irqchip);
  if (!has(config->distributor, irq)) {
    return STATUS_OUT_OF_RANGE;
  }
  mmio_write32(word_of(frame_of(config, irq) + GICD_ICENABLER0, irq),
               1u << irq % 32);
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
  // 12.9: software's are edges, and the core's own are as they are built.
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
  (void)irqchip;
  const uint32_t intid = gicv3_cpu_acknowledge();
  if (intid >= kSpecial) {
    return false;
  }
  *claim = (struct irqchip_claim){.irq = intid, .token = intid};
  return true;
}

static void complete(struct irqchip *irqchip,
                     const struct irqchip_claim *claim) {
  (void)irqchip;
  gicv3_cpu_end(claim->token);
}

static status_t send(struct irqchip *irqchip, unsigned ipi, uint32_t cpus) {
  (void)irqchip;
  if (ipi >= kSgis || cpus >> kTargets != 0) {
    return STATUS_OUT_OF_RANGE;
  }
  // 12.2: our own Aff3, Aff2 and Aff1 in 55:48, 39:32 and 23:16.
  const uint64_t affinity = gicv3_cpu_affinity();
  gicv3_cpu_send((affinity >> 24 & 0xff) << 48 | (affinity >> 16 & 0xff) << 32 |
                 (affinity >> 8 & 0xff) << 16 | (uint64_t)ipi << 24 | cpus);
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

status_t gicv3_init(struct gicv3 *gicv3, const struct gicv3_config *config) {
  const uintptr_t distributor = config->distributor;
  const uint32_t count = groups(distributor);
  mmio_write32(distributor + GICD_CTLR, 0);
  status_t status = wait_for_write(distributor);
  if (status != STATUS_OK) {
    return status;
  }
  // 12.9: while affinities are off, rows below have other meanings.
  mmio_write32(distributor + GICD_CTLR, GICD_CTLR_ARE);
  for (uintptr_t i = 1; i < count; i++) {
    mmio_write32(distributor + GICD_ICENABLER0 + 4 * i, UINT32_MAX);
    mmio_write32(distributor + GICD_ICACTIVER0 + 4 * i, UINT32_MAX);
    mmio_write32(distributor + GICD_IGROUPR0 + 4 * i, UINT32_MAX);
  }
  status = wait_for_write(distributor);
  if (status != STATUS_OK) {
    return status;
  }
  mmio_write32(distributor + GICD_CTLR,
               GICD_CTLR_ARE | GICD_CTLR_ENABLE_GROUP_1);
  *gicv3 = (struct gicv3){
      .irqchip = {.ops = &kOps, .first_ipi = 0, .ipi_count = kSgis},
      .config = config,
  };
  return init_cpu(&gicv3->irqchip);
}

void gicv3_release(const struct gicv3_config *config) {
  mmio_write32(config->distributor + GICD_CTLR, GICD_CTLR_DS);
}
