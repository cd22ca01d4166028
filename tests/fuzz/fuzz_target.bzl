# SPDX-License-Identifier: Apache-2.0
"""Fuzzing with libFuzzer, on the host."""

load("@rules_cc//cc:defs.bzl", "cc_binary")
load(
    "//tests:python_launcher.bzl",
    "PYTHON_LAUNCHER_ATTRS",
    "python_launcher",
)

_KEY = "//command_line_option:features"
_FEATURES = ["fuzzer", "asan", "ubsan"]

# What is fuzzed has to be compiled for it, not only what calls it. The thread
# sanitizer does not go together with the others.
_fuzzing = transition(
    implementation = lambda settings, _: {
        _KEY: [
            feature
            for feature in settings[_KEY]
            if feature not in _FEATURES + ["tsan"]
        ] + _FEATURES,
    },
    inputs = [_KEY],
    outputs = [_KEY],
)

def _impl(ctx):
    program = ctx.attr.program[0][DefaultInfo].files_to_run.executable
    return [python_launcher(
        ctx,
        arguments = [
            program.short_path,
            ctx.file.seeds.short_path,
        ] + ctx.attr.arguments,
        files = depset([
            ctx.file.seeds,
            ctx.file._main,
            program,
        ]),
        main = ctx.file._main,
    )]

_ATTRS = {
    "arguments": attr.string_list(doc = "For fuzz.py, behind the first two."),
    "program": attr.label(cfg = _fuzzing, mandatory = True),
    "seeds": attr.label(
        allow_single_file = [".txt"],
        doc = "Inputs to start from: one a line, in hexadecimal.",
        mandatory = True,
    ),
    "_allowlist_function_transition": attr.label(
        default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
    ),
    "_main": attr.label(allow_single_file = True, default = ":fuzz.py"),
} | PYTHON_LAUNCHER_ATTRS

_fuzz_run = rule(implementation = _impl, attrs = _ATTRS, executable = True)
_fuzz_test = rule(implementation = _impl, attrs = _ATTRS, test = True)

def fuzz_target(name, srcs, deps, seeds, runs, max_bytes = 600):
    """Declares `name`, to be run for a while, and `<name>_test`, a short run.

    Args:
      name: of the target.
      srcs: of the program: LLVMFuzzerTestOneInput().
      deps: of the program.
      seeds: file of inputs to start from.
      runs: how many inputs the test tries, seeds included.
      max_bytes: of an input. More is not better: what goes wrong goes wrong soon.
    """
    host_only = ["@platforms//os:linux"]
    cc_binary(
        name = name + "_program",
        testonly = True,
        srcs = srcs,
        tags = ["manual"],
        target_compatible_with = host_only,
        deps = deps,
    )
    size = "--max-bytes=%d" % max_bytes
    _fuzz_run(
        name = name,
        testonly = True,
        arguments = [size],
        program = name + "_program",
        seeds = seeds,
        target_compatible_with = host_only,
    )
    _fuzz_test(
        name = name + "_test",
        size = "medium",
        arguments = [
            size,
            "--runs=%d" % runs,
        ],
        program = name + "_program",
        seeds = seeds,
        target_compatible_with = host_only,
    )
