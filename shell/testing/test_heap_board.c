// SPDX-License-Identifier: Apache-2.0
#include "shell/testing/test_heap.h"

// The kernel has given it all that there is.
void test_heap_begin(void) {}
