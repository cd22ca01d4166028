// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers that the BCM2711's GPIO block does not share with the
 * BCM2835's (bcm2835_pins_regs.h): byte offsets.
 * Sections: "BCM2711 ARM Peripherals", chapter 5.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_

// 5.2, pull-up and pull-down control: 4 registers, 16 pins each, 2 bits per
// pin. The BCM2835's GPPUD with its clocks is not there any more.
#define BCM2711_GPIO_PUP_PDN_CNTRL0 0xe4

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_REGS_H_
