// SPDX-License-Identifier: Apache-2.0
/** @file A table-free UTF-8 decoder and a short table of widths. */
#include "shell/utf8.h"

#include <stddef.h>
#include <stdint.h>

struct width_range {
  uint32_t first;
  uint32_t last : 24;
  uint32_t columns : 8;
};

// The blocks people meet; every other code point is one column. Sorted.
static const struct width_range kWidths[] = {
    {0x0300, 0x036f, 0},    // combining diacritical marks
    {0x1100, 0x115f, 2},    // Hangul jamo, leading consonants
    {0x200b, 0x200f, 0},    // zero-width space to right-to-left mark
    {0x20d0, 0x20ff, 0},    // combining marks for symbols
    {0x2e80, 0x303e, 2},    // CJK radicals and punctuation
    {0x3041, 0x33ff, 2},    // kana, bopomofo, CJK compatibility
    {0x3400, 0x4dbf, 2},    // CJK extension A
    {0x4e00, 0xa4cf, 2},    // CJK, Yi
    {0xac00, 0xd7a3, 2},    // Hangul syllables
    {0xf900, 0xfaff, 2},    // CJK compatibility ideographs
    {0xfe00, 0xfe0f, 0},    // variation selectors
    {0xfe30, 0xfe6f, 2},    // CJK compatibility forms
    {0xff00, 0xff60, 2},    // full-width forms
    {0xffe0, 0xffe6, 2},    // full-width signs
    {0x1f300, 0x1f64f, 2},  // pictographs, faces
    {0x1f680, 0x1f6ff, 2},  // transport
    {0x1f900, 0x1faff, 2},  // more pictographs
    {0x20000, 0x3fffd, 2},  // CJK extensions B and later
};

static size_t columns_of(uint32_t code_point) {
  for (size_t i = 0; i < sizeof(kWidths) / sizeof(kWidths[0]); i++) {
    if (code_point < kWidths[i].first) {
      return 1;
    }
    if (code_point <= kWidths[i].last) {
      return kWidths[i].columns;
    }
  }
  return 1;
}

static uint32_t begin(struct utf8_decoder *decoder, uint8_t byte) {
  decoder->remaining = 0;
  if (byte < 0x80) {
    return byte;
  }
  if (byte < 0xc2 || byte > 0xf4) {
    return kUtf8Invalid;
  }
  decoder->low = 0x80;
  decoder->high = 0xbf;
  if (byte < 0xe0) {
    decoder->remaining = 1;
    decoder->code_point = byte & 0x1f;
  } else if (byte < 0xf0) {
    decoder->remaining = 2;
    decoder->code_point = byte & 0x0f;
    if (byte == 0xe0) {
      decoder->low = 0xa0;  // else overlong
    } else if (byte == 0xed) {
      decoder->high = 0x9f;  // else a surrogate
    }
  } else {
    decoder->remaining = 3;
    decoder->code_point = byte & 0x07;
    if (byte == 0xf0) {
      decoder->low = 0x90;  // else overlong
    } else if (byte == 0xf4) {
      decoder->high = 0x8f;  // else above U+10FFFF
    }
  }
  return kUtf8Incomplete;
}

uint32_t utf8_decode(struct utf8_decoder *decoder, uint8_t byte) {
  if (decoder->remaining == 0 || byte < decoder->low || byte > decoder->high) {
    return begin(decoder, byte);
  }
  decoder->code_point = decoder->code_point << 6 | (byte & 0x3f);
  decoder->low = 0x80;
  decoder->high = 0xbf;
  decoder->remaining--;
  return decoder->remaining == 0 ? decoder->code_point : kUtf8Incomplete;
}

size_t utf8_encode(uint32_t code_point, char bytes[static kUtf8MaxBytes]) {
  if (code_point < 0x80) {
    bytes[0] = (char)code_point;
    return 1;
  }
  size_t count = 0;
  if (code_point < 0x800) {
    bytes[count++] = (char)(0xc0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      bytes[count++] = (char)(0xe0 | code_point >> 12);
    } else {
      bytes[count++] = (char)(0xf0 | code_point >> 18);
      bytes[count++] = (char)(0x80 | (code_point >> 12 & 0x3f));
    }
    bytes[count++] = (char)(0x80 | (code_point >> 6 & 0x3f));
  }
  bytes[count++] = (char)(0x80 | (code_point & 0x3f));
  return count;
}

static bool is_continuation(char byte) {
  return ((uint8_t)byte & 0xc0) == 0x80;
}

size_t utf8_previous(const char *text, size_t offset) {
  do {
    offset--;
  } while (offset != 0 && is_continuation(text[offset]));
  return offset;
}

size_t utf8_next(const char *text, size_t length, size_t offset) {
  do {
    offset++;
  } while (offset < length && is_continuation(text[offset]));
  return offset;
}

size_t utf8_columns(const char *text, size_t length) {
  struct utf8_decoder decoder = {0};
  size_t columns = 0;
  for (size_t i = 0; i < length; i++) {
    const uint32_t code_point = utf8_decode(&decoder, (uint8_t)text[i]);
    if (code_point <= kUtf8MaxCodePoint) {
      columns += columns_of(code_point);
    }
  }
  return columns;
}
