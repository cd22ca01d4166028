# SPDX-License-Identifier: Apache-2.0
"""The proofs about mm/block_heap, and planted bugs."""

load("//tools/cbmc:cbmc_test.bzl", "cbmc_refutation_test", "cbmc_test")

# Unsigned arithmetic that wraps: an address taken from a smaller one and a 0
# made the largest number, to fail one comparison instead of two; a gap modulo a
# power of two; what is added to `used` where a block shrinks.
_WRAPS = [
    "block_find",
    "block_heap_alloc_aligned",
    "block_heap_init",
    "block_is_free",
    "block_position",
    "block_resize_last",
    "explain",
    "mm_is_power_of_two",
    "resize_inside",
]

_HEADERS = ["//mm:" + name for name in [
    "alignment.h",
    "block_heap.h",
    "block_heap_inline.h",
    "block_heap_internal.h",
    "damage.h",
    "hardening.h",
    "likely.h",
]]

_SOURCES = ["//mm:block_heap.c", "//mm:block_heap_check.c"]

# A pointer into an array could lead to every byte of it; one of a few objects
# is a hundred times easier. prove_block_heap_init is about the original.
_MODEL = {
    """\
  return (struct block *)(heap->base + (size_t)position * BLOCK_HEAP_GRANULE -
                          BLOCK_HEAP_HEADER);
""": """\
  extern struct block *cell_at(uint32_t position);
  (void)heap;
  return cell_at(position);
""",
    """\
  (void)heap;
  return (struct block *)((uintptr_t)pointer - BLOCK_HEAP_HEADER);
""": """\
  extern struct block *cell_at(uint32_t position);
  return cell_at(block_position(heap, pointer));
""",
}

def _operation(granules):
    """Attributes of a proof about a region of up to `granules` granules."""

    # Of two neighbours one is in use, and so is the last block.
    chain = granules // 2 + 1
    return {
        "defines": [
            "BLOCK_HEAP_BINS_LOG2=0",
            "BLOCK_HEAP_REGION_LOG2=8",
            "PROOF_GRANULES=%d" % granules,
        ],
        "hdrs": _HEADERS,
        "models": _MODEL,
        "options": [
            "--no-array-field-sensitivity",
            "--unwindset",
            ",".join([
                "any_heap.0:3",
                "any_heap.1:8",
                "bins_hold.0:%d" % chain,
                "bins_hold.1:8",
                "check_bin.0:%d" % chain,
                "check_bins.0:3",
                "check_bins.1:8",
            ]),
        ],
        "srcs": ["block_heap_proof.c"] + _SOURCES,
        "unwind": granules + 1,
        "word": 32,
        "wraps": _WRAPS,
    }

# Function -> granules of the region. One more takes three times as long.
_OPERATIONS = {
    "alloc": 6,
    "alloc_aligned": 5,
    "free": 5,
    "resize": 4,
}

_BINS = {
    "block_bin": 8,
    "block_find_bin": 35,
    "block_granules_for": 15,
    "block_heap_init": 150,
}

# Bug -> (function whose proof finds it, property, text, other text).
_BUGS = {
    "block_not_cut": (
        "alloc",
        "the invariants hold",
        "if (have != want) {",
        "if (have > want + 1) {",
    ),
    "free_not_merged": (
        "free",
        "the invariants hold",
        "if (block_is_marked_free(next)) {\n    const uint32_t behind",
        "if (false) {\n    const uint32_t behind",
    ),
    "resize_over_neighbour": (
        "resize",
        "proves",
        "if (want > have + behind) {",
        "if (want > have + behind + 1) {",
    ),
    "used_not_counted": (
        "free",
        "the invariants hold",
        "heap->used -= size;",
        "",
    ),
}

def block_heap_proofs(name):
    """Declares block_heap_<operation>_proof and <bug>_refutation.

    Args:
      name: of a suite of them all.
    """
    tests = []
    for function, granules in _OPERATIONS.items():
        tests.append("block_heap_%s_proof" % function)
        cbmc_test(
            name = tests[-1],
            entry = "prove_" + function,
            minimum = 500,
            **_operation(granules)
        )
    for bug, (function, refutes, old, new) in _BUGS.items():
        tests.append(bug + "_refutation")
        cbmc_refutation_test(
            name = tests[-1],
            entry = "prove_" + function,
            mutation = {old: new},
            refutes = refutes,
            **_operation(4)
        )
    for function, minimum in _BINS.items():
        for word in [32, 64]:
            tests.append("%s.%d_proof" % (function, word))
            cbmc_test(
                name = tests[-1],
                srcs = ["block_heap_bins_proof.c"] + _SOURCES,
                hdrs = _HEADERS,
                entry = "prove_" + function,
                minimum = minimum,
                unwind = 12,
                word = word,
                wraps = _WRAPS,
            )
    native.test_suite(
        name = name,
        tests = tests,
    )
