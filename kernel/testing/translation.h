// SPDX-License-Identifier: Apache-2.0
/** @file What the MMU makes of an address: it is asked, not the tables. */
#ifndef DAEDALUS_KERNEL_TESTING_TRANSLATION_H_
#define DAEDALUS_KERNEL_TESTING_TRANSLATION_H_

#include <stdint.h>

enum translation {
  TRANSLATION_FAULT,  /**< The access is an exception. */
  TRANSLATION_CACHED, /**< Write-back; allocating, inner shareable, or on ARMv6
                           neither. */
  TRANSLATION_UNCACHED, /**< Normal memory. */
  TRANSLATION_DEVICE,   /**< nGnRnE, strongly ordered. */
  TRANSLATION_ODD,      /**< Another memory, or another address. */
};

/** Of a read by the kernel. */
enum translation translation_of_read(uintptr_t address);

/** Of a write by the kernel. */
enum translation translation_of_write(uintptr_t address);

#endif  // DAEDALUS_KERNEL_TESTING_TRANSLATION_H_
