# SPDX-License-Identifier: Apache-2.0
"""Tests of the maker of kernel/symbol_table.h's tables."""

import os
import pathlib
import types
import unittest
import unittest.mock

from kernel import symbol_table


class EncodeTest(unittest.TestCase):
    def test_distances_and_names(self):
        # The same as in symbol_table_test.c.
        self.assertEqual(
            symbol_table.encode(
                0x80000,
                [(0x80000, "start"), (0x80040, "f"), (0x80240, "last")],
            ),
            b"\0" b"\0start\0" b"\x10f\0" b"\x80\x01last\0",
        )

    def test_frequent_pairs(self):
        # The same as in symbol_table_test.c.
        self.assertEqual(
            symbol_table.encode(
                0, [(0, "in_a"), (4, "in_b"), (8, "in_c"), (12, "i")]
            ),
            b"\2" b"n_" b"i\x80"
            b"\0\x81a\0" b"\1\x81b\0" b"\1\x81c\0" b"\1i\0",
        )

    def test_pairs_of_equals(self):
        self.assertEqual(
            symbol_table.encode(0, [(0, "aaaaaaa")]),
            b"\1" b"aa" b"\0\x80\x80\x80a\0",
        )

    def test_pairs_nest_only_so_deep(self):
        # Letters always follow in this order, so pairs of pairs are frequent.
        letters = "".join(chr(0x21 + i) for i in range(60))
        table = symbol_table.encode(
            0, [(4 * i, letters[: i + 1]) for i in range(60)]
        )
        needs = {}
        for i in range(table[0]):
            first, second = table[1 + 2 * i], table[2 + 2 * i]
            needs[0x80 + i] = max(
                2, needs.get(first, 0) + 1, needs.get(second, 0)
            )
        self.assertEqual(max(needs.values()), 16)

    def test_three_bytes_of_distance(self):
        self.assertEqual(
            symbol_table.encode(0, [(4 * 0x4000, "far")]),
            b"\0" b"\x80\x80\x01far\0",
        )

    def test_half_an_instruction(self):
        with self.assertRaises(ValueError):
            symbol_table.encode(0, [(2, "thumb")])

    def test_not_sorted(self):
        with self.assertRaises(ValueError):
            symbol_table.encode(0, [(8, "b"), (4, "a")])


def _program(path):
    """What elf.Elf makes of a file of lines like `4096 name`."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    symbols = [(int(line.split()[0]), line.split()[1]) for line in lines]
    return types.SimpleNamespace(code_symbols=lambda: symbols)


class CheckTest(unittest.TestCase):
    def setUp(self):
        patch = unittest.mock.patch("toolchains.qemu.elf.Elf", _program)
        patch.start()
        self.addCleanup(patch.stop)
        self._folder = pathlib.Path(os.environ["TEST_TMPDIR"])
        self._write("first", "4096 start\n4160 f\n")
        self._run("make", "first", "table.S")

    def _write(self, name, text):
        (self._folder / name).write_text(text, encoding="utf-8")

    def _run(self, command, *names):
        paths = [str(self._folder / name) for name in names]
        return symbol_table.main([command, *paths])

    def test_the_same_again_is_copied(self):
        self._write("second", "4096 start\n4160 f\n")
        self.assertEqual(self._run("check", "second", "table.S", "same"), 0)
        self.assertEqual(
            (self._folder / "same").read_bytes(),
            (self._folder / "second").read_bytes(),
        )

    def test_what_has_moved_is_not(self):
        self._write("second", "4096 start\n4164 f\n")
        self.assertEqual(self._run("check", "second", "table.S", "moved"), 1)
        self.assertFalse((self._folder / "moved").exists())


if __name__ == "__main__":
    unittest.main()
