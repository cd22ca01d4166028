# SPDX-License-Identifier: Apache-2.0
"""A test that is a Python program."""

load(":python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

def _impl(ctx):
    return [python_launcher(
        ctx,
        arguments = ctx.attr.arguments,
        files = depset(
            [ctx.file.main] + ctx.files.srcs + ctx.files.data,
        ),
        main = ctx.file.main,
    )]

python_test = rule(
    implementation = _impl,
    attrs = {
        "arguments": attr.string_list(doc = "No single quotes."),
        "data": attr.label_list(allow_files = True),
        "main": attr.label(allow_single_file = [".py"], mandatory = True),
        "srcs": attr.label_list(
            allow_files = [".py"],
            doc = "What `main` imports.",
        ),
    } | PYTHON_LAUNCHER_ATTRS,
    test = True,
)
