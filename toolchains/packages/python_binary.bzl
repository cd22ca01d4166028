# SPDX-License-Identifier: Apache-2.0
"""A Python program for `bazel run`; no Python of the host's."""

load("//tests:python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

def _python_binary_impl(ctx):
    return [python_launcher(
        ctx,
        arguments = [],
        files = depset([ctx.file.main] + ctx.files.srcs + ctx.files.data),
        main = ctx.file.main,
    )]

python_binary = rule(
    implementation = _python_binary_impl,
    attrs = {
        "data": attr.label_list(allow_files = True),
        "main": attr.label(allow_single_file = [".py"], mandatory = True),
        "srcs": attr.label_list(
            allow_files = [".py"],
            doc = "What `main` imports.",
        ),
    } | PYTHON_LAUNCHER_ATTRS,
    executable = True,
)
