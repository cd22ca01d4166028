// SPDX-License-Identifier: Apache-2.0
/** @file What lwIP asks of the compiler: nothing but that asserts are off, as
 * in a product. */
#ifndef DAEDALUS_THIRD_PARTY_LWIP_CONFIG_ARCH_CC_H_
#define DAEDALUS_THIRD_PARTY_LWIP_CONFIG_ARCH_CC_H_

#define LWIP_NOASSERT
#define LWIP_NO_CTYPE_H 1
#define LWIP_NO_UNISTD_H 1
#define SSIZE_MAX INT_MAX

#endif  // DAEDALUS_THIRD_PARTY_LWIP_CONFIG_ARCH_CC_H_
