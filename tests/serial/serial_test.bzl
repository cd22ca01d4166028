# SPDX-License-Identifier: Apache-2.0
"""A user's session with the shell of a booted image."""

load("//platforms:boards.bzl", "BOARDS")
load("//tests:image_test.bzl", "image_test")

def serial_test(name, script, srcs = [], boards = None, size = "small", tags = [], **kwargs):
    """Runs `script` against the product image of each board.

    Declares `name.<board>` for each of them.

    Args:
      name: of the tests, before the dot.
      script: Python program; see session.py.
      srcs: what it imports besides session.py.
      boards: names of boards, or None for all.
      size: of each test.
      tags: of each test, besides "board" and the board's name.
      **kwargs: for each test.
    """
    for board in boards or BOARDS.keys():
        image_test(
            name = "%s.%s" % (name, board),
            size = size,
            srcs = srcs + [
                "//tests:image.py",
                "//tests/serial:session.py",
            ],
            image = "//kernel:" + board,
            main = script,
            tags = tags + [
                "board",
                board,
            ],
            target_compatible_with = ["@platforms//os:linux"],
            **kwargs
        )
