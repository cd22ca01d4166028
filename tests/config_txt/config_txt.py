# SPDX-License-Identifier: Apache-2.0
"""Checks that a board's config.txt is about the image beside it.

usage: config_txt.py IMAGE.json
"""

import os
import sys

from tests import image as images
from toolchains.qemu import elf

# The firmware reads no more of a line.
_LONGEST_LINE = 98


def settings(text):
    """Returns (name -> value, one line for each line that is wrong)."""
    found = {}
    wrong = []
    for line in text.splitlines():
        if len(line) > _LONGEST_LINE:
            wrong.append("longer than %d: %s" % (_LONGEST_LINE, line))
        if line == "" or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not value or " " in line:
            wrong.append("not name=value: %s" % line)
        elif name in found and name != "dtoverlay":
            wrong.append("twice: %s" % name)
        found[name] = value
    return found, wrong


def problems(text, program, file_name):
    """One line for each thing that is wrong with config.txt.

    Args:
      text: of config.txt.
      program: Elf, what the image was made from.
      file_name: of the image.
    """
    found, wrong = settings(text)
    first = min(
        s.address
        for s in program.segments
        if s.kind == elf.PT_LOAD and s.file_size
    )
    expected = {
        "arm_64bit": "1" if program.is64 else "0",
        "kernel": file_name,
        "kernel_address": "0x%x" % first,
        # The firmware jumps to the first byte that it has loaded.
        "entry point": "0x%x" % program.entry,
    }
    given = {**found, "entry point": found.get("kernel_address")}
    for name, value in expected.items():
        if given.get(name) != value:
            wrong.append(
                "%s: %s, the image wants %s" % (name, given.get(name), value)
            )
    return wrong


def main(arguments):
    image = images.Image(arguments[0])
    with open(image.config_txt, encoding="ascii") as file:
        text = file.read()
    print(text)
    found = problems(text, elf.Elf(image.elf), os.path.basename(image.img))
    if os.path.dirname(image.img) != os.path.dirname(image.config_txt):
        found.append("not in the same folder")
    for line in found:
        print("FAILED: " + line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
