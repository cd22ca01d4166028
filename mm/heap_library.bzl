# SPDX-License-Identifier: Apache-2.0
"""One of the heaps, built in one way: what //mm:heap is an alias of."""

load("@rules_cc//cc:defs.bzl", "cc_library")

# C11, so that other trees and model checkers can take it as it is.
MM_COPTS = ["-std=c11"]

# //mm:count_allocations
MM_DEFINES = select({
    "//mm:counting_allocations": ["MM_COUNT_ALLOCATIONS=1"],
    "//conditions:default": ["MM_COUNT_ALLOCATIONS=0"],
})

HARDENING = {
    "off": 0,
    "default": 1,
    "secure": 2,
}

# Every function of mm/heap.h.
HEAP_API = [
    "heap_alloc",
    "heap_alloc_aligned",
    "heap_calloc",
    "heap_check",
    "heap_cpu_deinit",
    "heap_cpu_flush",
    "heap_cpu_init",
    "heap_deinit",
    "heap_free",
    "heap_init",
    "heap_must_alloc",
    "heap_must_realloc",
    "heap_out_of_memory",
    "heap_realloc",
    "heap_reset",
    "heap_rewind",
    "heap_stats",
    "heap_usable_size",
    "heap_walk",
]

_BLOCK_HEAP_API = [
    "block_heap_alloc",
    "block_heap_alloc_aligned",
    "block_heap_check",
    "block_heap_free",
    "block_heap_init",
    "block_heap_largest_free",
    "block_heap_resize",
    "block_heap_stats",
    "block_heap_usable_size",
    "block_heap_walk",
]

# What the files of a heap call each other by.
_INTERNAL = _BLOCK_HEAP_API + [
    "block_explain",
    "block_is_first",
    "general_heap_storage",
    "heap_chain_give",
    "heap_chain_keep",
    "heap_cpu_prepare",
    "heap_drain",
    "heap_note_low",
    "heap_page_give",
    "heap_page_take",
    "heap_pages_retreat",
    "heap_report",
    "heap_slot_give",
    "heap_slots_take",
    "heap_span_free",
    "heap_span_size",
    "heap_span_take",
    "heap_take",
    "heap_usable_bytes",
    "kSlotsPerPage",
]

def prefixed(prefix, names = HEAP_API):
    """Returns defines that give `names` a prefix; none if that is empty."""
    return ["%s=%s%s" % (name, prefix, name) for name in names] if prefix else []

_BLOCK_HEAP_SRCS = [
    "//mm:block_heap.c",
    "//mm:block_heap_check.c",
    "//mm:block_heap_inline.h",
    "//mm:block_heap_internal.h",
]

_SRCS = {
    "bump": [
        "//mm:bump_inline.h",
        "//mm:heap_bump.c",
        "//mm:heap_common.c",
    ],
    "general": _BLOCK_HEAP_SRCS + [
        "//mm:block_heap.h",
        "//mm:heap_common.c",
        "//mm:heap_general.c",
        "//mm:heap_general_check.c",
        "//mm:heap_general_cpu.c",
        "//mm:heap_general_internal.h",
        "//mm:heap_general_resize.c",
        "//mm:heap_pages.c",
        "//mm:heap_seal.h",
        "//mm:heap_slots.c",
    ],
}

def block_heap_library(name, hardening, prefix = "", **kwargs):
    """The block heap alone.

    Args:
      name: of the library.
      hardening: "off", "default" or "secure".
      prefix: for its functions; whoever depends on the library calls them by
        their usual names all the same.
      **kwargs: for cc_library.
    """
    cc_library(
        name = name,
        srcs = _BLOCK_HEAP_SRCS,
        hdrs = ["//mm:block_heap.h"],
        copts = MM_COPTS,
        defines = prefixed(prefix, _BLOCK_HEAP_API),
        local_defines = prefixed(prefix, [
            "block_explain",
            "block_is_first",
        ]) + [
            "MM_HARDENING=%d" % HARDENING[hardening],
        ],
        implementation_deps = [
            "//mm:alignment",
            "//mm:likely",
        ],
        deps = [
            "//mm:damage",
            "//mm:hardening_levels",
        ],
        **kwargs
    )

def heap_library(
        name,
        heap,
        srcs = [],
        hardening = "default",
        prefix = "",
        propagate = True,
        port = "//mm/port",
        region_is_zero = False,
        region_log2 = None,
        count_allocations = False,
        **kwargs):
    """A heap with the interface of mm/heap.h.

    Args:
      name: of the library.
      heap: "bump" or "general".
      srcs: files that are built with it, as one of its own.
      hardening: "off", "default" or "secure"; nothing to the bump heap.
      prefix: for its functions, so that a program can have several heaps.
      propagate: whether whoever depends on the library calls the functions by
        their usual names all the same. One source file can so call one heap.
      port: what mm asks of the system: see //mm/port.
      region_is_zero: whether heap_init() may rely on the region being zeroes.
      region_log2: base-2 logarithm of the largest region in bytes.
      count_allocations: whether it counts blocks even without
        --//mm:count_allocations.
      **kwargs: for cc_library.
    """
    cc_library(
        name = name,
        srcs = _SRCS[heap] + srcs,
        hdrs = ["//mm:heap.h"],
        copts = MM_COPTS,
        defines = prefixed(prefix) if propagate else [],
        implementation_deps = [
            "//mm:alignment",
            "//mm:assert",
            "//mm:damage",
            "//mm:hardening_levels",
            "//mm:heap_panic",
            "//mm:likely",
            "//mm:pressure",
            port,
        ] + (["//mm:bump"] if heap == "bump" else []),
        # The block heap is in it under other names: a program may have one of its
        # own, perhaps of another level.
        local_defines = prefixed(prefix or "general_", _INTERNAL) +
                        prefixed(prefix, [] if propagate else HEAP_API) +
                        (["MM_COUNT_ALLOCATIONS=1"] if count_allocations else MM_DEFINES) + [
            "MM_HARDENING=%d" % HARDENING[hardening],
            "HEAP_REGION_IS_ZERO=%d" % (1 if region_is_zero else 0),
        ] + (["BLOCK_HEAP_REGION_LOG2=%d" % region_log2] if region_log2 else []),
        # A second heap of the same name is an error of the linker, not one that
        # the order of libraries decides.
        alwayslink = not prefix,
        **kwargs
    )
