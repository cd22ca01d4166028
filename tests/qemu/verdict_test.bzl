# SPDX-License-Identifier: Apache-2.0
"""Tests that the test runner's verdict on a program is the right one."""

load("//platforms:boards.bzl", "BOARDS")
load("//tests:board_test.bzl", "to_board")
load(
    "//tests:python_launcher.bzl",
    "PYTHON_LAUNCHER_ATTRS",
    "python_launcher",
)

def _impl(ctx):
    actual = ctx.attr.actual[0][DefaultInfo]
    return [python_launcher(
        ctx,
        arguments = [
            actual.files_to_run.executable.short_path,
            str(ctx.attr.limit_s),
            ctx.attr.verdict,
        ],
        files = depset(
            [ctx.file._main],
            transitive = [
                actual.files,
                actual.default_runfiles.files,
                depset([actual.files_to_run.executable]),
            ],
        ),
        main = ctx.file._main,
    )]

verdict_test = rule(
    implementation = _impl,
    attrs = {
        "actual": attr.label(
            cfg = to_board,
            doc = "The cc_test that the runner shall judge.",
            mandatory = True,
        ),
        "board": attr.string(mandatory = True, values = BOARDS.keys()),
        "limit_s": attr.int(
            default = 30,
            doc = "What the runner is told as its time limit.",
        ),
        "verdict": attr.string(
            doc = "Start of the reason why it fails, or nothing if it passes.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_main": attr.label(
            allow_single_file = True,
            default = ":verdict_test.py",
        ),
    } | PYTHON_LAUNCHER_ATTRS,
    test = True,
)
