# SPDX-License-Identifier: Apache-2.0
"""Tests of what a program that ends badly says, names of functions included."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//kernel:kernel_elf.bzl", "kernel_elf")
load("//kernel:kernel_image.bzl", "kernel_image")
load("//platforms:boards.bzl", "BOARDS")
load("//tests:image_test.bzl", "image_test")

_ONE_CORE_WHY = "has one core"

def report_test(
        name,
        srcs,
        lines,
        end = "99",
        deps = [],
        boards = None,
        boards_why = None,
        boots_on_all_cores = 0,
        check_locks = False):
    """Declares `<name>_test.<board>`: boots a program and reads its report.

    Args:
      name: of the program.
      srcs: of the program.
      lines: regular expressions, without single quotes, for whole lines: the
        last of them that the program prints, in this order, with others between
        them only where there is "...".
      end: exit code of QEMU, or "halt" if it goes on.
      deps: of the program.
      boards: names of boards, or None for all.
      boards_why: why the others cannot run it, as for firmware_test.
      boots_on_all_cores: how often it is booted, with all cores of the board; of
        each time all of the output is looked at. 0: once, on as many as QEMU
        makes. Boards with one core are left out.
      check_locks: whether it is built with --//kernel:check_locks.
    """
    if (boards == None) != (boards_why == None):
        fail("%s: boards and boards_why belong together" % name)
    cc_library(
        name = name,
        srcs = srcs,
        target_compatible_with = ["@platforms//os:none"],
        deps = deps,
    )
    kernel_elf(
        name = name + "_elf",
        symbols = True,
        tags = ["manual"],
        target_compatible_with = ["@platforms//os:none"],
        deps = [
            ":" + name,
            "//kernel",
            "//platforms:board",
        ],
    )
    wanted = list(boards or BOARDS)
    whys = [boards_why] if boards_why else []
    if boots_on_all_cores:
        wanted = [board for board in wanted if BOARDS[board].cores > 1]
        whys.append(_ONE_CORE_WHY)
    for board in wanted:
        kernel_image(
            name = "%s.%s" % (name, board),
            board = board,
            check_locks = check_locks,
            elf = ":%s_elf" % name,
            platform = "//platforms:" + board,
            tags = ["manual"],
        )
        image_test(
            name = "%s_test.%s" % (name, board),
            size = "small",
            srcs = [
                "//tests:image.py",
                "//tests/serial:session.py",
            ],
            arguments = [end, str(boots_on_all_cores)] + lines,
            image = ":%s.%s" % (name, board),
            main = "report_test.py",
            tags = [
                       "board",
                       board,
                   ] + ["boards: " + why for why in whys] +
                   (["cpu:4"] if boots_on_all_cores else []),
            target_compatible_with = ["@platforms//os:linux"],
        )
