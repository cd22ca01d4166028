# SPDX-License-Identifier: Apache-2.0
"""Tests of the names that the runner gives to a backtrace without."""

import unittest

from toolchains.qemu import runner


class _Program:
    """`first` is at 0x1000, `second` at 0x2000."""

    def symbol(self, address):
        if address < 0x1000:
            return ""
        name, start = ("first", 0x1000) if address < 0x2000 else (
            "second",
            0x2000,
        )
        return "%s+0x%x" % (name, address - start)


def _named(*lines):
    return list(runner.named_backtrace(list(lines), _Program()))


class NamedBacktraceTest(unittest.TestCase):
    def test_addresses_are_returned_to(self):
        self.assertEqual(
            _named(
                "panic: tired",
                "  board x",
                "  backtrace:",
                "    0x2000",
                "    0x2010",
                "    0x20",
                "exit",
                "    0x3000",
            ),
            [
                "0x2000 in first",
                "0x2010 in second",
                "0x20 in no function",
            ],
        )

    def test_an_exception_is_at_its_address(self):
        self.assertEqual(
            _named(
                "panic: unhandled BRK at 0x2000",
                "  backtrace:",
                "    0x2000",
                "    0x2000",
            ),
            ["0x2000 in second", "0x2000 in first"],
        )

    def test_names_that_are_there_stay(self):
        self.assertEqual(_named("  backtrace:", "    0x2000 second+0x0"), [])


if __name__ == "__main__":
    unittest.main()
