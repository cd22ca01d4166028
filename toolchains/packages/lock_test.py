# SPDX-License-Identifier: Apache-2.0
"""The lock tool, on small indices of our own."""

import itertools
import unittest

from toolchains.packages import apt, debian_index, debian_version, lock

_PACKAGES = """\
Package: libfoo1
Version: 1:1.9-1
Architecture: amd64
Filename: pool/main/f/foo/libfoo1_1.9-1_amd64.deb
Size: 100
SHA256: aaaa
Description: first of two versions
 whose description goes on
 .
 over several lines

Package: libfoo1
Version: 1:1.10-1
Architecture: amd64
Filename: pool/main/f/foo/libfoo1_1.10-1_amd64.deb
Size: 110
SHA256: bbbb

Package: libfoo1
Version: 1:1.10-1~bpo12+1
Filename: pool/main/f/foo/libfoo1_1.10-1~bpo12+1_amd64.deb
Size: 105
SHA256: cccc

Package: other
Version: 3
Filename: pool/main/o/other/other_3_all.deb
Size: 7
SHA256: dddd
"""

_SOURCES = """\
Package: foo
Binary: libfoo1
Version: 1.10-1
Files:
 0123 10 foo_1.10.orig.tar.xz
Checksums-Sha256:
 eeee 500 foo_1.10-1.dsc
 ffff 10 foo_1.10.orig.tar.xz
Directory: pool/main/f/foo

Package: copy
Version: 1
Checksums-Sha256:
 9999 10 foo_1.10.orig.tar.xz
Directory: pool/main/c/copy
"""

_SETS = {
    "packages": {
        "one": {"stable": ["libfoo1"]},
        "two": {"stable": ["libfoo1", "other"]},
    },
    "sources": {
        "foo": {
            "file": "foo_1.10.orig.tar.xz",
            "source": "foo",
            "suite": "testing",
        },
    },
}

_FOO = {
    "version": "1:1.10-1",
    "path": "pool/main/f/foo/libfoo1_1.10-1_amd64.deb",
    "sha256": "bbbb",
    "size": 110,
}


def _index(suite, architecture):
    return {
        ("stable", "amd64"): _PACKAGES,
        ("stable", "arm64"): _PACKAGES.replace("Package: other", "Package: o"),
        ("testing", "source"): _SOURCES,
    }[suite, architecture]


class VersionTest(unittest.TestCase):
    def test_order(self):
        ordered = [
            "0.9",
            "1.0~~",
            "1.0~rc1",
            "1.0",
            "1.0-1~bpo12+1",
            "1.0-1",
            "1.0-1+b1",
            "1.0-1.1",
            "1.0a",
            "1.0+b",
            "1.0.1",
            "1.9-1",
            "1.10-1",
            "1:0.1",
        ]
        for left, right in itertools.combinations(ordered, 2):
            with self.subTest(left=left, right=right):
                self.assertLess(debian_version.compare(left, right), 0)
                self.assertGreater(debian_version.compare(right, left), 0)

    def test_equal(self):
        for left, right in (("0", "00"), ("1.0", "1.0-0"), ("0:1", "1")):
            self.assertEqual(0, debian_version.compare(left, right))


class IndexTest(unittest.TestCase):
    def test_newest_version_of_the_wanted_package(self):
        found = debian_index.find_packages(_PACKAGES, {"libfoo1", "absent"})
        self.assertEqual({"libfoo1": _FOO}, found)

    def test_source_file_of_the_right_source(self):
        found = debian_index.find_source_files(
            _SOURCES, {("foo", "foo_1.10.orig.tar.xz")}
        )
        self.assertEqual(
            {
                "foo_1.10.orig.tar.xz": {
                    "version": "1.10-1",
                    "path": "pool/main/f/foo/foo_1.10.orig.tar.xz",
                    "sha256": "ffff",
                    "size": 10,
                }
            },
            found,
        )

    def test_damaged_index_is_refused(self):
        for text in ("Package libfoo1\n", " goes on\n"):
            with self.assertRaises(ValueError):
                debian_index.fields_of(text)


class LockTest(unittest.TestCase):
    def test_resolve(self):
        result, missing = lock.resolve(_SETS, _index)
        self.assertEqual(_FOO, result["stable"]["amd64"]["libfoo1"])
        self.assertEqual("3", result["stable"]["amd64"]["other"]["version"])
        self.assertEqual(
            "ffff",
            result["testing"]["source"]["foo_1.10.orig.tar.xz"]["sha256"],
        )
        self.assertEqual(["other (arm64) is not in stable"], missing)

    def test_differences(self):
        old, _ = lock.resolve(_SETS, _index)
        new, _ = lock.resolve(_SETS, _index)
        self.assertEqual([], lock.differences(old, new))
        new["stable"]["amd64"]["libfoo1"] = {**_FOO, "version": "1:2"}
        del new["stable"]["amd64"]["other"]
        new["stable"]["arm64"]["other"] = old["stable"]["amd64"]["other"]
        self.assertEqual(
            [
                "changed  libfoo1 (stable, amd64) 1:1.10-1 -> 1:2",
                "gone     other (stable, amd64) 3",
                "new      other (stable, arm64) 3",
            ],
            lock.differences(old, new),
        )

    def test_lock_file_is_what_the_tool_writes(self):
        path = "toolchains/packages/lock.bzl"
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(lock.render(lock.read_literal(path, "LOCK")), text)

    def test_lock_file_has_what_sets_ask_for_and_no_more(self):
        sets = lock.read_literal("toolchains/packages/sets.bzl", "SETS")
        pins = lock.read_literal("toolchains/packages/lock.bzl", "LOCK")
        wanted = {
            (suite, arch, name[1] if arch == "source" else name)
            for (suite, arch), names in lock.wishes(sets).items()
            for name in names
        }
        self.assertEqual(wanted, set(lock.flatten(pins)))
        for pin in lock.flatten(pins).values():
            self.assertRegex(pin["sha256"], "^[0-9a-f]{64}$")
            self.assertRegex(pin["path"], "^pool/main/")


class ArchiveTest(unittest.TestCase):
    def test_bases(self):
        uris = (
            "'http://a.example/debian/dists/stable/InRelease' x 0 \n"
            "'http://a.example/debian/dists/stable-updates/InRelease' x 0 \n"
            "'http://a.example/debian/dists/stable/main/binary-all/Packages.xz'"
            " x 0 \n"
            "'http://s.example/debian-security/dists/stable-security/InRelease'"
            " x 0 \n"
            "'https://b.example/tool/dists/any/InRelease' x 0 \n"
        )
        self.assertEqual(
            ["http://a.example/debian/", "https://b.example/tool/"],
            apt.archive_bases(uris),
        )


if __name__ == "__main__":
    unittest.main()
