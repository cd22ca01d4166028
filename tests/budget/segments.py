# SPDX-License-Identifier: Apache-2.0
"""Checks that no memory of a program is both writable and executable.

usage: segments.py IMAGE.json

Also that there is code, that the entry point is in it, and that segments do
not share a page, since a page has one set of permissions.
"""

import sys

from tests import image as images
from toolchains.qemu import elf

_PAGE = 4096


def problems(program):
    """One line for each thing that is wrong with the segments."""
    found = []
    loaded = [s for s in program.segments if s.kind == elf.PT_LOAD]
    for segment in loaded:
        if segment.flags & elf.PF_W and segment.flags & elf.PF_X:
            found.append("writable and executable: %s" % segment)
    if not any(
        s.flags & elf.PF_X
        and s.address <= program.entry < s.address + s.memory_size
        for s in loaded
    ):
        found.append("entry point 0x%x is not code" % program.entry)
    loaded.sort(key=lambda s: s.address)
    for low, high in zip(loaded, loaded[1:]):
        end = low.address + low.memory_size
        if (end - 1) // _PAGE >= high.address // _PAGE:
            found.append("share a page: %s and %s" % (low, high))
    return found


def main(arguments):
    image = images.Image(arguments[0])
    program = elf.Elf(image.elf)
    for segment in program.segments:
        if segment.kind == elf.PT_LOAD:
            print(segment)
    found = problems(program)
    for line in found:
        print("FAILED: " + line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
