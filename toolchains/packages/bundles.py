# SPDX-License-Identifier: Apache-2.0
"""Finds the package repositories among the runfiles of a test."""

import os
import re

# Repository -> the one with its libraries.
LIBRARIES = {
    "allocators": "allocators",
    "cbmc": "cbmc",
    "clang_tools": "llvm",
    "llvm": "llvm",
    "lrzsz": "lrzsz",
    "programs": "programs",
    "python": "python",
    "qemu": "qemu",
    "shellcheck": "shellcheck",
    "sysroot": "sysroot",
    "terminal": "terminal",
}
# Repository -> its programs.
TOOLS = {
    "allocators": [],
    "cbmc": ["bin/cbmc"],
    "clang_tools": ["bin/clang-format", "bin/clang-tidy"],
    "llvm": [
        "bin/clang",
        "bin/ld.lld",
        "bin/llvm-ar",
        "bin/llvm-dwarfdump",
        "bin/llvm-nm",
        "bin/llvm-objcopy",
        "bin/llvm-profdata",
        "bin/llvm-readelf",
        "bin/llvm-size",
        "bin/llvm-strings",
        "bin/llvm-strip",
    ],
    "lrzsz": ["bin/sb", "bin/sx"],
    "programs": [],
    "python": ["usr/bin/python3"],
    "qemu": ["bin/qemu-system-aarch64", "bin/qemu-system-arm"],
    "shellcheck": ["bin/shellcheck"],
    "sysroot": [],
    "terminal": ["bin/picocom", "bin/tmux"],
}


def find_bundles():
    """Returns {repository: folder}.

    In Bzlmod a repository's folder has a longer name that ends with its own.
    """
    runfiles = os.path.dirname(os.getcwd())
    bundles = {}
    for folder in os.listdir(runfiles):
        name = re.split("[~+]", folder)[-1]
        if name in LIBRARIES:
            bundles[name] = os.path.join(runfiles, folder)
    return bundles


def library_folders(bundle):
    """Returns the folders that a bundle's loader is told to search."""
    folders = []
    for parent in ("lib", "usr/lib"):
        path = os.path.join(bundle, parent)
        if os.path.isdir(path):
            folders.append(path)
            folders += [
                os.path.join(path, name)
                for name in sorted(os.listdir(path))
                if name.endswith("-linux-gnu")
            ]
    return folders
