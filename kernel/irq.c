// SPDX-License-Identifier: Apache-2.0
/**
 * @file Handlers are in a list: a board has few, memory for a thousand numbers
 * would have to be cleared at every start, and who shares an interrupt needs
 * nothing else.
 */
#include "kernel/irq.h"

#include <stddef.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/board.h"
#include "kernel/irq_flags.h"
#include "kernel/log.h"

static struct {
  struct irq_handler *first;
  struct irq_statistics statistics;
} irqs;

// Where the list points to `handler`, or its end.
static struct irq_handler **place_of(const struct irq_handler *handler) {
  struct irq_handler **place = &irqs.first;
  while (*place != nullptr && *place != handler) {
    place = &(*place)->next;
  }
  return place;
}

static bool is_handled(unsigned irq) {
  for (const struct irq_handler *h = irqs.first; h != nullptr; h = h->next) {
    if (h->irq == irq) {
      return true;
    }
  }
  return false;
}

status_t irq_register(struct irq_handler *handler) {
  if (board.irqchip == nullptr) {
    return STATUS_UNSUPPORTED;
  }
  status_t status = STATUS_INVALID_ARGUMENT;
  const uintptr_t flags = irq_flags_save();
  struct irq_handler **const end = place_of(handler);
  if (*end == nullptr) {
    status = irqchip_enable(board.irqchip, handler->irq);
    if (status == STATUS_OK) {
      handler->next = nullptr;
      *end = handler;
    }
  }
  irq_flags_restore(flags);
  return status;
}

status_t irq_unregister(struct irq_handler *handler) {
  status_t status = STATUS_NOT_FOUND;
  const uintptr_t flags = irq_flags_save();
  struct irq_handler **const place = place_of(handler);
  if (*place != nullptr) {
    *place = handler->next;
    status = STATUS_OK;
    if (!is_handled(handler->irq)) {
      // What cannot be disabled is nobody's from now on.
      (void)irqchip_disable(board.irqchip, handler->irq);
    }
  }
  irq_flags_restore(flags);
  return status;
}

struct irq_statistics irq_statistics(void) { return irqs.statistics; }

bool irq_read(unsigned index, struct irq_handler *copy) {
  const uintptr_t flags = irq_flags_save();
  const struct irq_handler *handler = irqs.first;
  for (; handler != nullptr && index != 0; index--) {
    handler = handler->next;
  }
  if (handler != nullptr) {
    *copy = *handler;
  }
  irq_flags_restore(flags);
  return handler != nullptr;
}

// Returns whether it is anybody's.
static bool call_handlers(unsigned irq) {
  bool handled = false;
  struct irq_handler *next;
  for (struct irq_handler *h = irqs.first; h != nullptr; h = next) {
    // It may be gone, and its memory used for another list, when it returns.
    next = h->next;
    if (h->irq == irq) {
      h->count++;
      h->function(h->context);
      handled = true;
    }
  }
  return handled;
}

void irq_dispatch(void) {
  struct irqchip_claim claim;
  if (!irqchip_claim(board.irqchip, &claim)) {
    irqs.statistics.spurious++;
    return;
  }
  if (!call_handlers(claim.irq)) {
    irqs.statistics.unhandled++;
    // Or it would interrupt for ever. What cannot be disabled does not.
    (void)irqchip_disable(board.irqchip, claim.irq);
    LOG_WARN("irq: nobody handles %u, disabled", claim.irq);
  }
  irqchip_complete(board.irqchip, &claim);
}
