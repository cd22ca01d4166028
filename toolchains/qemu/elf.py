# SPDX-License-Identifier: Apache-2.0
"""Reads what we need of an ELF file: header, segments, function names."""

import struct

PT_LOAD = 1
PF_X, PF_W, PF_R = 1, 2, 4
_EM_ARM, _EM_AARCH64 = 40, 183
_SHT_SYMTAB = 2
_STT_NOTYPE, _STT_FUNC = 0, 2


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
            if self.is64:
                _, kind, _, _, start, size, link = self._unpack(
                    "IIQQQQI", offset
                )
            else:
                _, kind, _, _, start, size, link = self._unpack(
                    "IIIIIII", offset
                )
            yield kind, start, size, link

    def section_data(self, kind):
        """Bytes of the first section of a kind, or b"" if there is none."""
        for found, start, size, _ in self._sections():
            if found == kind:
                return self._data[start : start + size]
        return b""

    def symbol(self, address):
        """`name+0x10` for the code at `address`, or "" if none is known."""
        best = None
        sections = list(self._sections())
        for kind, start, size, link in sections:
            if kind != _SHT_SYMTAB:
                continue
            names = sections[link][1]
            step = 24 if self.is64 else 16
            for offset in range(start, start + size, step):
                if self.is64:
                    name, info, _, _, value = self._unpack("IBBHQ", offset)
                else:
                    name, value, _, info = self._unpack("IIIB", offset)
                    value &= ~1  # Thumb
                # Not the $x and $d that mark code and data.
                if info & 15 not in (_STT_NOTYPE, _STT_FUNC) or self._data[
                    names + name : names + name + 1
                ] in (b"$", b"\0"):
                    continue
                if value <= address and (best is None or value > best[0]):
                    best = value, names + name
        if best is None:
            return ""
        end = self._data.index(b"\0", best[1])
        name = self._data[best[1] : end].decode("utf-8", "replace")
        return "%s+0x%x" % (name, address - best[0])
