# SPDX-License-Identifier: Apache-2.0
"""Runs a test on one board, whatever --platforms says."""

load("//platforms:boards.bzl", "BOARDS")

_ALL_CORES = "//toolchains/qemu:all_cores"
_MM_PORT = "//mm/port"
_CHECK_LOCKS = "//kernel:check_locks"

def _to_board_impl(settings, attr):
    changes = {
        "//command_line_option:platforms": [str(Label("//platforms:" + attr.board))],
        _ALL_CORES: settings[_ALL_CORES],
        _MM_PORT: settings[_MM_PORT],
        _CHECK_LOCKS: settings[_CHECK_LOCKS] or getattr(attr, "check_locks", False),
    }
    if getattr(attr, "all_cores", False):
        changes[_ALL_CORES] = True

        # 32-bit Arms have no port of mm for several cores yet: the heap is the
        # first core's.
        if BOARDS[attr.board].cpu == "@platforms//cpu:aarch64":
            changes[_MM_PORT] = Label("//mm/port:aarch64_smp")
    return changes

to_board = transition(
    implementation = _to_board_impl,
    inputs = [
        _ALL_CORES,
        _CHECK_LOCKS,
        _MM_PORT,
    ],
    outputs = [
        "//command_line_option:platforms",
        _ALL_CORES,
        _CHECK_LOCKS,
        _MM_PORT,
    ],
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
        "all_cores": attr.bool(
            doc = "Whether QEMU runs all cores of the board, and mm is built for it.",
        ),
        "board": attr.string(mandatory = True, values = BOARDS.keys()),
        "check_locks": attr.bool(
            doc = "Whether it is built with --//kernel:check_locks.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    test = True,
)
