// SPDX-License-Identifier: Apache-2.0
/** @file Registers of bcm2835_timer.c. Sections: "BCM2835 ARM Peripherals". */
#ifndef DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_REGS_H_
#define DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_REGS_H_

// 12.1.
#define BCM2835_TIMER_CS 0x00   // which channels have matched
#define BCM2835_TIMER_CLO 0x04  // counter, lower half
#define BCM2835_TIMER_CHI 0x08  // counter, upper half
#define BCM2835_TIMER_C0 0x0c   // what channel 0 waits for; a row of four

#endif  // DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_REGS_H_
