# SPDX-License-Identifier: Apache-2.0
"""Tests that the budget checks find what they are for."""

import types
import unittest

from tests.budget import segments, trace
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
