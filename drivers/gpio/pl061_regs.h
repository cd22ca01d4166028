// SPDX-License-Identifier: Apache-2.0
/**
 * @file PL061 registers: byte offsets. One bit per pin in each, bits 31:8 are
 * reserved. Sections: Arm DDI 0190B, chapter 3.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_PL061_REGS_H_
#define DAEDALUS_DRIVERS_GPIO_PL061_REGS_H_

// 3.3, data: address bits 9:2 say which pins an access is about. Others read as
// 0 and keep what they have.
#define PL061_DATA(pins) (4u * (pins))
// 3.3, direction: 1 is output.
#define PL061_DIR 0x400
// 3.3, interrupt sense: 1 is a level, 0 an edge.
#define PL061_IS 0x404
// 3.3, interrupt both edges: 1 is both, 0 what IEV says.
#define PL061_IBE 0x408
// 3.3, interrupt event: 1 is rising or high, 0 falling or low.
#define PL061_IEV 0x40c
// 3.3, interrupt mask: 1 lets the pin's interrupt through.
#define PL061_IE 0x410
// 3.3, masked interrupt status: what is pending and let through.
#define PL061_MIS 0x418
// 3.3, interrupt clear: writing 1 forgets an edge.
#define PL061_IC 0x41c
// 3.3, mode control select: 1 is hardware control.
#define PL061_AFSEL 0x420

#endif  // DAEDALUS_DRIVERS_GPIO_PL061_REGS_H_
