# SPDX-License-Identifier: Apache-2.0
"""Every packaged program runs with nothing of the machine's but /bin/sh."""

import os
import re
import subprocess
import tempfile
import unittest

from toolchains.packages import bundles

# Who do not know --version.
_VERSION_OPTIONS = {"bin/picocom": "--help", "bin/tmux": "-V"}


def _run(arguments, environment=None, folder="/"):
    """Runs a program with an empty environment, or the one given."""
    return subprocess.run(
        arguments,
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment or {},
        stdin=subprocess.DEVNULL,
        text=True,
    )


class ToolsTest(unittest.TestCase):
    def setUp(self):
        self.bundles = bundles.find_bundles()

    def _tool(self, repository, path):
        return os.path.join(self.bundles[repository], path)

    def _tools(self):
        for repository, paths in bundles.TOOLS.items():
            for path in paths:
                yield (
                    repository,
                    self._tool(repository, path),
                    _VERSION_OPTIONS.get(path, "--version"),
                )

    def test_every_tool_tells_its_version(self):
        for _, path, option in self._tools():
            with self.subTest(tool=path):
                done = _run([path, option])
                self.assertEqual(0, done.returncode, done.stderr)
                self.assertRegex(done.stdout, r"\d+\.\d+")

    def test_every_tool_loads_only_packaged_libraries(self):
        for repository, path, option in self._tools():
            home = bundles.LIBRARIES[repository]
            roots = [
                os.path.realpath(folder)
                for folder in bundles.library_folders(self.bundles[home])
                + [self.bundles[repository]]
            ]
            with self.subTest(tool=path):
                done = _run([path, option], {"LD_DEBUG": "files"})
                # The first program is the shell that runs the wrapper.
                _, _, tool = done.stderr.partition("transferring control:")
                loaded = re.findall(r"calling init: (\S+)", tool)
                self.assertIn(
                    "libc.so.6", [os.path.basename(file) for file in loaded]
                )
                for file in loaded:
                    # The loader goes by the name that the program has for
                    # it; it is the one that the wrapper started.
                    if os.path.basename(file).startswith("ld-linux"):
                        continue
                    folder = os.path.realpath(os.path.dirname(file))
                    self.assertTrue(
                        any(folder.startswith(root) for root in roots),
                        f"{file} is not packaged",
                    )

    def test_libraries_named_by_the_caller_are_ignored(self):
        done = _run(
            [self._tool("llvm", "bin/clang"), "--version"],
            {"LD_LIBRARY_PATH": "/nonexistent", "LD_PRELOAD": "/none.so"},
        )
        self.assertEqual(0, done.returncode, done.stderr)
        # The shell complains, which is the machine's; clang does not.
        self.assertEqual(1, done.stderr.count("cannot be preloaded"))

    def test_tools_run_by_a_relative_path(self):
        clang = self._tool("llvm", "bin/clang")
        for folder, path in (
            (os.path.dirname(clang), "./clang"),
            (os.path.dirname(os.path.dirname(clang)), "bin/clang"),
        ):
            done = _run([path, "--version"], folder=folder)
            self.assertEqual(0, done.returncode, done.stderr)

    def test_a_link_to_a_tool_says_what_is_wrong(self):
        with tempfile.TemporaryDirectory() as folder:
            link = os.path.join(folder, "clang")
            os.symlink(self._tool("llvm", "bin/clang"), link)
            done = _run([link, "--version"])
        self.assertEqual(127, done.returncode)
        self.assertIn("not through a link", done.stderr)

    def test_clang_assembles_compiles_and_links(self):
        # A file to be preprocessed and assembled is two jobs: clang starts
        # itself again. The link starts ld.lld.
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (
                ("start.S", "#define ENTRY _start\n.globl ENTRY\nENTRY: b main\n"),
                ("main.c", "#include <stdint.h>\nint main(void) { return 7; }\n"),
            ):
                with open(os.path.join(folder, name), "w") as file:
                    file.write(text)
            done = _run(
                [
                    self._tool("llvm", "bin/clang"),
                    "--target=aarch64-none-elf",
                    "-nostdlib",
                    "-fuse-ld=lld",
                    "-o",
                    "a.elf",
                    "start.S",
                    "main.c",
                ],
                folder=folder,
            )
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            done = _run(
                [self._tool("llvm", "bin/llvm-readelf"), "-h", "a.elf"],
                folder=folder,
            )
            self.assertIn("AArch64", done.stdout)

    def test_qemu_knows_the_boards(self):
        for tool, boards in (
            ("bin/qemu-system-aarch64", ("raspi4b", "raspi3b", "virt")),
            ("bin/qemu-system-arm", ("raspi2b", "raspi0")),
        ):
            done = _run([self._tool("qemu", tool), "-M", "help"])
            for board in boards:
                self.assertRegex(done.stdout, rf"(?m)^{board} ")

    def test_python_sees_only_its_own_packages(self):
        code = """
import ctypes, lzma, re, sys, pexpect
print(*sys.path, sep="\\n")
print(*re.findall(r"/\\S+\\.so\\S*", open("/proc/self/maps").read()), sep="\\n")
"""
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "pexpect.py"), "w") as file:
                file.write("raise ImportError('foreign pexpect')\n")
            done = _run(
                [self._tool("python", "usr/bin/python3"), "-c", code],
                {"PYTHONPATH": folder, "PYTHONHOME": folder},
                folder,
            )
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        tool = self._tool("python", "usr/bin/python3")
        root = os.path.realpath(tool).removesuffix("usr/bin/python3")
        self.assertIn("/ld-linux", done.stdout)
        for path in done.stdout.splitlines():
            self.assertTrue(os.path.realpath(path).startswith(root), path)


if __name__ == "__main__":
    unittest.main()
