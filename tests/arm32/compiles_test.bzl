# SPDX-License-Identifier: Apache-2.0
"""A test that libraries compile for a platform on which nothing is run."""

_MM_PORT = "//mm/port"

def _to_platform_impl(_, attr):
    return {
        "//command_line_option:platforms": [str(attr.platform)],
        # What boards are told is not for it.
        _MM_PORT: Label("//mm/port:default"),
    }

_to_platform = transition(
    implementation = _to_platform_impl,
    inputs = [],
    outputs = [
        "//command_line_option:platforms",
        _MM_PORT,
    ],
)

def _impl(ctx):
    executable = ctx.actions.declare_file(ctx.label.name)
    lines = ["#!/bin/sh", "set -eu"]
    for file in ctx.files.libraries:
        # An archive without a member would be a library without a source.
        lines.append('[ "$(wc -c < \'%s\')" -gt 8 ]' % file.short_path)
    ctx.actions.write(executable, "\n".join(lines) + "\n", is_executable = True)
    return [DefaultInfo(
        executable = executable,
        runfiles = ctx.runfiles(ctx.files.libraries),
    )]

compiles_test = rule(
    implementation = _impl,
    attrs = {
        "libraries": attr.label_list(
            cfg = _to_platform,
            doc = "Each has sources.",
            mandatory = True,
        ),
        "platform": attr.label(mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    test = True,
)
