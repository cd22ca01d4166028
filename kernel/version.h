// SPDX-License-Identifier: Apache-2.0
/** @file Name and version of the product: here and nowhere else. */
#ifndef DAEDALUS_KERNEL_VERSION_H_
#define DAEDALUS_KERNEL_VERSION_H_

#define DAEDALUS_NAME "Daedalus"
#define DAEDALUS_VERSION "0.1.0"

#endif  // DAEDALUS_KERNEL_VERSION_H_
