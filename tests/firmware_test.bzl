# SPDX-License-Identifier: Apache-2.0
"""One test source, run on the host and on every board."""

load("@rules_cc//cc:defs.bzl", "cc_test")
load("//platforms:boards.bzl", "BOARDS")
load(":board_test.bzl", "board_test")

_INCOMPATIBLE = ["@platforms//:incompatible"]
_ONE_CORE_WHY = "on all cores, which only AArch64's port of mm knows"

_KERNEL = [
    "//kernel",
    "//platforms:board",
]

def firmware_test(
        name,
        srcs,
        deps = [],
        boards = None,
        boards_why = None,
        host = True,
        all_cores = False,
        size = "small",
        tags = [],
        **kwargs):
    """Declares a cc_test and, for each board, a test that boots it in QEMU.

    `bazel test` of the package runs `name` on the host and `name.<board>` in
    QEMU. With --platforms=//platforms:<board>, `name` itself boots on that
    board and the others are skipped.

    The program has a `main` and prints TAP; cmocka and, on boards, the kernel
    and the board are linked in.

    Args:
      name: of the host's test.
      srcs: of the program.
      deps: of the program, besides cmocka and the kernel.
      boards: names of boards, or None for all.
      boards_why: why the others cannot run it; `bazel run //tests:matrix` says
        so. Wanted if `boards` is given.
      host: whether it runs on the host.
      all_cores: whether it needs all cores of a board, in place of one that
        counts instructions. Boards with one core are left out. With --platforms,
        `name` then wants --config=all_cores, too.
      size: of all these tests.
      tags: of all these tests; a board's test also has "board" and the board's
        name.
      **kwargs: for cc_test; visibility, timeout and flaky go to all.
    """
    if (boards == None) != (boards_why == None):
        fail("%s: boards and boards_why belong together" % name)
    whys = [boards_why] if boards_why else []
    wanted = list(BOARDS if boards == None else boards)
    boards = [
        board
        for board in wanted
        if not all_cores or BOARDS[board].qemu_all_cores_args != None
    ]
    if boards != wanted:
        whys.append(_ONE_CORE_WHY)
    common = {
        key: kwargs.pop(key)
        for key in ["flaky", "timeout", "visibility"]
        if key in kwargs
    }
    cc_test(
        name = name,
        size = size,
        srcs = srcs,
        # For tests/matrix.py.
        tags = tags + ["boards: " + why for why in whys],
        target_compatible_with = ([] if host else ["@platforms//os:none"]) + (select({
            "//toolchains/qemu:board_on_one_core": _INCOMPATIBLE,
            "//conditions:default": [],
        }) if all_cores else []) + select(
            {"//platforms/%s:constraint" % board: [] for board in boards} |
            {
                "//platforms:no_board_constraint": [] if host else _INCOMPATIBLE,
                "//conditions:default": _INCOMPATIBLE,
            },
        ),
        deps = deps + ["@cmocka//:cmocka"] + select(
            {"//platforms/%s:constraint" % board: _KERNEL for board in BOARDS} |
            {"//conditions:default": []},
        ),
        **(kwargs | common)
    )
    for board in boards:
        board_test(
            name = "%s.%s" % (name, board),
            size = size,
            actual = ":" + name,
            all_cores = all_cores,
            board = board,
            # QEMU has a thread per core.
            tags = tags + [
                "board",
                board,
            ] + (["cpu:4"] if all_cores else []),
            target_compatible_with = ["@platforms//os:linux"],
            **common
        )
