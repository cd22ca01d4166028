// SPDX-License-Identifier: Apache-2.0
#include "mm/damage.h"

const char *mm_damage_name(enum mm_damage_kind kind) {
  switch (kind) {
    case kMmNoDamage:
      return "no damage";
    case kMmDoubleFree:
      return "double free";
    case kMmNotABlock:
      return "not a block";
    case kMmHeaderDamaged:
      return "header overwritten";
    case kMmFreeListDamaged:
      return "free block overwritten";
    case kMmOverflow:
      return "written past its end";
    case kMmBooksDamaged:
      return "heap's own data damaged";
  }
  return "unknown damage";
}
