// SPDX-License-Identifier: Apache-2.0
/** @file Registers of this core that say how it is set up, for people. */
#ifndef DAEDALUS_KERNEL_REGISTERS_H_
#define DAEDALUS_KERNEL_REGISTERS_H_

#include <stdint.h>

/** One register. */
struct register_value {
  const char *name; /**< As in the architecture's manual. */
  uint64_t value;
};

/** Reads register number `index`, from 0 on, of those that this core has. ISR-
 * safe. @return false, with `value` untouched, if there are not so many. */
bool registers_read(unsigned index, struct register_value *value);

#endif  // DAEDALUS_KERNEL_REGISTERS_H_
