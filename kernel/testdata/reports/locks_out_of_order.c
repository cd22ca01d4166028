// SPDX-License-Identifier: Apache-2.0
// Nobody waits: two cores that did the one and the other at the same time
// would.
#include <stdint.h>

#include "kernel/spinlock.h"

static struct spinlock a;
static struct spinlock b;

[[gnu::noinline]] static void forward(void) {
  const uintptr_t outer = spinlock_acquire(&a);
  const uintptr_t inner = spinlock_acquire(&b);
  spinlock_release(&b, inner);
  spinlock_release(&a, outer);
}

[[gnu::noinline]] static void backward(void) {
  const uintptr_t outer = spinlock_acquire(&b);
  const uintptr_t inner = spinlock_acquire(&a);
  spinlock_release(&a, inner);
  spinlock_release(&b, outer);
}

int main(void) {
  forward();
  forward();
  backward();
  return 0;
}
