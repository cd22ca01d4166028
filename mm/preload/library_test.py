# SPDX-License-Identifier: Apache-2.0
"""What the library offers, and C programs that ask it hard questions."""

import os
import re
import resource
import signal
import tempfile
import unittest

from mm.preload import runner

_EXPORTED = {
    "aligned_alloc",
    "calloc",
    "cfree",
    "free",
    "malloc",
    "malloc_usable_size",
    "memalign",
    "posix_memalign",
    "pvalloc",
    "realloc",
    "reallocarray",
    "valloc",
}

# Debian 12's. A newer C library has all that an older one has.
_NEWEST_GLIBC = (2, 36)

# Misuse -> what the panic says.
_MISUSE = {
    "double_free_large": "double free|not a block",
    "double_free_small": "double free",
    "free_of_the_stack": "not a block",
    "free_off_by_one": "not a block",
    "free_within_a_block": "not a block",
    "realloc_after_free": "double free",
    "write_after_free": "free block overwritten",
    "write_before_a_block": "header overwritten",
}


class LibraryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.run_with = runner.Runner(folder.name, preload=True)
        self.run_without = runner.Runner(folder.name, preload=False)

    def _command(self, run, name, library=None):
        return run.command(
            "programs", os.path.abspath(f"mm/preload/{name}"), name, library
        )

    def _passes(self, name, library=None):
        result = self.run_with.run(self._command(self.run_with, name, library))
        printed = (result.output + result.errors).decode()
        self.assertEqual(0, result.code, printed)
        planned = re.search(r"^1\.\.(\d+)$", printed, re.MULTILINE)
        passed = re.findall(r"^ok ", printed, re.MULTILINE)
        self.assertEqual(int(planned[1]), len(passed), printed)
        self.assertIn(name, [program for program, _ in self.run_with.reports()])

    def test_contract(self):
        self._passes("contract")

    def test_threads(self):
        self._passes("threads")

    def test_forks(self):
        self._passes("forks", os.path.abspath("mm/preload/liblocked.so"))

    def test_misuse_ends_the_program(self):
        for misuse, words in _MISUSE.items():
            with self.subTest(misuse=misuse):
                result = self.run_with.run(
                    self._command(self.run_with, "misuse") + [misuse]
                )
                self.assertEqual(-signal.SIGABRT, result.code, result)
                self.assertEqual(b"", result.output)
                self.assertRegex(
                    result.errors.decode(),
                    rf"^panic: heap: ({words})\b.* 0x[0-9a-f]+.* 0x[0-9a-f]+\n$",
                )

    def test_use_does_not(self):
        result = self.run_with.run(
            self._command(self.run_with, "misuse") + ["nothing"]
        )
        self.assertEqual((0, b"still there\n", b""), _outcome(result))

    def test_little_address_space_is_enough(self):
        # 32 GiB of addresses are not to be had.
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

        command = self._command(self.run_with, "misuse") + ["nothing"]
        result = self.run_with.run(command, before=limit)
        self.assertEqual((0, b"still there\n", b""), _outcome(result))
        ((_, figures),) = self.run_with.reports()
        self.assertEqual(1 << 28, figures["size"])

    def test_exports_nothing_but_malloc_and_its_family(self):
        names = {name for _, name in self._symbols("--defined-only")}
        self.assertEqual(_EXPORTED, names)

    def test_asks_for_no_newer_library(self):
        versions = set()
        for kind, symbol in self._symbols("--undefined-only"):
            name, _, version = symbol.partition("@GLIBC_")
            if not version:
                # Of the start-up code, and weak: they may be missing.
                self.assertEqual("w", kind, name)
                continue
            versions.add(tuple(map(int, version.split("."))))
        self.assertTrue(versions)
        self.assertLessEqual(max(versions), _NEWEST_GLIBC)

    def _symbols(self, which):
        tool = self.run_without.path("llvm", "bin/llvm-nm")
        printed = self.run_without.check([tool, "-D", which, runner.LIBRARY])
        for line in printed.decode().splitlines():
            yield tuple(line.split()[-2:])


def _outcome(result):
    return result.code, result.output, result.errors


if __name__ == "__main__":
    unittest.main()
