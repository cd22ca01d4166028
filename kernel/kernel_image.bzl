# SPDX-License-Identifier: Apache-2.0
"""A bootable image for one board: `bazel build` writes it, `bazel run` boots it."""

load("//platforms:boards.bzl", "BOARDS")
load(
    "//toolchains/qemu:qemu_launcher.bzl",
    "QEMU_LAUNCHER_ATTRS",
    "qemu_launcher",
)
load(":config_txt.bzl", "config_txt")
load(":kernel_elf.bzl", "KernelElfInfo")

KernelImageInfo = provider(
    "A bootable image.",
    fields = {
        "board": "string: key of BOARDS.",
        "config_txt": "File: for the firmware of a Raspberry Pi, or None.",
        "elf": "File: the linked program.",
        "img": "File: what the board's firmware loads.",
        "map": "File: the linker's map.",
    },
)

_CHECK_LOCKS = "//kernel:check_locks"

def _to_platform_impl(settings, attr):
    platforms = settings["//command_line_option:platforms"]
    return {
        "//command_line_option:platforms": [str(attr.platform)] if attr.platform else platforms,
        _CHECK_LOCKS: settings[_CHECK_LOCKS] or attr.check_locks,
    }

# On the edge, not on the rule: outputs stay in bazel-bin, whatever board.
_to_platform = transition(
    implementation = _to_platform_impl,
    inputs = [
        "//command_line_option:platforms",
        _CHECK_LOCKS,
    ],
    outputs = [
        "//command_line_option:platforms",
        _CHECK_LOCKS,
    ],
)

def _impl(ctx):
    linked = ctx.attr.elf[0][KernelElfInfo]
    board = BOARDS[ctx.attr.board]
    stem = board.image.removesuffix(".img")
    folder = ctx.label.name + "/"

    elf = ctx.actions.declare_file(folder + stem + ".elf")
    ctx.actions.symlink(output = elf, target_file = linked.elf)
    link_map = ctx.actions.declare_file(folder + stem + ".map")
    ctx.actions.symlink(output = link_map, target_file = linked.map)

    img = ctx.actions.declare_file(folder + board.image)
    ctx.actions.run(
        arguments = ["-O", "binary", linked.elf.path, img.path],
        executable = ctx.executable._objcopy,
        inputs = [linked.elf],
        mnemonic = "KernelImage",
        outputs = [img],
        progress_message = "Writing %{output}",
        tools = [ctx.attr._objcopy_files[DefaultInfo].files],
    )

    config = None
    if board.config_txt:
        config = ctx.actions.declare_file(folder + "config.txt")
        ctx.actions.write(config, config_txt(ctx.attr.board, board))
    configs = [config] if config else []

    launcher = qemu_launcher(ctx, board = board, img = img)
    return [
        DefaultInfo(
            executable = launcher.executable,
            files = depset([img, elf, link_map] + configs),
            runfiles = launcher.runfiles,
        ),
        OutputGroupInfo(
            config_txt = depset(configs),
            elf = depset([elf]),
            img = depset([img]),
            map = depset([link_map]),
        ),
        KernelImageInfo(
            board = ctx.attr.board,
            config_txt = config,
            elf = elf,
            img = img,
            map = link_map,
        ),
    ]

kernel_image = rule(
    implementation = _impl,
    attrs = {
        "board": attr.string(
            doc = "Key of BOARDS; must agree with the platform.",
            mandatory = True,
            values = BOARDS.keys(),
        ),
        "check_locks": attr.bool(
            doc = "Whether it is built with --//kernel:check_locks.",
        ),
        "elf": attr.label(
            cfg = _to_platform,
            mandatory = True,
            providers = [KernelElfInfo],
        ),
        "platform": attr.label(doc = "Platform to build for; none: the one of --platforms."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_objcopy": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:llvm-objcopy",
            executable = True,
        ),
        "_objcopy_files": attr.label(
            cfg = "exec",
            default = "@llvm//:binutils_files",
        ),
    } | QEMU_LAUNCHER_ATTRS,
    executable = True,
    provides = [KernelImageInfo],
)
