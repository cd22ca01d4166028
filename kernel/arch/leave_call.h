// SPDX-License-Identifier: Apache-2.0
/** @file How leave.S asks for the level above, and vectors.S answers. For
 * assembly. */
#ifndef DAEDALUS_KERNEL_ARCH_LEAVE_CALL_H_
#define DAEDALUS_KERNEL_ARCH_LEAVE_CALL_H_

// In the first register of an HVC or SMC: go on at the address in the second,
// up there. Of the numbers that Arm DEN 0028, 2.5, gives to the vendor of the
// hypervisor. Any other gets its "unknown function", -1, as an answer.
#define LEAVE_CALL 0xc6000001

#endif  // DAEDALUS_KERNEL_ARCH_LEAVE_CALL_H_
