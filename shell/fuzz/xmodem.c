// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * A sender made of the fuzzer's bytes: single ones, silence, and blocks that
 * are whole. Whatever it does, the receiver stays within its memory, and ends.
 */
#include "shell/xmodem.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition) \
  ((condition) ? (void)0 : fail(#condition, __LINE__))  // NOLINT: a check

static void fail(const char *condition, int line) {
  (void)printf("line %d: not so: %s\n", line, condition);
  abort();
}

struct source {
  const uint8_t *bytes;
  size_t count;
};

static uint8_t take(struct source *source) {
  if (source->count == 0) {
    return 0;
  }
  source->count--;
  return *source->bytes++;
}

static void expect_sense(const struct xmodem *xmodem, size_t capacity) {
  EXPECT(xmodem->received <= capacity);
  EXPECT(xmodem->answer_count <= sizeof(xmodem->answer));
  EXPECT(memchr(xmodem->name, 0, sizeof(xmodem->name)) != nullptr);
  EXPECT(xmodem_patience_ms(xmodem) != 0);
}

static void feed(struct xmodem *xmodem, uint8_t byte, size_t capacity) {
  if (xmodem->state == XMODEM_RUNS) {
    xmodem_feed(xmodem, byte);
    expect_sense(xmodem, capacity);
  }
}

static void silence(struct xmodem *xmodem, size_t capacity) {
  if (xmodem->state == XMODEM_RUNS) {
    xmodem_silence(xmodem);
    expect_sense(xmodem, capacity);
  }
}

static uint16_t crc_of(const uint8_t *bytes, size_t count) {
  uint16_t crc = 0;
  for (size_t i = 0; i < count; i++) {
    crc ^= (uint16_t)(bytes[i] << 8);
    for (int bit = 0; bit < 8; bit++) {
      crc = (uint16_t)(crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0));
    }
  }
  return crc;
}

// Its number, how many of its bytes are given, those; the rest is the last.
static void send_block(struct xmodem *xmodem, struct source *source,
                       bool is_large, size_t capacity) {
  uint8_t block[XMODEM_BLOCK_BYTES] = {0};
  const size_t bytes = is_large ? XMODEM_BLOCK_BYTES : 128;
  const uint8_t number = take(source);
  const size_t given = take(source) % bytes;
  for (size_t i = 0; i < given; i++) {
    block[i] = take(source);
  }
  const uint16_t crc = crc_of(block, bytes);
  feed(xmodem, is_large ? 2 : 1, capacity);
  feed(xmodem, number, capacity);
  feed(xmodem, (uint8_t)~number, capacity);
  for (size_t i = 0; i < bytes; i++) {
    feed(xmodem, block[i], capacity);
  }
  feed(xmodem, (uint8_t)(crc >> 8), capacity);
  feed(xmodem, (uint8_t)crc, capacity);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  struct source source = {bytes, count};
  const size_t capacity = take(&source) * (size_t)16;
  // Of its own, so that the sanitizer sees what is written behind it.
  uint8_t *const memory = malloc(capacity + 1);
  struct xmodem xmodem;
  xmodem_begin(&xmodem, memory, capacity);
  while (source.count != 0 && xmodem.state == XMODEM_RUNS) {
    switch (take(&source) % 4) {
      case 0:
        feed(&xmodem, take(&source), capacity);
        break;
      case 1:
        silence(&xmodem, capacity);
        break;
      case 2:
        send_block(&xmodem, &source, false, capacity);
        break;
      default:
        send_block(&xmodem, &source, true, capacity);
        break;
    }
  }
  for (int i = 0; i < 100; i++) {
    silence(&xmodem, capacity);
  }
  EXPECT(xmodem.state != XMODEM_RUNS);
  free(memory);
  return 0;
}
