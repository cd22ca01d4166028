// SPDX-License-Identifier: Apache-2.0
/** @file Registers of bcm2835_ic.c. Sections: "BCM2835 ARM Peripherals". */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_REGS_H_
#define DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_REGS_H_

// 7.5. The block's registers begin 0x200 after the base in that table.
#define BCM2835_IC_BASIC_PENDING 0x00
#define BCM2835_IC_PENDING_1 0x04
#define BCM2835_IC_PENDING_2 0x08
#define BCM2835_IC_FIQ_CONTROL 0x0c
#define BCM2835_IC_ENABLE_1 0x10
#define BCM2835_IC_ENABLE_2 0x14
#define BCM2835_IC_ENABLE_BASIC 0x18
#define BCM2835_IC_DISABLE_1 0x1c
#define BCM2835_IC_DISABLE_2 0x20
#define BCM2835_IC_DISABLE_BASIC 0x24

// Of BASIC_PENDING: the Arm's own. Above are hints at the other two registers.
#define BCM2835_IC_BASIC_ARM 0xffu

#endif  // DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_REGS_H_
