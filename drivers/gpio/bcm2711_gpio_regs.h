// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the BCM2711's GPIO block: byte offsets.
 * Sections: "BCM2711 ARM Peripherals", chapter 5.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_

// 5.2, function select: 6 registers, 10 pins each, 3 bits per pin.
#define BCM2711_GPFSEL0 0x00
// 5.2, output set and clear: 2 registers each, 1 bit per pin. Write-only: a
// read gives a constant, so a read-modify-write would drive foreign pins.
#define BCM2711_GPSET0 0x1c
#define BCM2711_GPCLR0 0x28
// 5.2, level: 2 registers, 1 bit per pin.
#define BCM2711_GPLEV0 0x34
// 5.2, pull-up and pull-down control: 4 registers, 16 pins each, 2 bits per
// pin. The BCM2835's GPPUD with its clocks is not there any more.
#define BCM2711_GPIO_PUP_PDN_CNTRL0 0xe4

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_
