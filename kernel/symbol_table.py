# SPDX-License-Identifier: Apache-2.0
"""Makes the table of a program's function names, for kernel/symbol_table.h.

usage: symbol_table.py make ELF TABLE.S
       symbol_table.py check ELF TABLE.S OUT

A program is linked twice, the second time with the table of the first. `check`
makes OUT a copy of ELF if TABLE.S is what that program, too, would get: with
the table in it, nothing has moved.
"""

import collections
import pathlib
import sys

from toolchains.qemu import elf

_UNIT = 4  # bytes of an instruction
_FIRST_PAIR = 0x80
_MAX_PAIRS = 0x80
_MAX_DEPTH = 16  # of kernel/symbol_table.c
# A pair costs two bytes, and saves one each time.
_MIN_COUNT = 3
_HEAD = """\
// SPDX-License-Identifier: Apache-2.0
// Made by kernel/symbol_table.py.
.section .symbols, "a"
"""


def _number(value):
    """7 bits a byte, the lowest first; the last has its top bit clear."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _join(name, pair, byte):
    """The name with `byte` wherever it has the pair."""
    joined = []
    for each in name:
        if joined and (joined[-1], each) == pair:
            joined[-1] = byte
        else:
            joined.append(each)
    return joined


def _pack(names):
    """Gives the bytes above ASCII to the pairs that occur most often."""
    packed = [list(name.encode("ascii")) for name in names]
    pairs = []
    needs = collections.Counter()  # on the reader's stack
    while len(pairs) < _MAX_PAIRS:
        counts = collections.Counter()
        for name in packed:
            counts.update(
                (first, second)
                for first, second in zip(name, name[1:])
                if max(needs[first] + 1, needs[second]) <= _MAX_DEPTH
            )
        # Of several, always the same.
        count, pair = max(
            ((count, pair) for pair, count in counts.items()),
            default=(0, None),
        )
        if count < _MIN_COUNT:
            break
        byte = _FIRST_PAIR + len(pairs)
        pairs.append(bytes(pair))
        needs[byte] = max(2, needs[pair[0]] + 1, needs[pair[1]])
        packed = [_join(name, pair, byte) for name in packed]
    return pairs, [bytes(name) for name in packed]


def encode(base, symbols):
    """The table of a sorted list of (address, name) in code at `base`."""
    pairs, names = _pack([name for _, name in symbols])
    table = bytearray([len(pairs)])
    table += b"".join(pairs)
    for (address, _), name in zip(symbols, names):
        units, odd = divmod(address - base, _UNIT)
        if odd or units < 0:
            raise ValueError("nothing can be at 0x%x" % address)
        table += _number(units) + name + b"\0"
        base = address
    return bytes(table)


def source(program):
    """Assembly of the table of an elf.Elf."""
    symbols = program.code_symbols()
    table = encode(symbols[0][0], symbols)
    lines = [_HEAD]
    for start in range(0, len(table), 16):
        piece = table[start : start + 16]
        lines.append(".byte %s\n" % ", ".join("%d" % byte for byte in piece))
    return "".join(lines)


def main(arguments):
    command, program, table, *out = arguments
    text = source(elf.Elf(program))
    table = pathlib.Path(table)
    if command == "make":
        table.write_text(text, encoding="utf-8")
        return 0
    if table.read_text(encoding="utf-8") != text:
        print("%s: functions moved when the table came in" % program)
        return 1
    out = pathlib.Path(out[0])
    out.write_bytes(pathlib.Path(program).read_bytes())
    out.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
