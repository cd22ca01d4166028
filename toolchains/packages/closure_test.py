# SPDX-License-Identifier: Apache-2.0
"""Every library that a packaged program needs is packaged with it."""

import os
import unittest

from toolchains.packages import bundles, dynamic


def _files(folder):
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(parent, name)


class ClosureTest(unittest.TestCase):
    def setUp(self):
        self.bundles = bundles.find_bundles()

    def test_all_bundles_are_here(self):
        self.assertEqual(set(bundles.LIBRARIES), set(self.bundles))

    def test_needed_libraries_are_in_the_bundle(self):
        checked = 0
        for name, folder in self.bundles.items():
            home = self.bundles[bundles.LIBRARIES[name]]
            present = {
                library
                for path in bundles.library_folders(home)
                for library in os.listdir(path)
            }
            for path in _files(folder):
                if not dynamic.is_elf(path):
                    continue
                file = dynamic.read(path)
                for needed in file.needed:
                    with self.subTest(file=path, needed=needed):
                        self.assertIn(needed, present)
                        checked += 1
                if file.interpreter:
                    with self.subTest(file=path, loader=file.interpreter):
                        loader = os.path.basename(file.interpreter)
                        self.assertIn(loader, present)
        self.assertGreater(checked, 500)

    def test_no_link_leaves_the_bundle(self):
        for name, folder in self.bundles.items():
            # Runfiles are links themselves: a file's own place is the first
            # step, a link's target the last.
            roots = set()
            for path in _files(folder):
                inside = os.path.relpath(path, folder)
                first = os.readlink(path) if os.path.islink(path) else path
                self.assertTrue(first.endswith(inside), first)
                roots.add(os.path.realpath(first[: -len(inside)]))
                with self.subTest(file=path):
                    self.assertTrue(os.path.exists(path), "dangling")
                    real = os.path.realpath(path)
                    self.assertTrue(
                        any(real.startswith(root + "/") for root in roots),
                        f"leads to {real}",
                    )
            self.assertEqual(1, len(roots), name)


if __name__ == "__main__":
    unittest.main()
