# SPDX-License-Identifier: Apache-2.0
"""What a board is linked from, as its targets say it."""

load("//platforms:boards.bzl", "BOARDS")
load("//tests:board_test.bzl", "to_board")

BoardFactsInfo = provider(
    "What the targets of a board say.",
    fields = {
        "board": "string: key of BOARDS.",
        "drivers": "list of strings: labels of its drivers, sorted.",
        "symbols": "dict: symbol for the linker script -> its value.",
    },
)

_LinkedInfo = provider(
    "What a dependency brings into a board.",
    fields = {
        "driver": "string: its label, if it is one; else None.",
        "drivers": "depset of strings: those that it wires up.",
        "linkopts": "depset of strings.",
    },
)

_DEFSYM = "-Wl,--defsym="

def _linked_impl(target, ctx):
    package = "" if target.label.workspace_root else target.label.package
    deps = [
        dep[_LinkedInfo]
        for attribute in ["deps", "implementation_deps"]
        for dep in getattr(ctx.rule.attr, attribute, [])
        if _LinkedInfo in dep
    ]

    # An interface is a header, or has the package's name; what several drivers
    # share is named by them, not by a board.
    has_code = any([file.extension == "c" for file in getattr(ctx.rule.files, "srcs", [])])
    is_interface = not has_code or package.endswith("/" + target.label.name)
    is_driver = package.startswith("drivers/") and not is_interface
    is_wiring = package.startswith("platforms/")
    return [_LinkedInfo(
        driver = "//%s:%s" % (package, target.label.name) if is_driver else None,
        drivers = depset(
            [dep.driver for dep in deps if is_wiring and dep.driver],
            transitive = [dep.drivers for dep in deps],
        ),
        linkopts = depset(
            getattr(ctx.rule.attr, "linkopts", []),
            transitive = [dep.linkopts for dep in deps],
        ),
    )]

_linked = aspect(
    implementation = _linked_impl,
    attr_aspects = ["deps", "implementation_deps"],
)

def _impl(ctx):
    linked = ctx.attr._library[0][_LinkedInfo]
    return [BoardFactsInfo(
        board = ctx.attr.board,
        drivers = sorted(linked.drivers.to_list()),
        symbols = dict([
            option.removeprefix(_DEFSYM).split("=")
            for option in linked.linkopts.to_list()
            if option.startswith(_DEFSYM)
        ]),
    )]

board_facts = rule(
    implementation = _impl,
    attrs = {
        "board": attr.string(mandatory = True, values = BOARDS.keys()),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_library": attr.label(
            aspects = [_linked],
            cfg = to_board,
            default = "//platforms:board",
        ),
    },
    doc = "Builds nothing of the board.",
    provides = [BoardFactsInfo],
)
