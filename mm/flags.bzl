# SPDX-License-Identifier: Apache-2.0
"""Settings for the command line, to be used as --//mm:<name>=<value>."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

bool_setting = rule(
    implementation = lambda ctx: [],
    build_setting = config.bool(flag = True),
    doc = "Set with --//mm:<name> or --//mm:<name>=false.",
)

def _one_of_impl(ctx):
    if ctx.build_setting_value not in ctx.attr.values:
        fail("--{}={}: {} are possible".format(
            ctx.label,
            ctx.build_setting_value,
            ", ".join(ctx.attr.values),
        ))
    return []

one_of_setting = rule(
    implementation = _one_of_impl,
    attrs = {"values": attr.string_list(mandatory = True)},
    build_setting = config.string(flag = True),
    doc = "Set with --//mm:<name>=<one of values>.",
)

def _library_setting_impl(ctx):
    for library, value in ctx.attr.values.items():
        if value == ctx.build_setting_value:
            return [
                library[CcInfo],
                DefaultInfo(files = library[DefaultInfo].files),
            ]
    fail("--{}={}: {} are possible".format(
        ctx.label,
        ctx.build_setting_value,
        ", ".join(ctx.attr.values.values()),
    ))

library_setting = rule(
    implementation = _library_setting_impl,
    attrs = {
        "values": attr.label_keyed_string_dict(
            doc = "Each library and the value that chooses it.",
            mandatory = True,
            providers = [CcInfo],
        ),
    },
    build_setting = config.string(flag = True),
    doc = "A library and the setting that says which: --//mm:<name>=<value>.",
    provides = [CcInfo],
)
