// SPDX-License-Identifier: Apache-2.0
/** @file A byte at a time. Sections of the protocol reference: 4 (YMODEM), 7
 * (XMODEM), 8 (CRC). */
#include "shell/xmodem.h"

#include <string.h>

enum {
  kSoh = 0x01,  // begins a block of 128
  kStx = 0x02,  // begins one of 1024
  kEot = 0x04,
  kAck = 0x06,
  kNak = 0x15,
  kCan = 0x18,
  kAskForCrc = 'C',
};

enum {
  kShortBlock = 128,
  kNumberBytes = 2,  // and its complement
  kCrcBytes = 2,
  kMaxTries = 10,
  kMaxStartTries = 60,
  kCancels = 2,  // that count
};

static void answer(struct xmodem *xmodem, uint8_t byte) {
  xmodem->answer[xmodem->answer_count++] = byte;
}

// More than enough, as some may be lost.
static void end(struct xmodem *xmodem, enum xmodem_state state) {
  xmodem->state = state;
  memset(xmodem->answer, kCan, sizeof(xmodem->answer));
  xmodem->answer_count = sizeof(xmodem->answer);
}

void xmodem_give_up(struct xmodem *xmodem) { end(xmodem, XMODEM_CANCELLED); }

void xmodem_begin(struct xmodem *xmodem, void *memory, size_t capacity) {
  *xmodem = (struct xmodem){
      .state = XMODEM_RUNS,
      .memory = memory,
      .capacity = capacity,
      .next_number = 1,
  };
  answer(xmodem, kAskForCrc);
}

// --- Silence ----------------------------------------------------------------

unsigned xmodem_patience_ms(const struct xmodem *xmodem) {
  switch (xmodem->phase) {
    case XMODEM_RUBBISH:
      return 200;
    case XMODEM_BETWEEN:
      return 3000;
    default:
      return 1000;
  }
}

// Before the first block of data, what is missing may be the wish for it.
static bool nothing_came(const struct xmodem *xmodem) {
  return xmodem->received == 0 && xmodem->next_number == 1;
}

void xmodem_silence(struct xmodem *xmodem) {
  const unsigned max =
      xmodem->phase == XMODEM_START ? kMaxStartTries : kMaxTries;
  xmodem->answer_count = 0;
  xmodem->cancels = 0;
  xmodem->tries++;
  xmodem->errors +=
      xmodem->phase == XMODEM_BLOCK || xmodem->phase == XMODEM_RUBBISH;
  if (xmodem->tries < max) {
    if (xmodem->phase != XMODEM_START) {
      xmodem->phase = XMODEM_BETWEEN;
    }
    answer(xmodem, xmodem->is_over || nothing_came(xmodem) ? kAskForCrc : kNak);
  } else if (xmodem->is_over) {
    // Only the word that it was the last file is missing.
    xmodem->state = XMODEM_DONE;
  } else {
    end(xmodem, xmodem->phase == XMODEM_START ? XMODEM_NO_SENDER : XMODEM_LOST);
  }
}

// --- Blocks -----------------------------------------------------------------

// CRC-16 of CCITT, most significant bit first; 0 over what ends with its own.
static uint16_t crc16(const unsigned char *bytes, size_t count) {
  const uint16_t kPolynomial = 0x1021;
  uint16_t crc = 0;
  for (size_t i = 0; i < count; i++) {
    crc ^= (uint16_t)(bytes[i] << 8);
    for (int bit = 0; bit < 8; bit++) {
      const bool carry = (crc & 0x8000) != 0;
      crc = (uint16_t)(crc << 1) ^ (carry ? kPolynomial : 0);
    }
  }
  return crc;
}

static const unsigned char *data_of(const struct xmodem *xmodem) {
  return &xmodem->block[kNumberBytes];
}

static size_t data_bytes(const struct xmodem *xmodem) {
  return xmodem->wanted - kNumberBytes - kCrcBytes;
}

static bool is_whole(const struct xmodem *xmodem) {
  return (xmodem->block[0] ^ xmodem->block[1]) == 0xff &&
         crc16(data_of(xmodem), xmodem->wanted - kNumberBytes) == 0;
}

// The name and its 0, and the size in decimal. The block, CRC and all, need not
// have a 0.
static void read_header(struct xmodem *xmodem) {
  const char *at = (const char *)data_of(xmodem);
  const char *const limit = at + data_bytes(xmodem);
  size_t i = 0;
  for (; at < limit && *at != 0; at++) {
    if (i < sizeof(xmodem->name) - 1) {
      xmodem->name[i] = *at;
      if (*at < ' ' || *at > '~') {
        xmodem->name[i] = '?';
      }
      i++;
    }
  }
  xmodem->name[i] = '\0';
  size_t size = 0;
  for (at++; at < limit && *at >= '0' && *at <= '9'; at++) {
    const size_t digit = (size_t)(*at - '0');
    size = size > (SIZE_MAX - digit) / 10 ? SIZE_MAX : size * 10 + digit;
  }
  xmodem->size = size;
}

static void take_header(struct xmodem *xmodem) {
  if (data_of(xmodem)[0] == 0) {
    // Of a batch of no files.
    answer(xmodem, kAck);
    xmodem->state = XMODEM_CANCELLED;
    return;
  }
  xmodem->is_batch = true;
  read_header(xmodem);
  if (xmodem->size > xmodem->capacity) {
    end(xmodem, XMODEM_TOO_LARGE);
    return;
  }
  answer(xmodem, kAck);
  answer(xmodem, kAskForCrc);
}

static void take_data(struct xmodem *xmodem) {
  size_t count = data_bytes(xmodem);
  if (xmodem->size != 0 && count > xmodem->size - xmodem->received) {
    count = xmodem->size - xmodem->received;
  }
  if (count > xmodem->capacity - xmodem->received) {
    end(xmodem, XMODEM_TOO_LARGE);
    return;
  }
  memcpy(xmodem->memory + xmodem->received, data_of(xmodem), count);
  xmodem->received += count;
  xmodem->next_number++;
  answer(xmodem, kAck);
}

// Behind the file. One is all there is room for.
static void take_next_header(struct xmodem *xmodem) {
  if (data_of(xmodem)[0] == 0) {
    answer(xmodem, kAck);
    xmodem->state = XMODEM_DONE;
  } else {
    end(xmodem, XMODEM_DONE);
  }
}

static void take_block(struct xmodem *xmodem) {
  const uint8_t number = xmodem->block[0];
  xmodem->tries = 0;
  if (xmodem->is_over) {
    take_next_header(xmodem);
  } else if (number == 0 && nothing_came(xmodem)) {
    // Perhaps once more, as the answer was lost.
    take_header(xmodem);
  } else if (number == xmodem->next_number) {
    take_data(xmodem);
  } else if (number == (uint8_t)(xmodem->next_number - 1)) {
    answer(xmodem, kAck);
  } else {
    end(xmodem, XMODEM_LOST);
  }
}

// --- Bytes ------------------------------------------------------------------

// The first might be an error of the line: the sender is asked again (7.3.2).
static void take_end(struct xmodem *xmodem) {
  xmodem->ends++;
  if (xmodem->ends == 1) {
    answer(xmodem, kNak);
  } else if (xmodem->received < xmodem->size) {
    end(xmodem, XMODEM_LOST);
  } else if (xmodem->is_batch) {
    xmodem->is_over = true;
    answer(xmodem, kAck);
    answer(xmodem, kAskForCrc);
  } else {
    answer(xmodem, kAck);
    xmodem->state = XMODEM_DONE;
  }
}

static void take_control(struct xmodem *xmodem, uint8_t byte) {
  xmodem->cancels = byte == kCan ? xmodem->cancels + 1 : 0;
  if (byte == kSoh || byte == kStx) {
    xmodem->phase = XMODEM_BLOCK;
    xmodem->wanted = kNumberBytes +
                     (byte == kSoh ? kShortBlock : XMODEM_BLOCK_BYTES) +
                     kCrcBytes;
    xmodem->count = 0;
  } else if (byte == kEot) {
    take_end(xmodem);
  } else if (xmodem->cancels == kCancels) {
    xmodem->state = XMODEM_CANCELLED;
  } else if (byte != kCan && xmodem->phase != XMODEM_START) {
    // Before the first block, people may be typing.
    xmodem->phase = XMODEM_RUBBISH;
  }
}

static void take_byte_of_block(struct xmodem *xmodem, uint8_t byte) {
  xmodem->block[xmodem->count++] = byte;
  if (xmodem->count != xmodem->wanted) {
    return;
  }
  xmodem->ends = 0;
  if (is_whole(xmodem)) {
    xmodem->phase = XMODEM_BETWEEN;
    take_block(xmodem);
  } else {
    xmodem->phase = XMODEM_RUBBISH;
  }
}

void xmodem_feed(struct xmodem *xmodem, uint8_t byte) {
  xmodem->answer_count = 0;
  if (xmodem->phase == XMODEM_BLOCK) {
    take_byte_of_block(xmodem, byte);
  } else if (xmodem->phase != XMODEM_RUBBISH) {
    take_control(xmodem, byte);
  }
}
