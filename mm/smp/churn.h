// SPDX-License-Identifier: Apache-2.0
/** @file Cores that use the heap as programs do, and look after their blocks.
 */
#ifndef DAEDALUS_MM_SMP_CHURN_H_
#define DAEDALUS_MM_SMP_CHURN_H_

/**
 * Makes `operations` random calls of the heap on core `cpu`, which runs this
 * at the same time as all others:
 * blocks of 1 to 16,384 bytes, mostly small, are allocated, cleared, aligned,
 * resized, freed, and sent to other cores, which free them. Each is full of a
 * pattern that is compared before the block goes. In the end all blocks of this
 * core are freed, but those on the way to other cores are not.
 *
 * Reports to problem(), also if the heap refuses. `seed`, the same on all
 * cores, says which calls; needs up to 300 KiB of heap per core.
 */
void churn(unsigned cpu, unsigned operations, unsigned seed);

/** Frees what is on the way to `cpu`, which runs this. After a barrier. */
void churn_receive_all(unsigned cpu);

/** Number of blocks that came from other cores, so far, over all cores. For
 * core 0, between two cores_run(). */
unsigned churn_received(void);

#endif  // DAEDALUS_MM_SMP_CHURN_H_
