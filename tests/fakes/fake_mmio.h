// SPDX-License-Identifier: Apache-2.0
/**
 * @file Device registers for host tests: a script of accesses, in order.
 *
 * A test says which reads and writes a driver shall make and what the reads
 * give, then calls the driver. An access that is not the next of the script
 * fails the cmocka test that runs, there and then; fake_mmio_done() fails it
 * if accesses are missing. A driver that must touch no register gets an empty
 * script.
 *
 *   fake_mmio_reset();
 *   fake_mmio_expect_read(0x1018, 0x90);
 *   fake_mmio_expect_write(0x1000, 'a');
 *   ...
 *   fake_mmio_done();
 */
#ifndef DAEDALUS_TESTS_FAKES_FAKE_MMIO_H_
#define DAEDALUS_TESTS_FAKES_FAKE_MMIO_H_

#include <stdint.h>

/** Longest script, in steps; fake_mmio_expect_reads() is one step. */
enum { kFakeMmioSteps = 128 };

/** Starts an empty script. Call first in every test. */
void fake_mmio_reset(void);

/** Next comes a read of `address`, which gives `value`. */
void fake_mmio_expect_read(uintptr_t address, uint32_t value);

/**
 * Next come `count` reads of `address`, which give `value` each. At least one:
 * 0 fails the test.
 */
void fake_mmio_expect_reads(uintptr_t address, uint32_t value, uint32_t count);

/** Next comes a write of `value` to `address`. */
void fake_mmio_expect_write(uintptr_t address, uint32_t value);

/**
 * Next comes a write of `value` to `address`, upon which the device does what
 * `react` does: to memory, for instance. `react` may fail the test.
 */
void fake_mmio_expect_write_then(uintptr_t address, uint32_t value,
                                 void (*react)(void));

/** The script is over: fails the test if some of it did not happen. */
void fake_mmio_done(void);

#endif  // DAEDALUS_TESTS_FAKES_FAKE_MMIO_H_
