// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi 2. */
#include "kernel/board.h"

#include "platforms/soc/raspberry_pi.h"

const struct board board = {
    .name = "rpi2",
    .soc = "BCM2836",
    .cpu = "Cortex-A7",
    RASPBERRY_PI_DEVICES,
};
