// SPDX-License-Identifier: Apache-2.0
/**
 * @file Interrupt controllers. A driver fills in the operations; everybody else
 * calls the functions below.
 *
 * An interrupt has a number, whose meaning is the chip's: its driver's header
 * says which is which. Some numbers are per core: what is said of them holds
 * for the core that says it.
 *
 * One interrupt goes: the core takes an IRQ exception, irqchip_claim() tells
 * the number, the device's handler has the device stop asking,
 * irqchip_complete() ends it. All have the same priority, so none interrupts
 * another.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_IRQCHIP_H_
#define DAEDALUS_DRIVERS_IRQCHIP_IRQCHIP_H_

#include <stdint.h>

#include "kernel/status.h"

/** What a device's line does to ask for an interrupt. */
enum irqchip_trigger {
  IRQCHIP_LEVEL, /**< Is high until the device has been served. */
  IRQCHIP_EDGE,  /**< Goes high; the controller remembers. */
};

/** An interrupt from irqchip_claim() to irqchip_complete(). */
struct irqchip_claim {
  unsigned irq;   /**< Its number. */
  uint32_t token; /**< The driver's. */
};

struct irqchip;

/** What a driver provides; all are mandatory. The functions below say what
 * each does. */
struct irqchip_ops {
  status_t (*init_cpu)(struct irqchip *irqchip);
  status_t (*enable)(struct irqchip *irqchip, unsigned irq);
  status_t (*disable)(struct irqchip *irqchip, unsigned irq);
  status_t (*set_trigger)(struct irqchip *irqchip, unsigned irq,
                          enum irqchip_trigger trigger);
  bool (*claim)(struct irqchip *irqchip, struct irqchip_claim *claim);
  void (*complete)(struct irqchip *irqchip, const struct irqchip_claim *claim);
  status_t (*send)(struct irqchip *irqchip, unsigned ipi, uint32_t cpus);
};

/** A controller, or several that act as one. */
struct irqchip {
  const struct irqchip_ops *ops;
  unsigned first_ipi; /**< Number of the first interrupt of irqchip_send(). */
  unsigned ipi_count; /**< How many there are; 0 on a chip with one core. */
};

// None of these blocks, but for irqchip_init_cpu() as its driver says.

/**
 * Makes the controller deliver interrupts to this core, none of them enabled
 * yet except those of irqchip_send(). Once on every core, with interrupts
 * masked; the driver's init function has done it for the core that called it.
 *
 * @return STATUS_TIMED_OUT if the hardware does not get ready;
 *         STATUS_UNSUPPORTED if it has nothing for this core.
 */
static inline status_t irqchip_init_cpu(struct irqchip *irqchip) {
  return irqchip->ops->init_cpu(irqchip);
}

/**
 * Lets `irq` through: to this core, which is also where it goes from now on if
 * the controller can choose. With interrupts masked, and not by two cores at
 * once: registers are shared.
 *
 * @return STATUS_OUT_OF_RANGE, with nothing changed, if the controller has no
 *         such interrupt.
 */
static inline status_t irqchip_enable(struct irqchip *irqchip, unsigned irq) {
  return irqchip->ops->enable(irqchip, irq);
}

/**
 * Holds `irq` back. Otherwise like irqchip_enable().
 *
 * @return also STATUS_UNSUPPORTED, if it is one of irqchip_send() and cannot be
 *         held back.
 */
static inline status_t irqchip_disable(struct irqchip *irqchip, unsigned irq) {
  return irqchip->ops->disable(irqchip, irq);
}

/**
 * Says how the line of `irq` asks; level if nobody says. While `irq` is
 * disabled; otherwise like irqchip_enable().
 *
 * @return STATUS_OUT_OF_RANGE; STATUS_UNSUPPORTED if that cannot be chosen and
 *         is otherwise; STATUS_INVALID_ARGUMENT if `trigger` is none. Nothing
 *         is changed.
 */
static inline status_t irqchip_set_trigger(struct irqchip *irqchip,
                                           unsigned irq,
                                           enum irqchip_trigger trigger) {
  return irqchip->ops->set_trigger(irqchip, irq, trigger);
}

/**
 * Takes the most urgent interrupt of this core. For the IRQ exception, or with
 * interrupts masked.
 *
 * @return false, with `claim` untouched, if there is none: what asked has
 *         changed its mind.
 */
[[nodiscard]] static inline bool irqchip_claim(struct irqchip *irqchip,
                                               struct irqchip_claim *claim) {
  return irqchip->ops->claim(irqchip, claim);
}

/** Ends what irqchip_claim() took, on the same core. */
static inline void irqchip_complete(struct irqchip *irqchip,
                                    const struct irqchip_claim *claim) {
  irqchip->ops->complete(irqchip, claim);
}

/**
 * Interrupts each core n with bit n set in `cpus`, this one included, with
 * interrupt `irqchip->first_ipi` + `ipi`. What the others are to see by then
 * has to have been made visible (DSB). ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE, with nobody interrupted, if `ipi` is not below
 *         irqchip->ipi_count or a core is none of the chip's.
 */
static inline status_t irqchip_send(struct irqchip *irqchip, unsigned ipi,
                                    uint32_t cpus) {
  return irqchip->ops->send(irqchip, ipi, cpus);
}

#endif  // DAEDALUS_DRIVERS_IRQCHIP_IRQCHIP_H_
