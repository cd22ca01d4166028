# SPDX-License-Identifier: Apache-2.0
"""One clang toolchain: configuration, cc_toolchain and its registration."""

load("@rules_cc//cc:defs.bzl", "cc_toolchain")
load(":cc_toolchain_config.bzl", "clang_toolchain_config")
load(":system_module_map.bzl", "system_module_map")

def clang_toolchain(name, triple, target_compatible_with, sysroot = None, **kwargs):
    """Declares `name` for `register_toolchains`.

    Args:
      name: of the toolchain() target.
      triple: clang's --target.
      target_compatible_with: constraints of the platforms it builds for.
      sysroot: files of the C library it builds against, None for bare metal.
      **kwargs: further attributes of clang_toolchain_config.
    """
    system_headers = ["@llvm//:resource_headers"]
    files = ["@llvm//:clang_files"]
    if sysroot:
        system_headers.append("@sysroot//:headers")
        files.append(sysroot)
    else:
        # picolibc's stdint.h and limits.h stand before the compiler's.
        system_headers.append("@picolibc//:headers")
        files.append("@picolibc//:headers")

    clang_toolchain_config(
        name = name + "_config",
        sysroot = sysroot,
        triple = triple,
        **kwargs
    )

    system_module_map(
        name = name + "_module_map",
        hdrs = system_headers,
    )

    native.filegroup(
        name = name + "_files",
        srcs = files + [":%s_module_map" % name],
    )

    native.filegroup(
        name = name + "_binutils",
        srcs = ["@llvm//:binutils_files"],
    )

    native.filegroup(
        name = name + "_all",
        srcs = [":%s_files" % name, ":%s_binutils" % name],
    )

    cc_toolchain(
        name = name + "_cc",
        all_files = ":%s_all" % name,
        ar_files = ":%s_binutils" % name,
        as_files = ":%s_files" % name,
        compiler_files = ":%s_files" % name,
        dwp_files = ":%s_binutils" % name,
        linker_files = ":%s_files" % name,
        module_map = ":%s_module_map" % name,
        objcopy_files = ":%s_binutils" % name,
        strip_files = ":%s_binutils" % name,
        supports_header_parsing = False,
        supports_param_files = True,
        toolchain_config = ":%s_config" % name,
    )

    native.toolchain(
        name = name,
        target_compatible_with = target_compatible_with,
        toolchain = ":%s_cc" % name,
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )
