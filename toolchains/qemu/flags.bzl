# SPDX-License-Identifier: Apache-2.0
"""A yes-or-no setting for the command line."""

bool_setting = rule(
    implementation = lambda ctx: [],
    build_setting = config.bool(flag = True),
    doc = "Set with --//toolchains/qemu:<name>.",
)
