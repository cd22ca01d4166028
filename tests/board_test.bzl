# SPDX-License-Identifier: Apache-2.0
"""Runs a test on one board, whatever --platforms says."""

load("//platforms:boards.bzl", "BOARDS")

def _to_board_impl(_, attr):
    return {"//command_line_option:platforms": [str(Label("//platforms:" + attr.board))]}

to_board = transition(
    implementation = _to_board_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _impl(ctx):
    actual = ctx.attr.actual[0]
    executable = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(
        is_executable = True,
        output = executable,
        target_file = actual[DefaultInfo].files_to_run.executable,
    )
    return [
        DefaultInfo(
            executable = executable,
            runfiles = actual[DefaultInfo].default_runfiles,
        ),
        actual[RunEnvironmentInfo],
    ]

# The test itself stays on the host: it is the host that runs QEMU.
board_test = rule(
    implementation = _impl,
    attrs = {
        "actual": attr.label(
            cfg = to_board,
            doc = "The cc_test to run.",
            mandatory = True,
            providers = [RunEnvironmentInfo],
        ),
        "board": attr.string(mandatory = True, values = BOARDS.keys()),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    test = True,
)
