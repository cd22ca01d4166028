// SPDX-License-Identifier: Apache-2.0
/** @file "BCM2711 ARM Peripherals", 6.5.1. */
#include "tests/smp/gic.h"

const struct gic gic = {.distributor = 0xff841000, .cpu_interface = 0xff842000};
