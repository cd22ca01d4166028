// SPDX-License-Identifier: Apache-2.0
/** @file panic(): polled output only, and never into itself. */
#include "kernel/panic.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/backtrace.h"
#include "kernel/board.h"
#include "kernel/console.h"
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/log.h"
#include "kernel/panic_end.h"
#include "kernel/smp.h"

static void begin(void) {
  static bool panicking;

  (void)irq_flags_save();
  smp_stop_others();
  if (panicking) {
    console_puts("\npanic: again, while the first was being printed\n");
    panic_end();
  }
  panicking = true;
  console_stop_interrupts();

  // The line the program was printing is likely to be unfinished.
  console_puts("\npanic: ");
}

void panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vpanic(__builtin_return_address(0), format, arguments);
}

void vpanic(const void *caller, const char *format, va_list arguments) {
  begin();
  log_panic(format, arguments);
  (void)vprintf(format, arguments);
  (void)printf("\n  board %s, core %u, called from 0x%0*lx\n  backtrace:\n",
               board.name, cpu_index(), (int)(2 * sizeof(caller)),
               (unsigned long)(uintptr_t)caller);
  backtrace_print((uintptr_t)__builtin_frame_address(0), (uintptr_t)caller);
  panic_end();
}

void panic_at(uintptr_t address, uintptr_t frame, const char *what) {
  begin();
  log_write(LOG_LEVEL_PANIC, "panic: unhandled %s at 0x%lx", what,
            (unsigned long)address);
  (void)printf("unhandled %s at ", what);
  backtrace_print_place(address, BACKTRACE_INSTRUCTION);
  (void)printf("\n  board %s, core %u\n  backtrace:\n    ", board.name,
               cpu_index());
  backtrace_print_place(address, BACKTRACE_INSTRUCTION);
  (void)printf("\n");
  backtrace_print(frame, 0);
  panic_end();
}
