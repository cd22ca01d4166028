// SPDX-License-Identifier: Apache-2.0
/** @file lwIP's heap, over memory that is named at run time. Not locked. */
#ifndef DAEDALUS_THIRD_PARTY_LWIP_LWIP_HEAP_H_
#define DAEDALUS_THIRD_PARTY_LWIP_LWIP_HEAP_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Forgets all blocks and starts over with `size` bytes at `memory`. Returns
 * false, with nothing changed, if they are too few for lwIP's two headers. */
bool lwip_heap_init(void *memory, size_t size);

/** mem_malloc() and mem_free() of lwIP. Blocks are at multiples of 16. */
void *mem_malloc(uint32_t size);
void mem_free(void *block);

#endif  // DAEDALUS_THIRD_PARTY_LWIP_LWIP_HEAP_H_
