# SPDX-License-Identifier: Apache-2.0
"""Links a bare-metal program, and writes the linker's map beside it."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain", "use_cpp_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

KernelElfInfo = provider(
    "A linked program.",
    fields = {
        "elf": "File: with symbols and debug information.",
        "map": "File: the linker's map.",
    },
)

def _impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        cc_toolchain = toolchain,
        ctx = ctx,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    link_map = ctx.actions.declare_file(ctx.label.name + ".map")
    linked = cc_common.link(
        name = ctx.label.name,
        actions = ctx.actions,
        additional_outputs = [link_map],
        cc_toolchain = toolchain,
        feature_configuration = features,
        linking_contexts = [dep[CcInfo].linking_context for dep in ctx.attr.deps],
        output_type = "executable",
        user_link_flags = ["-Wl,-Map=" + link_map.path],
    )
    return [
        DefaultInfo(
            executable = linked.executable,
            files = depset([linked.executable, link_map]),
        ),
        KernelElfInfo(elf = linked.executable, map = link_map),
    ]

kernel_elf = rule(
    implementation = _impl,
    attrs = {
        "deps": attr.label_list(mandatory = True, providers = [CcInfo]),
    },
    fragments = ["cpp"],
    provides = [KernelElfInfo],
    toolchains = use_cpp_toolchain(),
)
