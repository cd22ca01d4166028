// SPDX-License-Identifier: Apache-2.0
int deepen(int depth);

// NOLINTNEXTLINE(misc-no-recursion): on purpose.
[[gnu::noinline]] int deepen(int depth) {
  volatile int here = depth;
  return depth < 0 ? 0 : deepen(depth + 1) + here;
}

int main(void) { return deepen(1); }
