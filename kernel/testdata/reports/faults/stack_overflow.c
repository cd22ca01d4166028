// SPDX-License-Identifier: Apache-2.0
// NOLINTNEXTLINE(misc-no-recursion): on purpose.
static int deepen(int depth) {
  volatile int here = depth;
  return depth < 0 ? 0 : deepen(depth + 1) + here;
}

int main(void) { return deepen(1); }
