// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi 3. */
#include "kernel/board.h"

#include "platforms/soc/raspberry_pi.h"

const struct board board = {
    .name = "rpi3",
    .soc = "BCM2837",
    .cpu = "Cortex-A53",
    RASPBERRY_PI_DEVICES,
};
