# SPDX-License-Identifier: Apache-2.0
"""A Python program that tests a kernel image."""

load("//kernel:kernel_image.bzl", "KernelImageInfo")
load("//platforms:boards.bzl", "BOARDS")
load(
    "//toolchains/qemu:qemu_launcher.bzl",
    "QEMU_LAUNCHER_ATTRS",
    "qemu_arguments",
    "qemu_binary",
)
load(":python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

def _impl(ctx):
    image = ctx.attr.image[KernelImageInfo]
    board = BOARDS[image.board]
    qemu = qemu_binary(ctx, board)
    launcher = ctx.attr.image[DefaultInfo]
    description = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(description, json.encode_indent({
        "all_cores_arguments": board.qemu_all_cores_args,
        "board": image.board,
        "chip": board.chip,
        "config_txt": image.config_txt.short_path if image.config_txt else None,
        "core": board.core,
        "elf": image.elf.short_path,
        "elf_entry_level": board.elf_entry_level,
        "entry_level": board.entry_level,
        "heap": board.heap,
        "img": image.img.short_path,
        "launcher": launcher.files_to_run.executable.short_path,
        "link_map": image.map.short_path,
        "machine_arguments": qemu_arguments(board),
        "one_core_arguments": board.qemu_test_args,
        "qemu": qemu.short_path,
        "ram": board.ram,
        "variants": board.variants,
    }))
    return [python_launcher(
        ctx,
        arguments = [description.short_path] + [
            ctx.expand_location(argument, ctx.attr.data)
            for argument in ctx.attr.arguments
        ],
        files = depset(
            [ctx.file.main, description, image.elf, image.img, image.map, qemu] + ctx.files.srcs + ctx.files.data,
            transitive = [
                ctx.attr._qemu_files[DefaultInfo].files,
                launcher.default_runfiles.files,
                launcher.files,
            ],
        ),
        main = ctx.file.main,
    )]

# Runs `main IMAGE.json ARGUMENTS...`; tests/image.py reads the first.
image_test = rule(
    implementation = _impl,
    attrs = {
        "arguments": attr.string_list(
            doc = "No single quotes. $(rootpath ...) names a file of `data`.",
        ),
        "data": attr.label_list(
            allow_files = True,
            doc = "What `main` reads or runs.",
        ),
        "image": attr.label(mandatory = True, providers = [KernelImageInfo]),
        "main": attr.label(allow_single_file = [".py"], mandatory = True),
        "srcs": attr.label_list(
            allow_files = [".py"],
            doc = "What `main` imports.",
        ),
    } | PYTHON_LAUNCHER_ATTRS | QEMU_LAUNCHER_ATTRS,
    test = True,
)
