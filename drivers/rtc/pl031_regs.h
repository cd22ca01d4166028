// SPDX-License-Identifier: Apache-2.0
/** @file PL031 registers: byte offsets and bits. Arm DDI 0224, chapter 3. */
#ifndef DAEDALUS_DRIVERS_RTC_PL031_REGS_H_
#define DAEDALUS_DRIVERS_RTC_PL031_REGS_H_

#define PL031_DR 0x00  // RTCDR: the time
#define PL031_LR 0x08  // RTCLR: the time to go on from
#define PL031_CR 0x0c  // RTCCR: control

// Read: it runs. Written: it runs from now on, and can no more be stopped.
#define PL031_CR_START (1u << 0)

#endif  // DAEDALUS_DRIVERS_RTC_PL031_REGS_H_
