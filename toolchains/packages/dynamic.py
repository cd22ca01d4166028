# SPDX-License-Identifier: Apache-2.0
"""Reads what the dynamic loader reads from an ELF file, and nothing more."""

import dataclasses
import struct

_MAGIC = b"\x7fELF"
_PT_LOAD = 1
_PT_DYNAMIC = 2
_PT_INTERP = 3
_DT_NULL = 0
_DT_NEEDED = 1
_DT_STRTAB = 5
_DT_SONAME = 14
_DT_RPATH = 15
_DT_RUNPATH = 29


@dataclasses.dataclass(frozen=True)
class Dynamic:
    """The loader's view of one 64-bit little-endian ELF file."""

    machine: int
    interpreter: str
    soname: str
    needed: tuple
    run_path: str


def is_elf(path):
    """Says whether the file starts with the ELF magic."""
    with open(path, "rb") as file:
        return file.read(4) == _MAGIC


def _string(data, offset):
    return data[offset : data.index(b"\0", offset)].decode()


def _program_headers(data):
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for index in range(count):
        kind, _, offset, address, _, length = struct.unpack_from(
            "<IIQQQQ", data, table + index * size
        )
        yield kind, offset, address, length


def read(path):
    """Reads one file.

    Raises ValueError for anything but a 64-bit little-endian ELF file.
    """
    with open(path, "rb") as file:
        data = file.read()
    if data[:6] != _MAGIC + b"\x02\x01":
        raise ValueError(f"{path}: not a 64-bit little-endian ELF file")
    (machine,) = struct.unpack_from("<H", data, 18)
    interpreter = ""
    loads = []
    dynamic = b""
    for kind, offset, address, length in _program_headers(data):
        if kind == _PT_LOAD:
            loads.append((address, offset, length))
        elif kind == _PT_INTERP:
            interpreter = _string(data, offset)
        elif kind == _PT_DYNAMIC:
            dynamic = data[offset : offset + length]
    entries = []
    for tag, value in struct.iter_unpack("<qQ", dynamic[: len(dynamic) & ~15]):
        if tag == _DT_NULL:
            break
        entries.append((tag, value))
    table = dict(entries).get(_DT_STRTAB, 0)
    strings = 0
    for address, offset, length in loads:
        if address <= table < address + length:
            strings = offset + table - address

    def values(wanted):
        return [_string(data, strings + v) for t, v in entries if t == wanted]

    return Dynamic(
        machine=machine,
        interpreter=interpreter,
        soname="".join(values(_DT_SONAME)),
        needed=tuple(values(_DT_NEEDED)),
        run_path=":".join(values(_DT_RUNPATH) + values(_DT_RPATH)),
    )
