# SPDX-License-Identifier: Apache-2.0
"""Files that Bazel makes and that are committed all the same, for readers."""

load("//tests:python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

def _launcher(ctx, mode, arguments, files):
    return [python_launcher(
        ctx,
        arguments = [mode] + arguments,
        files = depset(files + [ctx.file._main]),
        main = ctx.file._main,
    )]

def _update_impl(ctx):
    made = {
        path: target.files.to_list()[0]
        for target, path in ctx.attr.made.items()
    }
    arguments = [
        word
        for path, file in made.items()
        for word in [path, file.short_path]
    ]
    return _launcher(ctx, "write", arguments, made.values())

def _test_impl(ctx):
    return _launcher(
        ctx,
        "compare",
        [ctx.file.committed.short_path, ctx.file.made.short_path],
        [ctx.file.committed, ctx.file.made],
    )

_ATTRS = {
    "_main": attr.label(allow_single_file = True, default = ":generated_files.py"),
} | PYTHON_LAUNCHER_ATTRS

_update = rule(
    implementation = _update_impl,
    attrs = {
        "made": attr.label_keyed_string_dict(doc = "File -> its path in the tree."),
    } | _ATTRS,
    executable = True,
)

_generated_file_test = rule(
    implementation = _test_impl,
    attrs = {
        "committed": attr.label(allow_single_file = True, mandatory = True),
        "made": attr.label(allow_single_file = True, mandatory = True),
    } | _ATTRS,
    test = True,
)

def generated_files(name, made, **kwargs):
    """Declares what writes such files, and a test for each: `<target>_test`.

    Args:
      name: of the target whose `bazel run` writes all of them.
      made: dict, target -> path of the file, which //:BUILD.bazel exports.
      **kwargs: for all of them.
    """
    _update(name = name, made = made, **kwargs)
    for target, path in made.items():
        _generated_file_test(
            name = Label(target).name + "_test",
            size = "small",
            committed = "//:" + path,
            made = target,
            **kwargs
        )
