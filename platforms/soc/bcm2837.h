// SPDX-License-Identifier: Apache-2.0
/**
 * @file Addresses of the BCM2837 and the BCM2836, as the Arm cores see them.
 * Source: "BCM2835 ARM Peripherals", 1.2.3 and the chapter of each block, with
 * the base that these two chips have instead of 0x20000000.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_BCM2837_H_
#define DAEDALUS_PLATFORMS_SOC_BCM2837_H_

#define BCM2837_PERIPHERALS_BASE 0x3f000000u

#define BCM2837_PM_BASE (BCM2837_PERIPHERALS_BASE + 0x100000u)
#define BCM2837_GPIO_BASE (BCM2837_PERIPHERALS_BASE + 0x200000u)   // 6.1
#define BCM2837_UART0_BASE (BCM2837_PERIPHERALS_BASE + 0x201000u)  // 13.4

#endif  // DAEDALUS_PLATFORMS_SOC_BCM2837_H_
