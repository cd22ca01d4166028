// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers that the GPIO blocks of the BCM2835 and of the BCM2711 have
 * in common: byte offsets.
 * Sections: "BCM2835 ARM Peripherals" 6.1, "BCM2711 ARM Peripherals" 5.2.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_REGS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_REGS_H_

// Function select: 6 registers, 10 pins each, 3 bits per pin.
#define BCM2835_GPFSEL0 0x00
// Output set and clear: 2 registers each, 1 bit per pin. Write-only: a read
// gives a constant, so a read-modify-write would drive foreign pins.
#define BCM2835_GPSET0 0x1c
#define BCM2835_GPCLR0 0x28
// Level: 2 registers, 1 bit per pin.
#define BCM2835_GPLEV0 0x34
// Event detect status: 2 registers, 1 bit per pin, cleared by writing 1. A bit
// whose level lasts stays set.
#define BCM2835_GPEDS0 0x40
// Detection of rising and falling edges and of high and low levels: 2
// registers each, 1 bit per pin. Edges as the system clock samples them, three
// times, so shorter spikes are none.
#define BCM2835_GPREN0 0x4c
#define BCM2835_GPFEN0 0x58
#define BCM2835_GPHEN0 0x64
#define BCM2835_GPLEN0 0x70
// Detection of edges without a clock. Never turned on.
#define BCM2835_GPAREN0 0x7c
#define BCM2835_GPAFEN0 0x88

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_REGS_H_
