// SPDX-License-Identifier: Apache-2.0
// A fault three calls down.
#include <stdint.h>

int middle(const uint32_t *words);
int bottom(const uint32_t *words);

// Not the last thing they do: such a call would be a jump.
[[gnu::noinline]] int bottom(const uint32_t *words) {
  return (int)*(const volatile uint32_t *)words;
}

[[gnu::noinline]] int middle(const uint32_t *words) {
  return bottom(words) + 1;
}

int main(void) {
  static uint32_t words[2];
  // Volatile: a compiler that knows the address would load single bytes.
  volatile uintptr_t misaligned = (uintptr_t)words + 1;
  return middle((const uint32_t *)misaligned) + 1;
}
