# SPDX-License-Identifier: Apache-2.0
"""The benchmark of one allocator on the board."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//kernel:kernel_elf.bzl", "kernel_elf")
load(":benchmark_program.bzl", "benchmark_program")

def allocator_program(name, library, adapter, local_defines = [], per_cpu = False):
    """Declares benchmark_program `name`.

    Args:
      name: of the allocator.
      library: cc_library of the allocator.
      adapter: source file that defines `benchmark_allocator`.
      local_defines: for the adapter.
      per_cpu: whether it uses the area that the port has for each CPU.
    """
    cc_library(
        name = name + "_adapter",
        testonly = True,
        srcs = [adapter],
        local_defines = local_defines,
        target_compatible_with = ["@platforms//os:none"],
        deps = [
            ":allocator",
            library,
        ],
        alwayslink = True,
    )
    kernel_elf(
        name = name + "_elf",
        testonly = True,
        target_compatible_with = ["@platforms//os:none"],
        deps = [
            ":main",
            ":%s_adapter" % name,
            "//kernel",
            "//platforms:board",
        ],
    )
    benchmark_program(
        name = name,
        testonly = True,
        adapter = ":%s_adapter" % name,
        elf = ":%s_elf" % name,
        library = library,
        per_cpu = per_cpu,
        target_compatible_with = ["@platforms//os:linux"],
    )
