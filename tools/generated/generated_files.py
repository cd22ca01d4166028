# SPDX-License-Identifier: Apache-2.0
"""Writes files that Bazel has made into the tree, or compares them.

usage: generated_files.py write [PATH MADE]...
       generated_files.py compare COMMITTED MADE
"""

import difflib
import os
import pathlib
import sys


def difference(committed, made, path):
    """Returns what is to be changed in a text, as a unified diff."""
    return "".join(
        difflib.unified_diff(
            committed.splitlines(keepends=True),
            made.splitlines(keepends=True),
            path + " (committed)",
            path + " (as it should be)",
        )
    )


def _read(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def _compare(committed, made):
    found = difference(_read(committed), _read(made), committed)
    if found:
        print(found)
        print("FAILED: %s is out of date: bazel run //:update" % committed)
    return 1 if found else 0


def _write(root, files):
    for path, made in zip(files[::2], files[1::2]):
        target = pathlib.Path(root, path)
        text = _read(made)
        if target.exists() and _read(target) == text:
            print("%s: up to date" % path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print("%s: written" % path)
    return 0


def main(arguments):
    mode, *files = arguments
    if mode == "compare":
        return _compare(*files)
    return _write(os.environ["BUILD_WORKSPACE_DIRECTORY"], files)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
