# SPDX-License-Identifier: Apache-2.0
"""The proofs about mm/bump, for both sizes of a pointer, and planted bugs."""

load("//tools/cbmc:cbmc_test.bzl", "cbmc_refutation_test", "cbmc_test")

# Unsigned arithmetic that wraps: an address taken from a smaller one, to be
# told by its size from one that is not; a gap modulo a power of two; counters
# after SIZE_MAX. The second half is the harness.
_WRAPS = [
    "bump_init",
    "bump_offset",
    "bump_refuse",
    "bump_refuse_shared",
    "bump_take_aligned",
    "bump_try_aligned",
    "mm_is_power_of_two",
] + [
    "distance",
    "fits",
    "prove_block",
    "prove_bump_init",
    "prove_refused",
]

_COMMON = {
    "defines": ["MM_COUNT_ALLOCATIONS=0"],
    "hdrs": [
        "port/mm/port.h",
        "//mm:alignment.h",
        "//mm:assert.h",
        "//mm:bump.h",
        "//mm:bump_inline.h",
        "//mm:likely.h",
    ],
    "includes": ["port"],
    "srcs": [
        "bump_proof.c",
        "//mm:bump.c",
        "//mm:bump_shared.c",
    ],
    # bump_alloc_aligned() calls itself once; an interrupted loop begins anew.
    "unwind": 3,
    "wraps": _WRAPS,
}

# Function -> how many properties its proof has at least.
_FUNCTIONS = {
    "bump_alloc": 400,
    "bump_alloc_aligned": 350,
    "bump_alloc_aligned_shared": 500,
    "bump_alloc_shared": 400,
    "bump_holds": 130,
    "bump_init": 200,
    "bump_is_valid": 60,
    "bump_mark": 150,
    "bump_realloc": 500,
    "bump_reset": 170,
    "bump_resize": 230,
    "bump_rollback": 170,
    "bump_stats": 140,
    "bump_usable_size": 150,
}

# Bug -> (function whose proof finds it, property, text, other text).
_BUGS = {
    "block_not_rounded": (
        "bump_alloc",
        "no panic without a cause",
        "bump->free = bump_round_down(left);",
        "bump->free = left;",
    ),
    "block_of_no_bytes": (
        "bump_alloc",
        "later blocks start behind it",
        "return bump_alloc_aligned(bump, 1, 1);",
        "return bump_alloc_aligned(bump, 1, 0) == NULL ? NULL : bump->end - bump->free;",
    ),
    "copy_beyond_the_limit": (
        "bump_realloc",
        "nothing of the newest block",
        "size < limit ? size : limit",
        "size",
    ),
    "foreign_mark": (
        "bump_rollback",
        "only to a mark that is valid",
        "mark.bump != bump",
        "false",
    ),
    "gap_forgotten": (
        "bump_alloc_aligned",
        "multiple of alignment",
        "__builtin_sub_overflow(free, gap, &start)",
        "__builtin_sub_overflow(free, 0 * gap, &start)",
    ),
    "peak_forgotten": (
        "bump_reset",
        "the peak is kept",
        "bump_note_peak(bump);",
        "(void)bump;",
    ),
    "region_end_wraps": (
        "bump_init",
        "what cannot be a region is refused",
        "size > UINTPTR_MAX - start",
        "false",
    ),
    "region_not_rounded": (
        "bump_init",
        "inside the memory that was given",
        "bump_round_down(size - gap)",
        "bump_round_down(size)",
    ),
    "resize_too_far": (
        "bump_realloc",
        "overflow",
        "if (size > bump->last)",
        "if (size > bump->size)",
    ),
}

def bump_proofs(name):
    """Declares <function>.<pointer's bits>_proof and <bug>_refutation.

    Args:
      name: of a suite of them all.
    """
    tests = []
    for function, minimum in _FUNCTIONS.items():
        # Twice the bits take it ten times as long.
        for word in [32] if function == "bump_alloc_aligned_shared" else [32, 64]:
            tests.append("%s.%d_proof" % (function, word))
            cbmc_test(
                name = tests[-1],
                entry = "prove_" + function,
                minimum = minimum,
                word = word,
                **_COMMON
            )
    for bug, (function, refutes, old, new) in _BUGS.items():
        tests.append(bug + "_refutation")
        cbmc_refutation_test(
            name = tests[-1],
            entry = "prove_" + function,
            mutation = {old: new},
            refutes = refutes,
            word = 32,
            **_COMMON
        )
    native.test_suite(
        name = name,
        tests = tests,
    )
