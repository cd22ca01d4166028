# SPDX-License-Identifier: Apache-2.0
"""Tests of what becomes of a program that misuses the heap."""

load("//platforms:boards.bzl", "BOARDS")
load("//tests:board_test.bzl", "to_board")
load(
    "//tests:python_launcher.bzl",
    "PYTHON_LAUNCHER_ATTRS",
    "python_launcher",
)

def _impl(ctx):
    # With a transition it is a list.
    actual = ctx.attr.actual
    actual = (actual[0] if type(actual) == type([]) else actual)[DefaultInfo]
    program = actual.files_to_run.executable
    return [python_launcher(
        ctx,
        arguments = [
            program.short_path,
            ctx.attr.board or "host",
            ctx.attr.level,
            json.encode(ctx.attr.expectations),
        ],
        files = depset(
            [
                ctx.file._main,
                program,
            ],
            transitive = [actual.files, actual.default_runfiles.files],
        ),
        main = ctx.file._main,
    )]

_ATTRS = {
    "expectations": attr.string_list_dict(
        doc = "Case -> outcome for small blocks, outcome for large ones.",
        mandatory = True,
    ),
    "level": attr.string(doc = "Of hardening.", mandatory = True),
    "_main": attr.label(
        allow_single_file = True,
        default = ":misuse_test.py",
    ),
} | PYTHON_LAUNCHER_ATTRS

misuse_host_test = rule(
    implementation = _impl,
    attrs = {
        "actual": attr.label(mandatory = True),
        "board": attr.string(default = "", values = [""]),
    } | _ATTRS,
    test = True,
)

misuse_board_test = rule(
    implementation = _impl,
    attrs = {
        "actual": attr.label(cfg = to_board, mandatory = True),
        "board": attr.string(mandatory = True, values = BOARDS.keys()),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    } | _ATTRS,
    test = True,
)
