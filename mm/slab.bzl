# SPDX-License-Identifier: Apache-2.0
"""The object caches, built for one level of hardening."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load(":heap_library.bzl", "HARDENING", "MM_COPTS", "MM_DEFINES")

# The heap's names and those of mm/slab_test_heap.h.
_TEST_HEAP = [
    "heap_alloc_aligned=slab_test_alloc_aligned",
    "heap_free=slab_test_free",
]

def slab_library(name, hardening, on_test_heap = False, **kwargs):
    """The object caches of mm/slab.h.

    Args:
      name: of the library.
      hardening: "off", "default" or "secure".
      on_test_heap: whether slabs come from mm/slab_test_heap.h.
      **kwargs: for cc_library.
    """
    cc_library(
        name = name,
        srcs = [
            "//mm:slab.c",
            "//mm:slab_cache.c",
            "//mm:slab_check.c",
            "//mm:slab_internal.h",
        ],
        hdrs = ["//mm:slab.h"],
        copts = MM_COPTS,
        implementation_deps = [
            "//mm:alignment",
            "//mm:hardening_levels",
            "//mm:heap",
            "//mm:likely",
        ] + (["//mm:slab_test_heap"] if on_test_heap else []),
        local_defines = MM_DEFINES + (_TEST_HEAP if on_test_heap else []) + [
            "MM_HARDENING=%d" % HARDENING[hardening],
        ],
        deps = [
            "//mm:pressure",
            "//mm/port",
        ],
        **kwargs
    )
