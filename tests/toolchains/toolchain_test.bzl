# SPDX-License-Identifier: Apache-2.0
"""Builds a program with the compiler of a platform and looks at the result."""

load("//tests:python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

def _to_platform_impl(_, attr):
    return {"//command_line_option:platforms": [str(attr.platform)]}

_to_platform = transition(
    implementation = _to_platform_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _impl(ctx):
    program = ctx.attr.actual[0][DefaultInfo].files_to_run.executable
    return [python_launcher(
        ctx,
        arguments = [program.short_path] + [
            "%s=%d" % (key, int(value, 0))
            for key, value in ctx.attr.expected.items()
        ],
        files = depset([program, ctx.file._main] + ctx.files._srcs),
        main = ctx.file._main,
    )]

toolchain_test = rule(
    implementation = _impl,
    attrs = {
        "actual": attr.label(
            cfg = _to_platform,
            doc = "The program.",
            mandatory = True,
        ),
        "expected": attr.string_dict(
            doc = "What toolchain_test.py finds in the program -> number.",
            mandatory = True,
        ),
        "platform": attr.label(
            doc = "What the program is built for.",
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_main": attr.label(
            allow_single_file = True,
            default = ":toolchain_test.py",
        ),
        "_srcs": attr.label(
            allow_files = True,
            default = "//toolchains/qemu:elf.py",
        ),
    } | PYTHON_LAUNCHER_ATTRS,
    test = True,
)
