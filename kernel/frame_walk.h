// SPDX-License-Identifier: Apache-2.0
/**
 * @file The chain of frame records on a stack: pairs of words, each the address
 * of the caller's record and where its function goes on (AAPCS64, "The Frame
 * Pointer"; 32-bit Arm has it the same). Older ones lie above younger ones.
 */
#ifndef DAEDALUS_KERNEL_FRAME_WALK_H_
#define DAEDALUS_KERNEL_FRAME_WALK_H_

#include <stddef.h>
#include <stdint.h>

/** A stack: from its first byte to before `top`. */
struct frame_stack {
  uintptr_t bottom;
  uintptr_t top;
};

/** A walk along a chain. */
struct frame_walk {
  uintptr_t frame;           /**< The next record; 0 is the chain's end. */
  struct frame_stack within; /**< Where it has to be. */
};

/** Begins at the record `frame`, in whichever of `count` stacks it is. */
struct frame_walk frame_walk_start(uintptr_t frame,
                                   const struct frame_stack *stacks,
                                   size_t count);

/**
 * Reads the next record, which it does only if that is where a record can be:
 * aligned, in the stack, above the last one. So it reads no other memory, and
 * every walk ends. ISR-safe.
 *
 * @param address  gets where the function goes on.
 * @return false, with `address` as it was, at the end, or if there can be none;
 *         `walk->frame` tells which.
 */
bool frame_walk_next(struct frame_walk *walk, uintptr_t *address);

#endif  // DAEDALUS_KERNEL_FRAME_WALK_H_
