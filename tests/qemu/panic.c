// SPDX-License-Identifier: Apache-2.0
#include "kernel/panic.h"

int main(void) { panic("out of %s", "luck"); }
