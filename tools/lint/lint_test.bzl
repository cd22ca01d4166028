# SPDX-License-Identifier: Apache-2.0
"""A test that runs a checker over files and passes when the checker does."""

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def _impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    command = [ctx.file.tool.short_path] + [
        ctx.expand_location(arg, ctx.attr.data)
        for arg in ctx.attr.tool_args
    ] + [file.short_path for file in ctx.files.srcs if file not in ctx.files.data]
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec %s\n" % " \\\n  ".join([_quote(word) for word in command]),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(ctx.files.srcs + ctx.files.data + ctx.files.tool_files + [ctx.file.tool]),
    )]

lint_test = rule(
    implementation = _impl,
    attrs = {
        "data": attr.label_list(allow_files = True, doc = "Further inputs, for $(location)."),
        "srcs": attr.label_list(allow_files = True, doc = "What is checked.", mandatory = True),
        "tool": attr.label(allow_single_file = True, cfg = "exec", mandatory = True),
        "tool_args": attr.string_list(doc = "Come before the files."),
        "tool_files": attr.label_list(allow_files = True, cfg = "exec", doc = "What the tool needs."),
    },
    test = True,
)
