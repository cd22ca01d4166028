# SPDX-License-Identifier: Apache-2.0
"""A program that measures one allocator, for the board it is measured on."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//kernel:kernel_elf.bzl", "KernelElfInfo")
load("//platforms:boards.bzl", "BOARDS")

BOARD = "virt"

BenchmarkProgramInfo = provider(
    "A linked program and what of it is the allocator.",
    fields = {
        "adapter": "list of string: likewise the adapter's; its RAM counts.",
        "elf": "File: the program.",
        "map": "File: the linker's map.",
        "objects": "list of string: the allocator's files, as the map has them.",
    },
)

# With the lock for several cores: what products pay.
def _to_board_impl(_settings, _attr):
    return {
        "//command_line_option:platforms": [str(Label("//platforms:" + BOARD))],
        "//mm/port": Label("//mm/port:aarch64_smp"),
    }

_to_board = transition(
    implementation = _to_board_impl,
    inputs = [],
    outputs = [
        "//command_line_option:platforms",
        "//mm/port",
    ],
)

# Of ours, the packages that are part of an allocator; of others', the target.
_OURS = ["mm"]
_OURS_PER_CPU = _OURS + ["mm/port"]

def _belongs(owner, library, packages):
    if owner == library:
        return True
    return owner.workspace_name == library.workspace_name and owner.package in packages

def _objects(library, packages):
    files = []
    for input in library[CcInfo].linking_context.linker_inputs.to_list():
        if not _belongs(input.owner, library.label, packages):
            continue
        for each in input.libraries:
            files += [
                file
                for file in [each.static_library, each.pic_static_library]
                if file
            ]
            files += each.objects or []
            files += each.pic_objects or []
    return [file.path for file in files]

def _impl(ctx):
    linked = ctx.attr.elf[0][KernelElfInfo]
    return [
        DefaultInfo(files = depset([linked.elf, linked.map])),
        BenchmarkProgramInfo(
            adapter = _objects(ctx.attr.adapter[0], []),
            elf = linked.elf,
            map = linked.map,
            objects = _objects(
                ctx.attr.library[0],
                _OURS_PER_CPU if ctx.attr.per_cpu else _OURS,
            ),
        ),
    ]

benchmark_program = rule(
    implementation = _impl,
    attrs = {
        "adapter": attr.label(
            cfg = _to_board,
            mandatory = True,
            providers = [CcInfo],
        ),
        "elf": attr.label(
            cfg = _to_board,
            mandatory = True,
            providers = [KernelElfInfo],
        ),
        "library": attr.label(
            cfg = _to_board,
            doc = "The allocator: its code is what is counted.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "per_cpu": attr.bool(
            doc = "Whether it uses the area that the port has for each CPU.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    provides = [BenchmarkProgramInfo],
)

# What runs these programs.
BENCHMARK_BOARD = BOARDS[BOARD]
