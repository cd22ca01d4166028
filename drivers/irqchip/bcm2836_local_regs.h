// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of bcm2836_local.c. Sections: Broadcom, "BCM2836 ARM-local
 * peripherals", revision 3.4 ("QA7").
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_REGS_H_
#define DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_REGS_H_

#define BCM2836_LOCAL_GPU_ROUTING 0x0c      // 4.4 which core serves the chip
#define BCM2836_LOCAL_PMU_SET 0x10          // 4.5 performance monitors: on
#define BCM2836_LOCAL_PMU_CLEAR 0x14        // 4.5 and off
#define BCM2836_LOCAL_TIMER_CONTROL 0x40    // 4.6 of core n, at + 4 n
#define BCM2836_LOCAL_MAILBOX_CONTROL 0x50  // 4.7 of core n, at + 4 n
#define BCM2836_LOCAL_IRQ_SOURCE 0x60       // 4.10 of core n, at + 4 n
#define BCM2836_LOCAL_MAILBOX_SET 0x80      // 4.8 mailbox 0 of n, at + 16 n
#define BCM2836_LOCAL_MAILBOX_3_SET 0x8c    // 4.8 mailbox 3 of n, at + 16 n
#define BCM2836_LOCAL_MAILBOX_CLEAR 0xc0    // 4.8 read, and clear, at + 16 n
#define BCM2836_LOCAL_MAILBOX_3_CLEAR 0xcc  // 4.8 mailbox 3 of n, likewise

#endif  // DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_REGS_H_
