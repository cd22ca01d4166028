# SPDX-License-Identifier: Apache-2.0
"""Reads what we need of an ELF file: header, segments, function names."""

import bisect
import collections
import struct

PT_LOAD = 1
PF_X, PF_W, PF_R = 1, 2, 4
_EM_ARM, _EM_AARCH64 = 40, 183
_SHT_SYMTAB = 2
_SHF_EXECINSTR = 4
_STB_GLOBAL = 1
_STT_NOTYPE, _STT_FUNC = 0, 2
# kernel/arch/kernel.ld: where code begins, not what it is called.
_SCRIPT_SYMBOL = "__text_start"

Section = collections.namedtuple(
    "Section", "name kind flags address offset size link"
)


class BadElf(Exception):
    """The file is not a little-endian Arm executable."""


class Segment:
    """One program header."""

    def __init__(self, kind, flags, address, file_size, memory_size):
        self.kind = kind
        self.flags = flags
        self.address = address
        self.file_size = file_size
        self.memory_size = memory_size

    def __str__(self):
        letters = zip("RWX", (PF_R, PF_W, PF_X))
        return "0x%08x..0x%08x %s" % (
            self.address,
            self.address + self.memory_size,
            "".join(c if self.flags & bit else "-" for c, bit in letters),
        )


class Elf:
    """An executable, 32 or 64 bit.

    Attributes:
      is64: whether it has 64 bits.
      machine: e_machine.
      flags: e_flags.
      entry: where it begins.
      segments: list of Segment.

    Raises:
      OSError: the file cannot be read.
      BadElf: it is not an executable that a board could run.
    """

    def __init__(self, path):
        with open(path, "rb") as file:
            self._data = file.read()
        try:
            self._read_header()
            self.segments = self._read_segments()
        except struct.error as error:
            raise BadElf("truncated ELF file") from error

    def _unpack(self, layout, offset):
        return struct.unpack_from("<" + layout, self._data, offset)

    def _read_header(self):
        ident = self._data[:16]
        if ident[:4] != b"\x7fELF":
            raise BadElf("not an ELF file")
        if len(ident) < 16 or ident[5] != 1:
            raise BadElf("not a little-endian ELF file")
        self.is64 = ident[4] == 2
        word = "Q" if self.is64 else "I"
        kind, self.machine, _ = self._unpack("HHI", 16)
        if kind != 2:
            raise BadElf("not an executable (ELF type %d)" % kind)
        if self.machine != (_EM_AARCH64 if self.is64 else _EM_ARM):
            raise BadElf(
                "not for an Arm processor (machine %d)" % self.machine
            )
        self.entry, self._phoff, self._shoff = self._unpack(word * 3, 24)
        (
            self.flags,
            _,
            self._phentsize,
            self._phnum,
            self._shentsize,
            self._shnum,
        ) = self._unpack("IHHHHH", 48 if self.is64 else 36)

    def _read_segments(self):
        segments = []
        for i in range(self._phnum):
            offset = self._phoff + i * self._phentsize
            if self.is64:
                kind, flags, start, address, _, filesz, memsz = self._unpack(
                    "IIQQQQQ", offset
                )
            else:
                kind, start, address, _, filesz, memsz, flags = self._unpack(
                    "IIIIIII", offset
                )
            if kind == PT_LOAD and start + filesz > len(self._data):
                raise BadElf("truncated ELF file")
            segments.append(Segment(kind, flags, address, filesz, memsz))
        if not any(segment.kind == PT_LOAD for segment in segments):
            raise BadElf("no loadable segment")
        return segments

    def _sections(self):
        for i in range(self._shnum):
            offset = self._shoff + i * self._shentsize
            yield Section(
                *self._unpack(
                    "IIQQQQI" if self.is64 else "IIIIIII", offset
                )
            )

    def section_data(self, kind):
        """Bytes of the first section of a kind, or b"" if there is none."""
        for section in self._sections():
            if section.kind == kind:
                return self._data[
                    section.offset : section.offset + section.size
                ]
        return b""

    def _symbols(self):
        """Yields (name, value, info, index of section)."""
        sections = list(self._sections())
        for section in sections:
            if section.kind != _SHT_SYMTAB:
                continue
            names = sections[section.link].offset
            step = 24 if self.is64 else 16
            for offset in range(
                section.offset, section.offset + section.size, step
            ):
                if self.is64:
                    name, info, _, index, value = self._unpack("IBBHQ", offset)
                else:
                    name, value, _, info, _, index = self._unpack(
                        "IIIBBH", offset
                    )
                end = self._data.index(b"\0", names + name)
                text = self._data[names + name : end]
                yield text.decode("utf-8", "replace"), value, info, index

    def code_symbols(self):
        """Names in code: sorted list of (address, name), one per address."""
        code = {
            i: range(section.address, section.address + section.size)
            for i, section in enumerate(self._sections())
            if section.flags & _SHF_EXECINSTR
        }
        best = {}
        for name, value, info, index in self._symbols():
            # Not the $x and $d that mark code and data.
            if (
                value not in code.get(index, ())
                or info & 15 not in (_STT_NOTYPE, _STT_FUNC)
                or name[:1] in ("", "$")
                or name == _SCRIPT_SYMBOL
            ):
                continue
            address = value if self.is64 else value & ~1  # Thumb
            # Of several names: what is a function, then what others may call.
            key = info & 15 != _STT_FUNC, info >> 4 != _STB_GLOBAL, name
            best[address] = min(best.get(address, key), key)
        return [(address, key[2]) for address, key in sorted(best.items())]

    def symbol(self, address):
        """`name+0x10` for the code at `address`, or "" if none is known."""
        known = self.code_symbols()
        i = bisect.bisect(known, address, key=lambda symbol: symbol[0])
        if i == 0:
            return ""
        start, name = known[i - 1]
        return "%s+0x%x" % (name, address - start)
