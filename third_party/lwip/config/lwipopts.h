// SPDX-License-Identifier: Apache-2.0
/** @file lwIP's options: only its heap, for one thread, without statistics. */
#ifndef DAEDALUS_THIRD_PARTY_LWIP_CONFIG_LWIPOPTS_H_
#define DAEDALUS_THIRD_PARTY_LWIP_CONFIG_LWIPOPTS_H_

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_STATS 0
#define MEM_ALIGNMENT 16

// More than 64000: 32-bit indices. lwip_heap.c replaces it.
#define MEM_SIZE 1000000

// What else lwIP wants to be consistent.
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_TCP 0
#define LWIP_UDP 0

#endif  // DAEDALUS_THIRD_PARTY_LWIP_CONFIG_LWIPOPTS_H_
