// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the power manager of BCM2835 and successors: byte offsets
 * and bits. No public manual describes the block; names and values are those
 * that the Raspberry Pi's own firmware and operating system go by.
 */
#ifndef DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_REGS_H_
#define DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_REGS_H_

#define BCM2835_PM_RSTC 0x1c  // reset control
#define BCM2835_PM_RSTS 0x20  // reset status; keeps its bits over a reset
#define BCM2835_PM_WDOG 0x24  // watchdog: ticks of 1/65536 s to go

// Upper byte of every write; without it the write is ignored.
#define BCM2835_PM_PASSWORD 0x5a000000u

#define BCM2835_PM_RSTC_WRCFG_MASK 0x30u
#define BCM2835_PM_RSTC_WRCFG_FULL_RESET 0x20u

// The boot partition, one bit in two, for the firmware that starts next. 63
// means: none, stay halted.
#define BCM2835_PM_RSTS_PARTITION_MASK 0x555u
#define BCM2835_PM_RSTS_PARTITION_HALT 0x555u

#endif  // DAEDALUS_DRIVERS_WATCHDOG_BCM2835_PM_REGS_H_
