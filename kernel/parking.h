// SPDX-License-Identifier: Apache-2.0
/**
 * @file Where cores other than 0 wait while no kernel has them: as firmware
 * leaves them, until board.start_cpu(). For a kernel that makes way for the
 * next. A board says how it is done in board.parking.
 */
#ifndef DAEDALUS_KERNEL_PARKING_H_
#define DAEDALUS_KERNEL_PARKING_H_

#include <stdint.h>

#include "kernel/status.h"

/** What a board provides. In this order, for each core. */
struct parking {
  /**
   * On core 0: makes a place for core `cpu`.
   *
   * @return STATUS_UNSUPPORTED, with nothing done, if there is none.
   */
  status_t (*prepare)(unsigned cpu);

  /** On core `cpu`, with interrupts masked: goes there. `level` is the
   * exception level it came in at. Returns only if that cannot be done. */
  void (*park)(unsigned cpu, unsigned level);

  /** On core 0: whether `cpu` is there, and needs nothing of the kernel. */
  bool (*is_parked)(unsigned cpu);
};

// For boards whose first page of RAM is the firmware's, as on a Raspberry Pi,
// where trees reserve it: a loop is put there that looks at a gate, which is
// what firmware's own loop looks at. On more than one core, so not on ARMv6.

/** Puts the loop there, and has nobody be in it at `cpu`. */
void parking_page_prepare(unsigned cpu);

/** Leaves for the loop, and for the gate of core `cpu` at address `gate`. */
[[noreturn]] void parking_page_park(unsigned cpu, uintptr_t gate,
                                    unsigned level);

/** parking.is_parked. */
bool parking_page_is_parked(unsigned cpu);

#endif  // DAEDALUS_KERNEL_PARKING_H_
