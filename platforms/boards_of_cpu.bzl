# SPDX-License-Identifier: Apache-2.0
"""Boards by their processor, for what is about a processor."""

load(":boards.bzl", "BOARDS")

def boards_of_cpu(*cpus):
    """Returns the names of the boards that have one of `cpus`.

    Args:
      *cpus: names in @platforms//cpu, e.g. "aarch64".
    """
    constraints = ["@platforms//cpu:" + cpu for cpu in cpus]
    return [
        board
        for board, entry in BOARDS.items()
        if entry.cpu in constraints
    ]
