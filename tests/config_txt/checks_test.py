# SPDX-License-Identifier: Apache-2.0
"""Tests that the check of config.txt finds what it is for."""

import types
import unittest

from tests.config_txt import config_txt
from toolchains.qemu import elf

_GOOD = """\
# A comment.
arm_64bit=1
kernel=kernel8.img
kernel_address=0x80000
dtoverlay=disable-bt
dtoverlay=vc4
"""


def _problems(text, is64=True, address=0x80000, entry=0x80000):
    program = types.SimpleNamespace(
        entry=entry,
        is64=is64,
        segments=[
            elf.Segment(elf.PT_LOAD, elf.PF_R, address + 0x1000, 8, 8),
            elf.Segment(elf.PT_LOAD, elf.PF_X, address, 8, 8),
            # Takes no place in the image.
            elf.Segment(elf.PT_LOAD, elf.PF_W, 0x1000, 0, 8),
        ],
    )
    return config_txt.problems(text, program, "kernel8.img")


class ConfigTxtTest(unittest.TestCase):
    def _finds(self, problem, text=_GOOD, **program):
        found = _problems(text, **program)
        self.assertEqual(len(found), 1, found)
        self.assertIn(problem, found[0])

    def test_good(self):
        self.assertEqual(_problems(_GOOD), [])

    def test_width(self):
        self._finds("arm_64bit: 1, the image wants 0", is64=False)

    def test_file_name(self):
        self._finds(
            "kernel: kernel7.img, the image wants kernel8.img",
            _GOOD.replace("kernel8", "kernel7"),
        )

    def test_missing(self):
        self._finds(
            "kernel: None", _GOOD.replace("kernel=", "initramfs=")
        )

    def test_address(self):
        self._finds(
            "kernel_address: 0x80000, the image wants 0x90000", address=0x90000
        )

    def test_entry_point(self):
        self._finds("entry point: 0x80000", entry=0x80004)

    def test_not_a_setting(self):
        self._finds("not name=value: enable_uart", _GOOD + "enable_uart\n")
        self._finds("not name=value: a = 1", _GOOD + "a = 1\n")

    def test_twice(self):
        self._finds("twice: arm_64bit", _GOOD + "arm_64bit=1\n")

    def test_long_line(self):
        self._finds("longer than 98", _GOOD + "#" * 99 + "\n")


if __name__ == "__main__":
    unittest.main()
