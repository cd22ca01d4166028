// SPDX-License-Identifier: Apache-2.0
/**
 * @file Addresses of the BCM2835, as the Arm core sees them.
 * Source: "BCM2835 ARM Peripherals", 1.2.3 and the chapter of each block.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_BCM2835_H_
#define DAEDALUS_PLATFORMS_SOC_BCM2835_H_

#define BCM2835_PERIPHERALS_BASE 0x20000000u

#define BCM2835_PM_BASE (BCM2835_PERIPHERALS_BASE + 0x100000u)
#define BCM2835_GPIO_BASE (BCM2835_PERIPHERALS_BASE + 0x200000u)   // 6.1
#define BCM2835_UART0_BASE (BCM2835_PERIPHERALS_BASE + 0x201000u)  // 13.4

#endif  // DAEDALUS_PLATFORMS_SOC_BCM2835_H_
