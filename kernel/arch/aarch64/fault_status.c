// SPDX-License-Identifier: Apache-2.0
#include "kernel/arch/aarch64/fault_status.h"

#include <stddef.h>

const char *fault_status_text(unsigned code) {
  // DDI 0487, D19.2.40. Four in a row: the last two bits are the level of the
  // table walk. The codes in the gaps are reserved or those of extensions.
  static const struct {
    unsigned first;
    unsigned last;
    const char *text;
  } kFaults[] = {
      {0x00, 0x03, "address size fault"},
      {0x04, 0x07, "translation fault"},
      {0x08, 0x0b, "access flag fault"},
      {0x0c, 0x0f, "permission fault"},
      {0x10, 0x10, "external abort"},
      {0x14, 0x17, "external abort on a table walk"},
      {0x21, 0x21, "alignment fault"},
      {0x30, 0x30, "TLB conflict"},
      {0x31, 0x31, "unsupported hardware update of a table"},
  };
  for (size_t i = 0; i < sizeof(kFaults) / sizeof(kFaults[0]); i++) {
    if (code >= kFaults[i].first && code <= kFaults[i].last) {
      return kFaults[i].text;
    }
  }
  return "unknown fault";
}

int fault_status_level(unsigned code) {
  const bool is_of_a_walk = code < 0x10 || (code >= 0x14 && code <= 0x17);
  return is_of_a_walk ? (int)(code & 3) : -1;
}
