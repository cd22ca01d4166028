# SPDX-License-Identifier: Apache-2.0
"""A heap that writes down who asked for each block: mm/trace.h."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load(":heap_library.bzl", "HEAP_API", "MM_COPTS", "heap_library", "prefixed")

_TRACE_API = [
    "trace_alloc",
    "trace_alloc_aligned",
    "trace_calloc",
    "trace_checkpoint",
    "trace_free",
    "trace_is_on",
    "trace_leaks",
    "trace_print",
    "trace_realloc",
    "trace_site_at",
    "trace_table_add",
    "trace_table_clear",
    "trace_table_remove",
    "trace_total",
    "trace_usable_size",
]

def traced_heap_library(name, heap, hardening = "default", prefix = "", **kwargs):
    """Both a heap with the interface of mm/heap.h and mm/trace.h.

    Args:
      name: of the library.
      heap: "bump" or "general": what is under it.
      hardening: of that, "off", "default" or "secure".
      prefix: for all functions, so that a program can have several heaps.
        Whoever depends on the library calls them by their usual names.
      **kwargs: for cc_library.
    """
    testonly = kwargs.pop("testonly", False)
    raw = prefix + "raw_"
    heap_library(
        name = name + "_raw",
        testonly = testonly,
        hardening = hardening,
        heap = heap,
        prefix = raw,
        propagate = False,
        visibility = ["//visibility:private"],
    )
    cc_library(
        name = name,
        testonly = testonly,
        srcs = [
            "//mm:trace.c",
            "//mm:trace_table.c",
            "//mm:trace_table.h",
        ],
        hdrs = [
            "//mm:heap.h",
            "//mm:trace.h",
            "//mm:trace_callers.h",
        ],
        copts = MM_COPTS,
        defines = prefixed(prefix, HEAP_API + _TRACE_API),
        implementation_deps = [
            ":%s_raw" % name,
            "//mm:alignment",
            "//mm/port",
        ],
        # What trace.c calls raw_heap_alloc is, with a prefix, called that.
        local_defines = [
            "raw_%s=%s%s" % (function, raw, function)
            for function in HEAP_API
        ] if prefix else [],
        alwayslink = not prefix,
        **kwargs
    )
