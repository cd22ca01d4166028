// SPDX-License-Identifier: Apache-2.0
/**
 * @file Accesses to memory that may not be there.
 *
 * Each function makes one access of its size, and waits for its outcome. If it
 * is aborted (nothing answers, no translation, no permission), execution goes
 * on here with an error in place of a report. On 32-bit Arm, 64 bits are two
 * words.
 *
 * Some chips answer an access to nothing with an error that comes late: it is
 * waited for, and taken for this access's, as far as the core lets us
 * (DSB; on AArch64 it need not). Others answer with rubbish and no error.
 *
 * Masks nothing and holds nothing: may be called from anywhere, interrupt and
 * exception handlers included, on several cores at once.
 *
 * All return STATUS_INVALID_ARGUMENT, with nothing accessed, if `address` is
 * not a multiple of the size, and STATUS_IO if the access was aborted. On any
 * error `value` is as it was.
 */
#ifndef DAEDALUS_KERNEL_PROBE_H_
#define DAEDALUS_KERNEL_PROBE_H_

#include <stdint.h>

#include "kernel/status.h"

/** Reads a byte. */
status_t probe_read8(uintptr_t address, uint8_t *value);

/** Reads 16 bits. */
status_t probe_read16(uintptr_t address, uint16_t *value);

/** Reads 32 bits. */
status_t probe_read32(uintptr_t address, uint32_t *value);

/** Reads 64 bits. */
status_t probe_read64(uintptr_t address, uint64_t *value);

/** Writes a byte. */
status_t probe_write8(uintptr_t address, uint8_t value);

/** Writes 16 bits. */
status_t probe_write16(uintptr_t address, uint16_t value);

/** Writes 32 bits. */
status_t probe_write32(uintptr_t address, uint32_t value);

/** Writes 64 bits. */
status_t probe_write64(uintptr_t address, uint64_t value);

#endif  // DAEDALUS_KERNEL_PROBE_H_
