# SPDX-License-Identifier: Apache-2.0
"""For test rules whose test is a Python program; no Python of the host's."""

# Private attributes that a rule needs to call python_launcher().
PYTHON_LAUNCHER_ATTRS = {
    "_python": attr.label(
        allow_single_file = True,
        cfg = "exec",
        default = "@python//:python3",
    ),
    "_python_files": attr.label(
        cfg = "exec",
        default = "@python//:files",
    ),
    "_python_launcher_template": attr.label(
        allow_single_file = True,
        default = "//tests:python_launcher.sh.tpl",
    ),
}

def python_launcher(ctx, *, main, files, arguments):
    """Writes a script that runs a Python program in its runfiles.

    The program imports modules by their path in the repository.

    Args:
      ctx: of a rule with PYTHON_LAUNCHER_ATTRS.
      main: File, the program.
      files: depset of File, what it reads, `main` included.
      arguments: list of strings without single quotes.

    Returns:
      DefaultInfo.
    """
    launcher = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.expand_template(
        is_executable = True,
        output = launcher,
        substitutions = {
            "%{arguments}": " ".join(["'%s'" % a for a in arguments]),
            "%{main}": main.short_path,
            "%{python}": ctx.file._python.short_path,
            "%{workspace}": ctx.workspace_name,
        },
        template = ctx.file._python_launcher_template,
    )
    return DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles(
            [ctx.file._python],
            transitive_files = depset(
                transitive = [files, ctx.attr._python_files[DefaultInfo].files],
            ),
        ),
    )
