# SPDX-License-Identifier: Apache-2.0
"""What some object files of a program take, by the linker's map."""

import re

# VMA, LMA, size, alignment; then an output section, or, indented by one
# column more each, what of a file is in it, or a symbol.
_LINE = re.compile(r" *[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+) +\d+ (.*)")
_KINDS = {
    ".text": "code",
    ".rodata": "constants",
    ".data": "ram",
    ".bss": "ram",
}


def sizes(text, objects):
    """Returns {"code", "constants", "ram": bytes} of archives and objects.

    Initial values of data, which an image has as well, count as RAM only.
    """
    objects = set(objects)
    result = {"code": 0, "constants": 0, "ram": 0}
    section = ""
    for line in text.splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        size, rest = int(match[1], 16), match[2]
        if not rest.startswith(" "):
            section = rest
            continue
        # archive(member):(section), or file:(section)
        file = re.match(r" {8}(\S[^(]*?)(?:\([^)]*\))?:\(", rest)
        if file and file[1] in objects and section in _KINDS:
            result[_KINDS[section]] += size
    return result
