// SPDX-License-Identifier: Apache-2.0
/** @file All that a test program needs and //kernel gives it elsewhere. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "mm/heap.h"
#include "mm/port.h"

// QEMU's own, and a PL011's data register: without a line there is no waiting.
static volatile uint32_t *const kUartData = (volatile uint32_t *)0x09000000;

// As in kernel/exit.h.
enum { kPanicCode = 99 };

// arm32.ld
extern char __heap_start[];
extern char __heap_end[];

// start.S
uint32_t semihosting_call(uint32_t operation, const void *block);

[[noreturn]] void runtime_start(void);
[[noreturn]] void runtime_fault(uintptr_t address);
[[noreturn]] void _exit(int status);
int main(void);

static int put(char byte, FILE *stream) {
  (void)stream;
  *kUartData = (unsigned char)byte;
  return (unsigned char)byte;
}

// picolibc's FILE is for programs to define.
// NOLINTNEXTLINE(cert-fio38-c,misc-non-copyable-objects): see above.
static FILE console =
    FDEV_SETUP_STREAM(put, nullptr, nullptr, _FDEV_SETUP_WRITE);

FILE *const stdin = nullptr;
FILE *const stdout = &console;
FILE *const stderr = &console;

[[noreturn]] static void leave(uint32_t code) {
  // SYS_EXIT_EXTENDED, ADP_Stopped_ApplicationExit.
  const uint32_t block[] = {0x20026, code};
  (void)semihosting_call(0x20, block);
  for (;;) {
  }
}

void _exit(int status) {
  (void)printf("\nexit status %d\n", status);
  leave(status == 0 ? 0 : 16 + ((uint32_t)status & 63));
}

void mm_port_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  (void)printf("\npanic: ");
  (void)vprintf(format, arguments);
  (void)printf("\n");
  va_end(arguments);
  leave(kPanicCode);
}

void runtime_fault(uintptr_t address) {
  mm_port_panic("exception at about 0x%08lx", (unsigned long)address);
}

void runtime_start(void) {
  mm_port_set_cpu_area(mm_port_boot_area);
  heap_init(__heap_start, __heap_end);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one core, one thread.
  exit(main());
}
