// SPDX-License-Identifier: Apache-2.0
#include "kernel/arch/arm/fault_status.h"

#include <stddef.h>

static bool is_long_format(uint32_t fsr) {
  const uint32_t kLongFormat = 1u << 9;
  return (fsr & kLongFormat) != 0;
}

static unsigned short_code(uint32_t fsr) {
  return (fsr & 0xf) | (fsr >> 6 & 0x10);
}

// DDI 0406C, table B3-24. The last two bits of some are the level of the table
// walk.
static const char *long_format_text(unsigned code) {
  static const struct {
    unsigned first;
    unsigned last;
    const char *text;
  } kFaults[] = {
      {0x04, 0x07, "translation fault"},
      {0x08, 0x0b, "access flag fault"},
      {0x0c, 0x0f, "permission fault"},
      {0x10, 0x10, "external abort"},
      {0x11, 0x11, "late external abort"},
      {0x14, 0x17, "external abort on a table walk"},
      {0x18, 0x18, "parity error"},
      {0x19, 0x19, "late parity error"},
      {0x21, 0x21, "alignment fault"},
      {0x22, 0x22, "debug event"},
      {0x30, 0x30, "TLB conflict"},
  };
  for (size_t i = 0; i < sizeof(kFaults) / sizeof(kFaults[0]); i++) {
    if (code >= kFaults[i].first && code <= kFaults[i].last) {
      return kFaults[i].text;
    }
  }
  return "unknown fault";
}

const char *fault_status_text(uint32_t fsr) {
  if (is_long_format(fsr)) {
    return long_format_text(fsr & 0x3f);
  }
  // DDI 0406C, table B3-23. Those in the gaps are reserved, or cannot be
  // without what is not implemented here.
  static const struct {
    unsigned code;
    const char *text;
  } kFaults[] = {
      {0x01, "alignment fault"},
      {0x02, "debug event"},
      {0x03, "access flag fault"},
      {0x04, "instruction cache maintenance fault"},
      {0x05, "translation fault"},
      {0x06, "access flag fault"},
      {0x07, "translation fault"},
      {0x08, "external abort"},
      {0x09, "domain fault"},
      {0x0b, "domain fault"},
      {0x0c, "external abort on a table walk"},
      {0x0d, "permission fault"},
      {0x0e, "external abort on a table walk"},
      {0x0f, "permission fault"},
      {0x10, "TLB conflict"},
      {0x16, "late external abort"},
      {0x18, "late parity error"},
      {0x19, "parity error"},
  };
  const unsigned code = short_code(fsr);
  for (size_t i = 0; i < sizeof(kFaults) / sizeof(kFaults[0]); i++) {
    if (kFaults[i].code == code) {
      return kFaults[i].text;
    }
  }
  return "unknown fault";
}

int fault_status_level(uint32_t fsr) {
  if (is_long_format(fsr)) {
    const unsigned code = fsr & 0x3f;
    const bool is_of_a_walk =
        (code >= 0x04 && code <= 0x0f) || (code >= 0x14 && code <= 0x17);
    return is_of_a_walk ? (int)(code & 3) : -1;
  }
  switch (short_code(fsr)) {
    case 0x03:
    case 0x05:
    case 0x09:
    case 0x0c:
    case 0x0d:
      return 1;
    case 0x06:
    case 0x07:
    case 0x0b:
    case 0x0e:
    case 0x0f:
      return 2;
    default:
      return -1;
  }
}
