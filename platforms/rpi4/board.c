// SPDX-License-Identifier: Apache-2.0
/** @file Raspberry Pi 4. */
#include "kernel/board.h"

#include "platforms/soc/raspberry_pi.h"

const struct board board = {
    .name = "rpi4",
    .soc = "BCM2711",
    .cpu = "Cortex-A72",
    RASPBERRY_PI_DEVICES,
};
