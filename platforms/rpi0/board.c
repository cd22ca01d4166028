// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi Zero and 1. */
#include "kernel/board.h"

#include "platforms/soc/raspberry_pi.h"

const struct board board = {
    .name = "rpi0",
    .soc = "BCM2835",
    .cpu = "ARM1176JZF-S",
    RASPBERRY_PI_DEVICES,
};
