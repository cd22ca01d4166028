# SPDX-License-Identifier: Apache-2.0
"""`bazel run //:format`: puts every C and BUILD file into its form."""

load("@buildifier//:available.bzl", buildifier_available = "available")

_SCRIPT = """#!/bin/sh
set -eu
runfiles=$PWD
cd "${{BUILD_WORKSPACE_DIRECTORY:?start it with bazel run}}"
# Names in this tree have no white space; tools/lint/spdx.py would not care,
# xargs would.
grep -E '[.](c|h)$' "$runfiles/{paths}" |
  xargs "$runfiles/{clang_format}" -i --style=file
if [ -n "{buildifier}" ]; then
  grep -E '(^|/)(BUILD|WORKSPACE|MODULE)([.]|$)|[.](bzl|BUILD)$' "$runfiles/{paths}" |
    xargs "$runfiles/{buildifier}" -mode=fix -lint=fix
else
  echo 'format: no buildifier on this machine, BUILD files left as they are' >&2
fi
"""

def _impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        _SCRIPT.format(
            buildifier = ctx.file.buildifier.short_path if ctx.file.buildifier else "",
            clang_format = ctx.file._clang_format.short_path,
            paths = ctx.file._paths.short_path,
        ),
        is_executable = True,
    )
    files = ctx.files._clang_format_files + [ctx.file._clang_format, ctx.file._paths]
    if ctx.file.buildifier:
        files.append(ctx.file.buildifier)
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files))]

_format = rule(
    implementation = _impl,
    attrs = {
        "buildifier": attr.label(allow_single_file = True, cfg = "exec"),
        "_clang_format": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@clang_tools//:clang-format",
        ),
        "_clang_format_files": attr.label(cfg = "exec", default = "@clang_tools//:files"),
        "_paths": attr.label(allow_single_file = True, default = "@source_tree//:paths.txt"),
    },
    executable = True,
)

def format(name, **kwargs):
    """Declares the formatter.

    Args:
      name: of the target to run.
      **kwargs: common attributes.
    """
    _format(
        name = name,
        buildifier = "@buildifier//:buildifier" if buildifier_available else None,
        **kwargs
    )
