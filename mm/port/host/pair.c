// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/port.h"

#if SIZE_MAX > UINT32_MAX
__extension__ typedef unsigned __int128 mm_port_pair __attribute__((may_alias));
#else
typedef uint64_t mm_port_pair __attribute__((may_alias));
#endif

_Static_assert(sizeof(mm_port_pair) == 2 * sizeof(size_t), "two words");

// x86-64 has had the instruction since its second year, but compilers want to
// be told, and forget it once the function is inlined.
#ifdef __x86_64__
__attribute__((noinline, target("cx16")))
#endif
bool mm_port_swap_pair(void *pair, const size_t expected[2],
                       const size_t wanted[2]) {
  mm_port_pair before;
  mm_port_pair after;
  __builtin_memcpy(&before, expected, sizeof(before));
  __builtin_memcpy(&after, wanted, sizeof(after));
  // Not C11's functions: of two words, they are calls of a library.
  return __sync_bool_compare_and_swap((mm_port_pair *)pair, before, after);
}
