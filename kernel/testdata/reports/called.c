// SPDX-License-Identifier: Apache-2.0
// A plain panic. Where its caller, and that one's, would go on may be the next
// function: they do not.
#include "kernel/panic.h"

[[noreturn]] void give_up(int reason);

[[gnu::noinline]] void give_up(int reason) { panic("reason %d", reason); }

int main(void) { give_up(5); }
