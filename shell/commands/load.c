// SPDX-License-Identifier: Apache-2.0
/** @file The serial line is the sender's meanwhile: nothing is written but
 * answers. */
#include "shell/commands/load.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/handover.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/terminal.h"
#include "shell/xmodem.h"

enum { kCtrlC = 3 };

static const uint64_t kMs = 1000000;

static struct loaded loaded;

const struct loaded *loaded_file(void) { return &loaded; }

uint32_t loaded_crc32(const unsigned char *bytes, size_t count) {
  const uint32_t kPolynomial = 0xedb88320;
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < count; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) {
      crc = crc >> 1 ^ ((crc & 1) != 0 ? kPolynomial : 0);
    }
  }
  return ~crc;
}

// The console keeps more than what comes within a look's time.
static bool read_within(struct terminal *terminal, unsigned ms, uint8_t *byte) {
  const uint64_t end = timers_now_ns() + ms * kMs;
  while (!terminal_try_read(terminal, byte)) {
    if (timers_now_ns() >= end) {
      return false;
    }
    timers_sleep_ns(kMs);
  }
  return true;
}

static void send_answer(struct terminal *terminal,
                        const struct xmodem *xmodem) {
  terminal_write(terminal, (const char *)xmodem->answer, xmodem->answer_count);
}

// What is left of a broken block may have any byte in it: a Ctrl-C is the
// user's if nothing was sent at all, if nothing follows, or behind more than
// that can be. Returns whether nobody sends.
static bool receive(struct terminal *terminal, struct xmodem *xmodem) {
  enum { kCtrlCMs = 100, kMostRubbish = 16384 };
  size_t outside = 0;  // of blocks, in a row
  bool is_ctrl_c = false;
  bool is_alone;
  do {
    send_answer(terminal, xmodem);
    uint8_t byte;
    const bool came = read_within(
        terminal, is_ctrl_c ? kCtrlCMs : xmodem_patience_ms(xmodem), &byte);
    const bool was_ctrl_c = is_ctrl_c;
    outside = came && xmodem->phase != XMODEM_BLOCK ? outside + 1 : 0;
    is_ctrl_c = outside != 0 && byte == kCtrlC;
    is_alone = xmodem->phase == XMODEM_START && outside == is_ctrl_c;
    if (is_ctrl_c ? is_alone || outside > kMostRubbish : !came && was_ctrl_c) {
      xmodem_give_up(xmodem);
    } else if (came) {
      xmodem_feed(xmodem, byte);
    } else {
      xmodem_silence(xmodem);
    }
  } while (xmodem->state == XMODEM_RUNS);
  send_answer(terminal, xmodem);
  return is_alone;
}

// What a sender still has to say is not for the shell; and when it ends, it may
// throw away what it has not read: lrzsz does.
static void wait_for_its_end(struct terminal *terminal) {
  enum { kMostBytes = 1 << 20, kSilenceMs = 1000 };
  uint8_t byte;
  for (size_t i = 0; i < kMostBytes; i++) {
    if (!read_within(terminal, kSilenceMs, &byte)) {
      return;
    }
  }
}

static status_t explain(struct shell *shell, const struct xmodem *xmodem,
                        size_t room) {
  shell_print(shell, "\nload: ");
  switch (xmodem->state) {
    case XMODEM_NO_SENDER:
      shell_print(shell, "nobody has sent anything\n");
      return STATUS_TIMED_OUT;
    case XMODEM_TOO_LARGE:
      shell_printf(shell, "the file is larger than the room, %lu bytes\n",
                   (unsigned long)room);
      return STATUS_OUT_OF_RANGE;
    case XMODEM_LOST:
      shell_printf(shell, "the sender was lost after %lu bytes\n",
                   (unsigned long)xmodem->received);
      return STATUS_IO;
    default:
      shell_print(shell, "given up\n");
      return STATUS_CANCELLED;
  }
}

static void report(struct shell *shell, const struct xmodem *xmodem,
                   uint64_t took_ns) {
  const unsigned long ms = (unsigned long)(took_ns / kMs) + 1;
  shell_printf(shell, "\n%s: %lu bytes at 0x%08lx, CRC-32 %08lx\n",
               loaded.name[0] == '\0' ? "Loaded" : loaded.name,
               (unsigned long)loaded.bytes, (unsigned long)loaded.base,
               (unsigned long)loaded.crc32);
  shell_printf(shell, "%lu.%lu s, %lu bytes/s, %lu errors repaired\n",
               ms / 1000, ms % 1000 / 100,
               (unsigned long)((uint64_t)loaded.bytes * 1000 / ms),
               (unsigned long)xmodem->errors);
}

// Some of the room stays free, for go.
static status_t room_from(struct shell *shell, int argc, uintptr_t *base,
                          size_t *bytes) {
  handover_room(base, bytes);
  if (*bytes <= HANDOVER_COPY_BYTES + HANDOVER_ALIGNMENT) {
    shell_print(shell, "load: there is no free memory behind the heap\n");
    return STATUS_OUT_OF_RANGE;
  }
  *bytes -= HANDOVER_COPY_BYTES;
  if (argc < 2) {
    return STATUS_OK;
  }
  const uintptr_t last = *base + *bytes - HANDOVER_ALIGNMENT;
  uint64_t address;
  const status_t status =
      shell_number(shell, 1, "ADDRESS", 0, UINTPTR_MAX, &address);
  if (status != STATUS_OK) {
    return status;
  }
  if (address < *base || address > last || address % HANDOVER_ALIGNMENT != 0) {
    shell_error_at(shell, 1, "free are 0x%lx to 0x%lx, in steps of %u",
                   (unsigned long)*base, (unsigned long)last,
                   HANDOVER_ALIGNMENT);
    return STATUS_OUT_OF_RANGE;
  }
  *bytes -= (size_t)(address - *base);
  *base = (uintptr_t)address;
  return STATUS_OK;
}

static status_t run_load(struct shell *shell, int argc, const char *const *) {
  uintptr_t base;
  size_t room;
  const status_t status = room_from(shell, argc, &base, &room);
  if (status != STATUS_OK) {
    return status;
  }
  shell_print(shell, "Send the file by YMODEM or XMODEM; Ctrl-C gives up.\n");
  loaded.bytes = 0;
  struct xmodem xmodem;
  xmodem_begin(&xmodem, (void *)base, room);  // NOLINT
  const uint64_t start_ns = timers_now_ns();
  const bool is_alone = receive(shell->terminal, &xmodem);
  const uint64_t took_ns = timers_now_ns() - start_ns;
  if (!is_alone) {
    wait_for_its_end(shell->terminal);
  }
  if (xmodem.state != XMODEM_DONE) {
    return explain(shell, &xmodem, room);
  }
  loaded.base = base;
  loaded.bytes = xmodem.received;
  loaded.crc32 = loaded_crc32((const unsigned char *)base,  // NOLINT
                              xmodem.received);
  memcpy(loaded.name, xmodem.name, sizeof(loaded.name));
  report(shell, &xmodem, took_ns);
  return STATUS_OK;
}

SHELL_COMMAND(load) = {
    .name = "load",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "receive a file over the serial line, into free memory",
    .usage = "load [ADDRESS]",
    .details =
        "Then have the terminal program send it by YMODEM, XMODEM-1K or\n"
        "XMODEM with CRC: with picocom -s \"sb -vv\", that is Ctrl-A Ctrl-S.\n"
        "It shows how far it is. Without ADDRESS the file goes behind the "
        "heap.\n",
    .run = run_load,
};
