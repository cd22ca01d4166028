# SPDX-License-Identifier: Apache-2.0
"""Checks how many bytes of an image are the shell's.

usage: shell_size.py IMAGE.json PART=MAXIMUM...

The link map says it. Not counted are texts: the linker makes one of those that
are equal, whoever has them.
"""

import collections
import re
import sys

from tests import image as images

# Of an input section: address, load address, size, alignment, file, name.
_SECTION = re.compile(
    r"\s*[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)\s+\d+\s+"
    r"\S*/bin/(shell/\S+)\(\S+:\(([^)]+)\)"
)
_IN_IMAGE = re.compile(r"\.(text|rodata|data)(\.|$)|shell_commands$")
_EDITOR = re.compile(
    r"shell/lib(console_terminal|history|history_expand|input_parser|"
    r"line_display|line_editor|terminal|utf8)\."
)


def part_of(library):
    """Which part of the shell a library is."""
    if library.startswith("shell/commands/"):
        return "commands"
    return "editor" if _EDITOR.match(library) else "language"


def sizes(lines):
    """Part of the shell -> bytes in the image, from the lines of a link map."""
    found = collections.Counter()
    for line in lines:
        section = _SECTION.match(line)
        if section and _IN_IMAGE.match(section.group(3)):
            found[part_of(section.group(2))] += int(section.group(1), 16)
    return found


def main(arguments):
    image = images.Image(arguments[0])
    budgets = dict(argument.split("=") for argument in arguments[1:])
    with open(image.link_map, encoding="utf-8") as file:
        found = sizes(file)
    for part, maximum in budgets.items():
        print("%s: %s of the shell: %d bytes, at most %s allowed"
              % (image.board, part, found[part], maximum))
    print("%s: the shell: %d bytes" % (image.board, sum(found.values())))
    return 0 if all(0 < found[p] <= int(m) for p, m in budgets.items()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
