// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers that the BCM2835's GPIO block does not share with the
 * BCM2711's (bcm2835_pins_regs.h): byte offsets.
 * Sections: "BCM2835 ARM Peripherals", chapter 6.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_REGS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_REGS_H_

// 6.1, pull-up/down: what the pins whose clock bit is set are about to get.
#define BCM2835_GPPUD 0x94
// 6.1, clock of the above: 2 registers, 1 bit per pin.
#define BCM2835_GPPUDCLK0 0x98

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_REGS_H_
