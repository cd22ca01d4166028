// SPDX-License-Identifier: Apache-2.0
/**
 * @file The boot log. printf() would be most of the way from reset to the
 * prompt, so: numbers are put in place by hand, and everything of known length
 * is written at once, line ends included.
 */
#include "kernel/boot_log.h"

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/console.h"
#include "kernel/cpu.h"
#include "kernel/version.h"

/** Writes a string literal as it is. */
#define WRITE(literal) console_write(literal, sizeof(literal) - 1)

static char digit(uintptr_t value) { return "0123456789abcdef"[value & 15]; }

/** Replaces the 8 characters at `text` by the lower 32 bits of `value`. */
static void put_hex(char *text, uintptr_t value) {
  for (int i = 7; i >= 0; i--) {
    text[i] = digit(value);
    value >>= 4;
  }
}

static void write_decimal(uintptr_t value) {
  char text[20];
  char *start = text + sizeof(text);
  do {
    *--start = digit(value % 10);
    value /= 10;
  } while (value != 0);
  console_write(start, (size_t)(text + sizeof(text) - start));
}

static void write_cpu(void) {
  const struct cpu_identity cpu = cpu_identify();
  console_puts(cpu.name);
  char text[] = " r_p_ at EL_, entered at EL_\r\n";
  text[2] = digit(cpu.variant);
  text[4] = digit(cpu.revision);
  text[11] = digit(cpu_exception_level());
  text[27] = digit(boot_exception_level());
  console_write(text, sizeof(text) - 1);
}

static void write_heap(uintptr_t start, uintptr_t end) {
  char text[] = "heap 0x________-0x________, ";
  put_hex(text + 7, start);
  put_hex(text + 18, end);
  console_write(text, sizeof(text) - 1);
  write_decimal((end - start) / 1024);
}

void boot_log_print(uintptr_t heap_start, uintptr_t heap_end) {
  WRITE(DAEDALUS_NAME " " DAEDALUS_VERSION " on ");
  console_puts(board.name);
  WRITE(", ");
  console_puts(board.soc);
  WRITE("\r\ncpu  ");
  write_cpu();
  write_heap(heap_start, heap_end);
  WRITE(" KiB\r\n\r\nType 'help' for available commands.\r\n");
}
