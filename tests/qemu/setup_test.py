# SPDX-License-Identifier: Apache-2.0
"""Tests of runner.py where no guest ever runs: bad images and a bad QEMU."""

import contextlib
import io
import os
import pathlib
import struct
import tempfile
import unittest

from toolchains.qemu import runner


def _elf(machine=183, kind=2, size=8):
    """The smallest AArch64 program: a header, a segment, `size` bytes."""
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
        "<HHIQQQIHHHHHH",
        *(kind, machine, 1, 0x80000, 64, 0, 0, 64, 56, 1, 0, 0, 0),
    )
    segment = struct.pack(
        "<IIQQQQQQ", 1, 5, 120, 0x80000, 0x80000, size, size, 8
    )
    return header + segment + bytes(size)


class SetupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.image = self._file("good.elf", _elf())

    def _file(self, name, data, mode=0o644):
        path = self.folder / name
        path.write_bytes(data)
        path.chmod(mode)
        return str(path)

    def _qemu(self, script):
        text = "#!/bin/sh\n" + script + "\n"
        return self._file("qemu", text.encode(), 0o755)

    def _run(self, qemu, image, **environment):
        """Returns the reason for the failure."""
        report = self.folder / "test.xml"
        environment.update(TEST_TIMEOUT="2", XML_OUTPUT_FILE=str(report))
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(output):
            code = runner.main([qemu, image, "-M", "raspi4b"], environment)
        self.assertEqual(code, 1)
        self.assertIn("<error", report.read_text("utf-8"))
        output.flush()
        text = output.buffer.getvalue().decode()
        mark = "runner: FAILED: "
        last = text.rstrip("\n").split("\n")[-1]
        self.assertTrue(last.startswith(mark), text)
        return last[len(mark) :]

    def test_image_is_missing(self):
        reason = self._run("qemu", str(self.folder / "none"))
        self.assertIn("bad image: ", reason)
        self.assertIn("No such file", reason)

    def test_image_is_something_else(self):
        for data, problem in [
            (b"", "not an ELF file"),
            (b"hello, world\n" * 99, "not an ELF file"),
            (b"\x7fELF\x02\x02", "not a little-endian ELF file"),
            (_elf(machine=62), "not for an Arm processor (machine 62)"),
            (_elf(kind=1), "not an executable (ELF type 1)"),
            (_elf()[:40], "truncated ELF file"),
            (_elf()[:-1], "truncated ELF file"),
        ]:
            image = self._file("bad.elf", data)
            with self.subTest(problem):
                reason = self._run("qemu", image)
                self.assertEqual(reason, f"bad image: {image}: {problem}")

    def test_qemu_is_missing(self):
        qemu = str(self.folder / "none")
        reason = self._run(qemu, self.image)
        self.assertEqual(reason, "QEMU is missing: " + qemu)

    def test_qemu_is_not_executable(self):
        qemu = self._file("qemu", b"data", 0o644)
        if os.access(qemu, os.X_OK):
            self.skipTest("this file system knows no permissions")
        reason = self._run(qemu, self.image)
        self.assertIn("QEMU is not runnable: ", reason)

    def test_qemu_lacks_its_loader(self):
        qemu = self._qemu("exec /none/ld.so")
        reason = self._run(qemu, self.image)
        self.assertIn("QEMU is not runnable (exit code 127): ", reason)

    def test_qemu_refuses_its_arguments(self):
        qemu = self._qemu("echo 'no such machine' >&2; exit 1")
        reason = self._run(qemu, self.image)
        self.assertEqual(
            reason, "QEMU failed with exit code 1: no such machine"
        )

    def test_qemu_crashes(self):
        qemu = self._qemu("kill -ABRT $$")
        reason = self._run(qemu, self.image)
        self.assertIn("QEMU was killed by signal 6", reason)

    def test_qemu_closes_its_output_but_stays(self):
        qemu = self._qemu("exec >&- 2>&-; while :; do sleep 1; done")
        reason = self._run(qemu, self.image)
        self.assertIn("hang: ", reason)

    def test_shards_are_refused(self):
        reason = self._run("qemu", self.image, TEST_TOTAL_SHARDS="2")
        self.assertEqual(reason, "a board test cannot be sharded")


if __name__ == "__main__":
    unittest.main()
