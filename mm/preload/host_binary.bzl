# SPDX-License-Identifier: Apache-2.0
"""A library or program that shares the C library of whoever runs it."""

# They are at odds with a malloc that is not theirs.
_SANITIZERS = ["asan", "fuzzer", "tsan", "ubsan"]

_COPTS = [
    # Nothing but what says so is seen by the program.
    "-fvisibility=hidden",
    "-fPIC",
    "-ftls-model=initial-exec",
]

_PORT = str(Label("//mm/port"))

def _to_shared_impl(settings, _attr):
    return {
        # As on boards: optimised, no assertions.
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:copt": _COPTS,
        "//command_line_option:features": [
            name
            for name in settings["//command_line_option:features"]
            if name not in _SANITIZERS
        ] + ["-static"],
        _PORT: str(Label(":port")),
    }

_to_shared = transition(
    implementation = _to_shared_impl,
    inputs = ["//command_line_option:features"],
    outputs = [
        "//command_line_option:compilation_mode",
        "//command_line_option:copt",
        "//command_line_option:features",
        _PORT,
    ],
)

def _impl(ctx):
    out = ctx.actions.declare_file(ctx.attr.out or ctx.label.name)
    ctx.actions.symlink(
        is_executable = True,
        output = out,
        target_file = ctx.file.actual,
    )
    return [DefaultInfo(
        executable = out,
        files = depset([out]),
        runfiles = ctx.runfiles([out]),
    )]

host_binary = rule(
    implementation = _impl,
    doc = "`actual`, linked dynamically and with mm's port for //mm:preload.",
    attrs = {
        "actual": attr.label(
            allow_single_file = True,
            cfg = _to_shared,
            doc = "A cc_binary, tagged manual: only here it is what it should be.",
            mandatory = True,
        ),
        "out": attr.string(doc = "Name of the file, if not the target's."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    executable = True,
)
