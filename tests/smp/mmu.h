// SPDX-License-Identifier: Apache-2.0
/**
 * @file The MMU and the caches of the core that runs this code, for tests of
 * boards: what exclusive accesses need on silicon, and locks with them.
 *
 * The map is the identity for the first 4 GiB. The GiB with the image is normal
 * memory, write-back and inner shareable, up to where the board has devices in
 * it; the rest is device memory. All of it may be written, only normal memory
 * may be executed.
 */
#ifndef DAEDALUS_TESTS_SMP_MMU_H_
#define DAEDALUS_TESTS_SMP_MMU_H_

/**
 * Turns them on; does nothing if they are. Other cores have to have it done by
 * this core first, or by cores_run(), as it also draws the map.
 *
 * Supposes that no cache holds anything of the image, which is so after a reset
 * and where the firmware keeps to Linux' boot protocol.
 */
void mmu_on(void);

#endif  // DAEDALUS_TESTS_SMP_MMU_H_
