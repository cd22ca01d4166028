# SPDX-License-Identifier: Apache-2.0
"""The source of a guest that says and does what a test wants."""

def _impl(ctx):
    source = ctx.actions.declare_file(ctx.label.name + ".S")
    ctx.actions.expand_template(
        output = source,
        substitutions = {
            "%{end}": ctx.attr.end,
            "%{text}": "".join([line + "\\r\\n" for line in ctx.attr.lines]),
        },
        template = ctx.file._template,
    )
    return [DefaultInfo(files = depset([source]))]

guest_source = rule(
    implementation = _impl,
    attrs = {
        "end": attr.string(
            doc = "Exit code of QEMU, or a name that guest.S.tpl defines.",
            mandatory = True,
        ),
        "lines": attr.string_list(
            doc = "What it prints. No quotes, no backslashes.",
            mandatory = True,
        ),
        "_template": attr.label(
            allow_single_file = True,
            default = ":guest.S.tpl",
        ),
    },
)
