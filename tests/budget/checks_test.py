# SPDX-License-Identifier: Apache-2.0
"""Tests that the budget checks find what they are for."""

import types
import unittest

from tests.budget import segments, shell_size, trace
from toolchains.qemu import elf

_R, _W, _X = elf.PF_R, elf.PF_W, elf.PF_X


def _problems(entry, *loaded):
    return segments.problems(
        types.SimpleNamespace(
            entry=entry,
            segments=[
                elf.Segment(elf.PT_LOAD, flags, address, size, size)
                for flags, address, size in loaded
            ],
        )
    )


class SegmentsTest(unittest.TestCase):
    def test_separate(self):
        self.assertEqual(
            _problems(
                0x80000,
                (_R | _X, 0x80000, 0x1000),
                (_R, 0x81000, 0x10),
                (_R | _W, 0x82000, 0x10),
            ),
            [],
        )

    def test_writable_and_executable(self):
        (problem,) = _problems(0x80000, (_R | _W | _X, 0x80000, 0x1000))
        self.assertIn("writable and executable", problem)

    def test_entry_is_data(self):
        (problem,) = _problems(
            0x82000, (_R | _X, 0x80000, 0x1000), (_R | _W, 0x82000, 0x10)
        )
        self.assertIn("entry point 0x82000 is not code", problem)

    def test_shared_page(self):
        (problem,) = _problems(
            0x80000, (_R | _X, 0x80000, 0x1001), (_R | _W, 0x81800, 0x10)
        )
        self.assertIn("share a page", problem)


_LINK_MAP = """
             VMA              LMA     Size Align Out     In      Symbol
           80000            80000      294     1 .text
           80010            80010       94     4         out/bin/shell/libline_editor.a(line_editor.o):(.text.finish)
           80010            80010        0     1                 finish
           800b0            800b0       10     4         out/bin/shell/libusage.a(usage.o):(.text)
           800c0            800c0       21     4         out/bin/kernel/libpanic.a(panic.o):(.text.panic)
           800f0            800f0       38     8         out/bin/shell/commands/libcommands.lo(dt.o):(shell_commands)
           81000            81000        3     1         out/bin/shell/commands/libcommands.lo(dt.o):(.rodata.find)
               0                0      fff     1         out/bin/shell/libusage.a(usage.o):(.debug_info)
           82000            82000      100     1         out/bin/shell/libusage.a(usage.o):(.bss.x)
"""


class ShellSizeTest(unittest.TestCase):
    def test_parts(self):
        self.assertEqual(
            shell_size.sizes(_LINK_MAP.splitlines()),
            {"editor": 0x94, "language": 0x10, "commands": 0x38 + 3},
        )


def _trace(*events):
    """The log of QEMU: a number of instructions, or a text printed."""
    for event in events:
        if isinstance(event, int):
            yield from [b"Trace 0: 0x7f [00/80000/471/ff] "] * event
            continue
        for byte in event:
            yield b"pl011_write addr 0x000 value 0x%08x reg DR" % byte


class TraceTest(unittest.TestCase):
    def _count(self, *events):
        return trace.count(_trace(*events), b"> ")

    def test_stops_at_the_end(self):
        self.assertEqual(
            self._count(5, b"hi\r\ndaedalus>", 2, b" ", 100),
            (7, b"hi\r\ndaedalus> "),
        )

    def test_no_end(self):
        self.assertEqual(self._count(5, b"hi", 3), (8, b"hi"))

    def test_only_the_first_core_counts(self):
        lines = [
            b"Trace 1: 0x7f [00/80000/471/ff] ",
            b"Trace 0: 0x7f [00/80000/471/ff] ",
            b"pl011_write addr 0x02c value 0x00000070 reg LCR_H",
        ]
        self.assertEqual(trace.count(lines, b"$"), (1, b""))

    def test_an_interrupted_instruction_counts_once(self):
        line = b"Trace 0: 0x7f [00/80000/471/ff] "
        stopped = b"Stopped execution of TB chain before 0x7f [80000] "
        self.assertEqual(
            trace.count([line, stopped, line], b"$"), (1, b"")
        )


if __name__ == "__main__":
    unittest.main()
