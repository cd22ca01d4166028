// SPDX-License-Identifier: Apache-2.0
/**
 * @file Addresses of the BCM2711, as the Arm cores see them in "low
 * peripheral" mode. Source: "BCM2711 ARM Peripherals", 1.2 and the chapter of
 * each block.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_BCM2711_H_
#define DAEDALUS_PLATFORMS_SOC_BCM2711_H_

#define BCM2711_PERIPHERALS_BASE 0xfe000000u

#define BCM2711_PM_BASE (BCM2711_PERIPHERALS_BASE + 0x100000u)
#define BCM2711_GPIO_BASE (BCM2711_PERIPHERALS_BASE + 0x200000u)   // 5.2
#define BCM2711_UART0_BASE (BCM2711_PERIPHERALS_BASE + 0x201000u)  // 11.5

#endif  // DAEDALUS_PLATFORMS_SOC_BCM2711_H_
