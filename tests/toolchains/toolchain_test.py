# SPDX-License-Identifier: Apache-2.0
"""Checks what a program was compiled for.

usage: toolchain_test.py PROGRAM NAME=NUMBER...
"""

import sys

from toolchains.qemu import elf

_SHT_ARM_ATTRIBUTES = 0x70000003
_TAG_FILE = 1
_TAG_CPU_ARCH = 6
# Tags below 32 with a string; from 32 on it is the odd ones.
_STRINGS = (4, 5)


def _number(data, at):
    """A ULEB128 number and the offset after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def cpu_arch(data):
    """Tag_CPU_arch of the file (Arm IHI 0045, "Build attributes"), or -1."""
    if not data:
        return -1
    # Version, length and name of the vendor, then one group of attributes.
    at = data.index(b"\0", 5) + 1
    if data[:1] != b"A" or data[5:at] != b"aeabi\0" or data[at] != _TAG_FILE:
        raise ValueError("attributes of another kind")
    end = at + int.from_bytes(data[at + 1 : at + 5], "little")
    at += 5
    while at < end:
        tag, at = _number(data, at)
        if tag in _STRINGS or (tag > 32 and tag % 2):
            at = data.index(b"\0", at) + 1
            continue
        value, at = _number(data, at)
        if tag == _TAG_CPU_ARCH:
            return value
    return 0  # its default


def main(arguments):
    path, *expected = arguments
    program = elf.Elf(path)
    found = {
        "bits": 64 if program.is64 else 32,
        "cpu_arch": cpu_arch(program.section_data(_SHT_ARM_ATTRIBUTES)),
        "flags": program.flags,
        "machine": program.machine,
    }
    wanted = {key: int(value) for key, value in (e.split("=") for e in expected)}
    print("found    %s\nexpected %s" % (found, wanted))
    if found != wanted:
        return 1
    if not program.symbol(program.entry).startswith("_start+0x0"):
        print("the entry point is not _start")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
