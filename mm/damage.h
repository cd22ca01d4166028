// SPDX-License-Identifier: Apache-2.0
/** @file What a heap reports when it finds that it has been misused. */
#ifndef DAEDALUS_MM_DAMAGE_H_
#define DAEDALUS_MM_DAMAGE_H_

/** Kinds of damage. */
enum mm_damage_kind {
  kMmNoDamage = 0,
  kMmDoubleFree,      /**< A block in use was expected; this one is free. */
  kMmNotABlock,       /**< No block starts at this address. */
  kMmHeaderDamaged,   /**< A block's header, or its neighbour's, is overwritten.
                       */
  kMmFreeListDamaged, /**< A free block was written to. */
  kMmOverflow,        /**< Bytes behind the size asked for were written. */
  kMmBooksDamaged,    /**< The heap's own figures do not add up. */
};

/** A finding. */
struct mm_damage {
  enum mm_damage_kind kind;
  const void *block; /**< The block concerned. */
};

/** Returns a few words for `kind`, e.g. "double free". */
const char *mm_damage_name(enum mm_damage_kind kind);

#endif  // DAEDALUS_MM_DAMAGE_H_
