# SPDX-License-Identifier: Apache-2.0
"""What becomes of a program that misuses the heap."""

# Case -> outcome with small blocks, outcome with large ones. An outcome is
#   "<words> of <block>"  a panic with these words, which names this block and
#                         the place of the call that was wrong
#   "... in alloc"        the same, found by the next allocation
#   "harmless"            nothing, and nothing is wrong afterwards
#   "fault"               an exception, or a panic that is not the heap's
#   "bad"                 blocks overlap, contents or memory are lost
#   "any"                 one of these; what it is depends on where things lie
# A and B are neighbours, A first; the other names are those in cases.c.
EXPECTATIONS = {
    # Promises nothing. It is here to show what the checks are for.
    "off": {
        "before_alloc": ["not a block of later", "any"],
        "constant": ["not a block of text", "not a block of text"],
        "d1": ["bad", "fault"],
        "d2": ["bad", "fault"],
        "d3": ["fault", "fault"],
        "d4": ["bad", "fault"],
        "d5": ["harmless", "fault"],
        "d6": ["fault", "fault"],
        "d7": ["not a block of foreign+64", "not a block of foreign+64"],
        "d8": ["harmless", "fault"],
        "first_byte": ["fault", "fault"],
        "forged_link": ["bad", "fault"],
        "misaligned": ["bad", "any"],
        "past_odd_end": ["harmless", "harmless"],
        "realloc_foreign": ["not a block of foreign", "not a block of foreign"],
        "realloc_freed": ["bad", "fault"],
        "stack": ["not a block of local", "not a block of local"],
        "underflow": ["harmless", "fault"],
        "unused": ["any", "any"],
        "usable_freed": ["harmless", "harmless"],
    },
    "default": {
        "before_alloc": ["not a block of later", "not a block of later"],
        "constant": ["not a block of text", "not a block of text"],
        "d1": ["double free of A", "double free of A"],
        "d2": ["double free of A", "double free of A"],
        "d3": ["double free of B", "not a block of B"],
        "d4": ["not a block of A+16", "not a block of A+16"],
        # Small blocks have no header; these bytes are the owner of A's.
        "d5": ["harmless", "header overwritten of A"],
        "d6": ["free block overwritten of A in alloc", "free block overwritten of A in alloc"],
        "d7": ["not a block of foreign+64", "not a block of foreign+64"],
        # The first bytes of B, but the header of a large B.
        "d8": ["harmless", "header overwritten of A"],
        "first_byte": ["not a block of heap", "not a block of heap"],
        "forged_link": ["free block overwritten of A in alloc", "free block overwritten of A in alloc"],
        "misaligned": ["not a block of A+8", "not a block of A+8"],
        # A gap from rounding up.
        "past_odd_end": ["harmless", "harmless"],
        "realloc_foreign": ["not a block of foreign", "not a block of foreign"],
        "realloc_freed": ["double free of A", "double free of A"],
        "stack": ["not a block of local", "not a block of local"],
        "underflow": ["harmless", "header overwritten of B"],
        "unused": ["not a block of middle", "not a block of middle"],
        "usable_freed": ["double free of A", "double free of A"],
    },
    "secure": {
        "before_alloc": ["not a block of later", "not a block of later"],
        "constant": ["not a block of text", "not a block of text"],
        "d1": ["double free of A", "double free of A"],
        "d2": ["double free of A", "double free of A"],
        "d3": ["double free of B", "not a block of B"],
        "d4": ["not a block of A+16", "not a block of A+16"],
        "d5": ["written past its end of A", "header overwritten of A"],
        "d6": ["free block overwritten of A in alloc", "free block overwritten of A in alloc"],
        "d7": ["not a block of foreign+64", "not a block of foreign+64"],
        "d8": ["written past its end of A", "written past its end of A"],
        "first_byte": ["not a block of heap", "not a block of heap"],
        "forged_link": ["free block overwritten of A in alloc", "free block overwritten of A in alloc"],
        "misaligned": ["not a block of A+8", "not a block of A+8"],
        "past_odd_end": ["written past its end of A", "written past its end of A"],
        "realloc_foreign": ["not a block of foreign", "not a block of foreign"],
        "realloc_freed": ["double free of A", "double free of A"],
        "stack": ["not a block of local", "not a block of local"],
        "underflow": ["written past its end of A in drop", "header overwritten of B"],
        "unused": ["not a block of middle", "not a block of middle"],
        "usable_freed": ["double free of A", "double free of A"],
    },
}
