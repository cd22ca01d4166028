// SPDX-License-Identifier: Apache-2.0
/**
 * @file Interrupts: who is called for which.
 *
 * Interrupts are masked when main() begins: irq_flags_unmask() of
 * kernel/irq_flags.h lets them come.
 *
 * A handler runs on the core and on the stack that was interrupted, with
 * interrupts masked, so handlers never nest. It may not block.
 */
#ifndef DAEDALUS_KERNEL_IRQ_H_
#define DAEDALUS_KERNEL_IRQ_H_

#include <stdint.h>

#include "kernel/status.h"

/** One handler. The caller owns the memory, from irq_register() to
 * irq_unregister(); only irq.c touches what is not said to be the caller's. */
struct irq_handler {
  unsigned irq; /**< The caller's: number at board.irqchip. */
  void (*function)(void *context); /**< The caller's: has the device stop. */
  void *context;                   /**< The caller's. */
  const char *name;                /**< The caller's: for people; or null. */
  uint32_t count; /**< Calls so far, to be read by anybody. The caller adds what
                       it does before the interrupt is taken. */
  struct irq_handler *next;
};

/** What never reached a handler. With several cores, approximately. */
struct irq_statistics {
  uint32_t spurious;  /**< Gone before the controller was asked. */
  uint32_t unhandled; /**< Nobody's; each has been disabled. */
};

/**
 * Calls `handler` for its interrupt from now on and enables that. Several may
 * share one: each is called, on every core that takes the interrupt. On core 0
 * only: there is no lock, as it has to work before caches are on, and locks do
 * not. Not ISR-safe.
 *
 * @return STATUS_UNSUPPORTED if the board has no interrupt controller (or no
 *         driver for it), STATUS_INVALID_ARGUMENT if `handler` is registered,
 *         or what irqchip_enable() says. Nothing is changed.
 */
status_t irq_register(struct irq_handler *handler);

/**
 * Calls `handler` no more, and disables its interrupt if it was the last. A
 * handler may do so for itself; otherwise as irq_register(). While another core
 * may be in an interrupt, the memory of `handler` stays in use.
 *
 * @return STATUS_NOT_FOUND, with nothing changed, if it is not registered.
 */
status_t irq_unregister(struct irq_handler *handler);

/** Returns what went astray since the start. ISR-safe. */
struct irq_statistics irq_statistics(void);

/**
 * Copies the handler that was registered as number `index`, from 0, of those
 * that are there now. On core 0; ISR-safe.
 *
 * @return false, with `copy` untouched, if there are not so many.
 */
bool irq_read(unsigned index, struct irq_handler *copy);

/** Serves one interrupt of this core. For arch code, in the exception. */
void irq_dispatch(void);

#endif  // DAEDALUS_KERNEL_IRQ_H_
