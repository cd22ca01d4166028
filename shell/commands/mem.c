// SPDX-License-Identifier: Apache-2.0
/** @file Each access may go wrong, and is then told and not fatal:
 * kernel/probe.h. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "kernel/probe.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/shell.h"

#define WIDTHS "8|16|32|64"

enum { kRowBytes = 16, kDumpBytes = 64, kLookEvery = 4096 };

static status_t read_width(uintptr_t address, unsigned bits, uint64_t *value) {
  uint8_t byte = 0;
  uint16_t half = 0;
  uint32_t word = 0;
  status_t status;
  switch (bits) {
    case 8:
      status = probe_read8(address, &byte);
      *value = byte;
      return status;
    case 16:
      status = probe_read16(address, &half);
      *value = half;
      return status;
    case 32:
      status = probe_read32(address, &word);
      *value = word;
      return status;
    default:
      return probe_read64(address, value);
  }
}

static status_t write_width(uintptr_t address, unsigned bits, uint64_t value) {
  switch (bits) {
    case 8:
      return probe_write8(address, (uint8_t)value);
    case 16:
      return probe_write16(address, (uint16_t)value);
    case 32:
      return probe_write32(address, (uint32_t)value);
    default:
      return probe_write64(address, value);
  }
}

static status_t explain(struct shell *shell, status_t status, unsigned bits) {
  if (status == STATUS_INVALID_ARGUMENT) {
    shell_error_at(shell, 2, "not a multiple of %u bytes", bits / 8);
  } else if (status == STATUS_IO) {
    shell_error_at(shell, 2, "nothing answers, or it is not allowed; see mmu");
  }
  return status;
}

// The width is the last argument, if it is there.
static unsigned width_at(int argc, const char *const *argv, int index) {
  return index < argc ? 8u << shell_choice(argv[index], WIDTHS) : 32;
}

static status_t read(struct shell *shell, uintptr_t address, unsigned bits) {
  uint64_t value;
  const status_t status = read_width(address, bits, &value);
  if (status == STATUS_OK) {
    shell_printf(shell, "0x%0*llx\n", (int)(bits / 4),
                 (unsigned long long)value);
  }
  return explain(shell, status, bits);
}

static status_t write(struct shell *shell, uintptr_t address, unsigned bits) {
  uint64_t value;
  const status_t status =
      shell_number(shell, 3, "VALUE", 0, UINT64_MAX >> (64 - bits), &value);
  if (status != STATUS_OK) {
    return status;
  }
  return explain(shell, write_width(address, bits, value), bits);
}

// Words, not bytes: so that registers of devices may be dumped.
static bool read_row(uintptr_t address, uint8_t *bytes, uint8_t *is_there) {
  bool any = false;
  for (unsigned i = 0; i < kRowBytes; i += 4) {
    uint32_t word = 0;
    is_there[i / 4] = probe_read32(address + i, &word) == STATUS_OK;
    any |= is_there[i / 4] != 0;
    memcpy(&bytes[i], &word, 4);
  }
  return any;
}

static bool dump_row(struct shell *shell, uintptr_t address) {
  uint8_t bytes[kRowBytes];
  uint8_t is_there[kRowBytes / 4];
  const bool any = read_row(address, bytes, is_there);
  char text[kRowBytes + 1] = {};
  // For what there is, 8 digits do; 16 would not fit into 80 columns.
  shell_printf(shell, "%08lx ", (unsigned long)address);
  for (unsigned i = 0; i < kRowBytes; i++) {
    if (is_there[i / 4] == 0) {
      shell_print(shell, i % 4 == 0 ? "  ??" : " ??");
      text[i] = ' ';
      continue;
    }
    shell_printf(shell, i % 4 == 0 ? "  %02x" : " %02x", bytes[i]);
    text[i] = '.';
    if (bytes[i] >= ' ' && bytes[i] < 0x7f) {
      text[i] = (char)bytes[i];
    }
  }
  shell_print(shell, "  ");
  shell_print(shell, text);
  shell_print(shell, "\n");
  return any;
}

static status_t dump(struct shell *shell, uintptr_t address, uint64_t count) {
  const uintptr_t end = (address + count + kRowBytes - 1) & ~(uintptr_t)0xf;
  bool any = false;
  address &= ~(uintptr_t)(kRowBytes - 1);
  do {
    if (shell_is_over(shell)) {
      return STATUS_CANCELLED;
    }
    any |= dump_row(shell, address);
    address += kRowBytes;
  } while (address != end);
  return any ? STATUS_OK : explain(shell, STATUS_IO, 0);
}

// Whether `text` lies at `address`; STATUS_IO if its first byte does not
// answer.
static status_t compare(uintptr_t address, const char *text) {
  for (const char *c = text; *c != '\0'; c++, address++) {
    uint8_t byte;
    const status_t status = probe_read8(address, &byte);
    if (status != STATUS_OK || byte != (uint8_t)*c) {
      return c == text && status != STATUS_OK ? STATUS_IO : STATUS_NOT_FOUND;
    }
  }
  return STATUS_OK;
}

static status_t search(struct shell *shell, uintptr_t address, uint64_t count,
                       const char *text) {
  status_t result = STATUS_NOT_FOUND;
  uint64_t silent = 0;
  for (; count != 0; count--, address++) {
    if (count % kLookEvery == 0 && shell_is_over(shell)) {
      return STATUS_CANCELLED;
    }
    const status_t status = compare(address, text);
    silent += status == STATUS_IO ? 1 : 0;
    if (status == STATUS_OK && !shell_owns(shell, address)) {
      shell_printf(shell, "0x%08lx\n", (unsigned long)address);
      result = STATUS_OK;
    }
  }
  if (result != STATUS_OK) {
    shell_print(shell, "Not found.\n");
  }
  if (silent != 0) {
    shell_printf(shell, "Bytes that do not answer: %llu\n",
                 (unsigned long long)silent);
  }
  return result;
}

static status_t run_mem(struct shell *shell, int argc,
                        const char *const *argv) {
  uint64_t address;
  status_t status = shell_number(shell, 2, "ADDRESS", 0, UINTPTR_MAX, &address);
  if (status != STATUS_OK) {
    return status;
  }
  if (strcasecmp(argv[1], "read") == 0) {
    return read(shell, (uintptr_t)address, width_at(argc, argv, 3));
  }
  if (strcasecmp(argv[1], "write") == 0) {
    return write(shell, (uintptr_t)address, width_at(argc, argv, 4));
  }
  uint64_t count = kDumpBytes;
  if (argc > 3) {
    status = shell_number(shell, 3, "BYTES", 1, UINTPTR_MAX - address, &count);
  }
  if (status != STATUS_OK) {
    return status;
  }
  if (argc == 5 && argv[4][0] == '\0') {
    shell_error_at(shell, 4, "TEXT is empty");
    return STATUS_INVALID_ARGUMENT;
  }
  return argc == 5 ? search(shell, (uintptr_t)address, count, argv[4])
                   : dump(shell, (uintptr_t)address, count);
}

SHELL_COMMAND(mem) = {
    .name = "mem",
    .group = SHELL_GROUP_MEMORY,
    .summary = "read, write, dump or search memory and registers of devices",
    .usage = "mem read ADDRESS [" WIDTHS
             "]\n"
             "mem write ADDRESS VALUE [" WIDTHS
             "]\n"
             "mem dump ADDRESS [BYTES]\n"
             "mem search ADDRESS BYTES TEXT",
    .details =
        "Without a width, 32 bits. An access to nothing is told, and does "
        "no harm.\n"
        "Numbers may be 0x1000 or 4K. A write may still break what runs. "
        "search leaves\n"
        "out where the shell keeps lines and words.\n",
    .run = run_mem,
};
