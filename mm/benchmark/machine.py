# SPDX-License-Identifier: Apache-2.0
"""Runs the programs of the benchmark, on the board in QEMU and on the host."""

import json
import os
import subprocess

from mm.benchmark import link_map, results

_TIMEOUT_S = 1500
_QEMU_ARGUMENTS = [
    *("-display", "none", "-monitor", "none", "-serial", "stdio"),
    *("-no-user-config", "-no-reboot"),
    # Counts of instructions; a run is the same each time.
    *("-icount", "shift=0,sleep=off,align=off"),
    *("-semihosting-config", "enable=on,target=native"),
]


class Failure(Exception):
    """Why a program failed."""


def _output(command):
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_TIMEOUT_S,
        check=False,
    )
    text = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
    if done.returncode:
        raise Failure("exit code %d; it printed:\n%s" % (done.returncode, text))
    return text


def _library_folders(loader):
    """Folders of the libraries that were packaged with a loader."""
    folder = os.path.dirname(os.path.abspath(loader))
    root, _, _ = folder.rpartition("/lib/")
    return [folder, "%s/usr/lib/%s" % (root, os.path.basename(folder))]


class Machines:
    """What benchmark_runner.bzl describes.

    Attributes:
      programs: names of allocators that run on the board.
      host_programs: names of those that run on the host.
      budgets: see budgets.bzl.
      modules: folder of Python modules, or None.
    """

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            description = json.load(file)
        self._description = description
        self._host = {each["name"]: each for each in description["host"]}
        self.programs = list(description["programs"])
        self.host_programs = list(self._host)
        self.budgets = description["budgets"]
        self.modules = description["modules"]

    def run(self, name):
        """Returns the figures of an allocator on the board."""
        program = self._description["programs"][name]
        text = _output(
            [
                self._description["qemu"],
                *self._description["machine_arguments"],
                *_QEMU_ARGUMENTS,
                *("-kernel", program["elf"]),
            ]
        )
        if not text.rstrip().endswith("\nexit status 0"):
            raise Failure("it did not end well; it printed:\n" + text)
        with open(program["map"], encoding="utf-8") as file:
            link = file.read()
        sizes = link_map.sizes(link, program["objects"])
        if not sizes["code"]:
            raise Failure("the linker's map does not have its files")
        # What a user of the allocator has to provide.
        sizes["ram"] += link_map.sizes(link, program["adapter"])["ram"]
        return results.Results(text.splitlines()).figures(sizes)

    def run_on_host(self, name):
        """Returns the figures of an allocator on the host."""
        program = self._host[name]
        command = [program["program"]]
        if program["preload"]:
            command = ["--preload", os.path.abspath(program["preload"])] + command
        if program["loader"]:
            folders = ":".join(_library_folders(program["loader"]))
            command = ["--inhibit-cache", "--library-path", folders] + command
            command = [program["loader"]] + command
        return results.Results(_output(command).splitlines()).figures(None)
