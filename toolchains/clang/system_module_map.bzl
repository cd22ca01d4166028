# SPDX-License-Identifier: Apache-2.0
"""A module map of the headers that come with compiler and C library.

layering_check refuses a header that no module claims; these belong to all.
"""

def _impl(ctx):
    out = ctx.actions.declare_file(ctx.label.name + ".modulemap")
    lines = ctx.actions.args()
    lines.set_param_file_format("multiline")
    lines.add('module "crosstool" [system] {')
    lines.add_all(ctx.files.hdrs, format_each = '  textual header "%s"')
    lines.add("}")
    ctx.actions.write(out, lines)
    return [DefaultInfo(files = depset([out]))]

system_module_map = rule(
    implementation = _impl,
    attrs = {"hdrs": attr.label_list(allow_files = True, mandatory = True)},
)
