// SPDX-License-Identifier: Apache-2.0
/**
 * @file Requests to a debugger or emulator. Source: Arm, "Semihosting for
 * AArch32 and AArch64".
 *
 * The instruction that makes a request is undefined on hardware that nobody
 * debugs. The exception vectors know its address and answer -1 instead.
 */
#ifndef DAEDALUS_KERNEL_SEMIHOSTING_H_
#define DAEDALUS_KERNEL_SEMIHOSTING_H_

#include <stdint.h>

/**
 * Makes one request.
 *
 * @param operation  number of the request, "SYS_..." in the specification.
 * @param block      its arguments; what lies there depends on the operation.
 * @return what the operation returns; -1 if nobody answered.
 */
intptr_t semihosting_call(uint32_t operation, const void *block);

/**
 * Asks the emulator to exit with `code`, 0 to 255. Returns only if nobody
 * took the request.
 */
void semihosting_exit(unsigned code);

#endif  // DAEDALUS_KERNEL_SEMIHOSTING_H_
