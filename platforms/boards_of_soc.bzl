# SPDX-License-Identifier: Apache-2.0
"""Boards by their chip, for what is about a chip: another board may have it."""

load(":boards.bzl", "BOARDS")

def boards_of_soc(*socs):
    """Returns the names of the boards that have one of `socs`.

    Args:
      *socs: names in //platforms/soc, e.g. "bcm2711".
    """
    return [
        board
        for board, entry in BOARDS.items()
        if entry.soc in socs
    ]
