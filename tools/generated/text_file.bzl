# SPDX-License-Identifier: Apache-2.0
"""A file of a text that a BUILD file makes."""

def _impl(ctx):
    file = ctx.actions.declare_file(ctx.attr.out)
    ctx.actions.write(file, ctx.attr.text)
    return [DefaultInfo(files = depset([file]))]

text_file = rule(
    implementation = _impl,
    attrs = {
        "out": attr.string(doc = "Name of the file.", mandatory = True),
        "text": attr.string(mandatory = True),
    },
)
