# SPDX-License-Identifier: Apache-2.0
"""One image target per board, of one program."""

load("//platforms:boards.bzl", "BOARDS")
load(":kernel_elf.bzl", "kernel_elf")
load(":kernel_image.bzl", "kernel_image")

def images(name, program, visibility):
    """Declares `<board>` for every board, `image` and `name`.

    Args:
      name: of the group of all boards' images.
      program: dependencies that make the program, board excluded.
      visibility: of all of them.
    """
    kernel_elf(
        name = "kernel_elf",
        symbols = True,
        target_compatible_with = ["@platforms//os:none"],
        deps = program + ["//platforms:board"],
    )

    for board in BOARDS:
        kernel_image(
            name = board,
            board = board,
            elf = ":kernel_elf",
            platform = "//platforms:" + board,
            visibility = visibility,
        )

    # The board of --platforms.
    kernel_image(
        name = "image",
        board = select({
            "//platforms/%s:constraint" % board: board
            for board in BOARDS
        }, no_match_error = "say which board: --platforms=//platforms:<board>"),
        elf = ":kernel_elf",
        target_compatible_with = ["@platforms//os:none"],
        visibility = visibility,
    )

    native.filegroup(
        name = name,
        srcs = [":" + board for board in BOARDS],
        visibility = visibility,
    )
