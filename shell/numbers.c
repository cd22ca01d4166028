// SPDX-License-Identifier: Apache-2.0
#include "shell/numbers.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static unsigned digit_of(char byte) {
  if (byte >= '0' && byte <= '9') {
    return (unsigned)(byte - '0');
  }
  if (byte >= 'a' && byte <= 'f') {
    return (unsigned)(byte - 'a') + 10;
  }
  return byte >= 'A' && byte <= 'F' ? (unsigned)(byte - 'A') + 10 : 16;
}

// Returns what follows the digits, or null if there are none or too many.
static const char *read_digits(const char *text, unsigned base,
                               uint64_t *value) {
  const char *const begin = text;
  *value = 0;
  for (; digit_of(*text) < base; text++) {
    if (__builtin_mul_overflow(*value, base, value) ||
        __builtin_add_overflow(*value, digit_of(*text), value)) {
      return nullptr;
    }
  }
  return text == begin ? nullptr : text;
}

bool number_parse(const char *text, uint64_t *value) {
  unsigned base = 10;
  if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
  } else if (text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) {
    base = 2;
  }
  uint64_t number;
  text = read_digits(base == 10 ? text : &text[2], base, &number);
  if (text == nullptr) {
    return false;
  }
  static const char kSuffixes[] = "kKmMgG";
  const char *suffix = *text == '\0' ? nullptr : strchr(kSuffixes, *text);
  if (suffix != nullptr) {
    const unsigned shift = 10 * (unsigned)((suffix - kSuffixes) / 2 + 1);
    if (number > UINT64_MAX >> shift) {
      return false;
    }
    number <<= shift;
    text++;
  }
  if (*text != '\0') {
    return false;
  }
  *value = number;
  return true;
}

static const struct {
  char name[3];
  uint64_t ns;
} kUnits[] = {
    {"", 1000000000}, {"s", 1000000000},   {"ms", 1000000},       {"us", 1000},
    {"ns", 1},        {"m", 60000000000u}, {"h", 3600000000000u},
};

bool duration_parse(const char *text, uint64_t *duration_ns) {
  static const uint64_t kLongestNs = 100u * 365 * 86400 * 1000000000ull;
  uint64_t whole;
  const char *end = read_digits(text, 10, &whole);
  if (end == nullptr) {
    return false;
  }
  const char *fraction = end;
  if (*end == '.') {
    fraction = ++end;
    end += strspn(end, "0123456789");
    if (end == fraction) {
      return false;
    }
  }
  for (size_t i = 0; i < sizeof(kUnits) / sizeof(kUnits[0]); i++) {
    if (strcmp(end, kUnits[i].name) != 0) {
      continue;
    }
    uint64_t unit = kUnits[i].ns;
    if (whole > kLongestNs / unit) {
      return false;
    }
    uint64_t ns = whole * unit;
    for (; fraction != end && unit >= 10; fraction++) {
      unit /= 10;
      ns += unit * digit_of(*fraction);
    }
    *duration_ns = ns;
    return true;
  }
  return false;
}
