# SPDX-License-Identifier: Apache-2.0
"""Starts packaged programs, with //mm:preload as their malloc or without.

A program runs through the loader of its package's C library, which also loads
the library: nothing of the machine's is in between.
"""

import dataclasses
import os
import shlex
import subprocess
import sys
import threading

from toolchains.packages import bundles

LIBRARY = os.path.abspath("mm/preload/libmm_preload.so")


@dataclasses.dataclass(frozen=True)
class Result:
    """What a program did."""

    code: int
    output: bytes
    errors: bytes
    seconds: float  # Of processor time, with the children it waited for.
    peak_kib: int  # The most memory that it or one of those had.


class Runner:
    """Runs programs in one folder."""

    def __init__(self, folder, preload, report=True):
        """With `preload` and `report`, processes report to a file."""
        self.folder = folder
        self.preload = preload
        self.report = os.path.join(folder, "report") if report else None
        self.results = []
        self._bundles = bundles.find_bundles()

    def path(self, bundle, *parts):
        """Returns the path of a file in a repository."""
        return os.path.join(self._bundles[bundle], *parts)

    def command(self, bundle, program, argv0=None, library=None):
        """Returns the words that start a program of `bundle`.

        `program` may be an absolute path; it then gets the bundle's libraries.
        `library` is loaded too.
        """
        folders = bundles.library_folders(self._bundles[bundle])
        loaders = [
            os.path.join(folder, name)
            for folder in folders
            for name in sorted(os.listdir(folder))
            if name.startswith("ld-linux")
        ]
        path = self.path(bundle, program)
        words = [loaders[0], "--inhibit-cache"]
        words += ["--library-path", ":".join(folders)]
        libraries = [LIBRARY] if self.preload else []
        libraries += [library] if library else []
        if libraries:
            words += ["--preload", ":".join(libraries)]
        return words + ["--argv0", argv0 or path, path]

    def write_script(self, path, command):
        """Writes a script that starts `command` with its own arguments."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
        os.chmod(path, 0o755)

    def run(self, command, environment=None, stdin=b"", before=None):
        """Runs `command` in the folder and returns its Result.

        `before` is called in the child, before it becomes the program.
        """
        variables = {"LC_ALL": "C", "TMPDIR": self.folder}
        if self.preload and self.report:
            variables["MM_PRELOAD_REPORT"] = self.report
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**variables, **(environment or {})},
            preexec_fn=before,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        # As communicate() does, which would not tell what the process used.
        errors = []
        readers = [
            threading.Thread(target=self._feed, args=(process.stdin, stdin)),
            threading.Thread(
                target=lambda: errors.append(process.stderr.read())
            ),
        ]
        for reader in readers:
            reader.start()
        output = process.stdout.read()
        for reader in readers:
            reader.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        result = Result(
            code=process.returncode,
            output=output,
            errors=errors[0],
            seconds=usage.ru_utime + usage.ru_stime,
            peak_kib=usage.ru_maxrss,
        )
        self.results.append(result)
        return result

    def check(self, command, **kwargs):
        """Like run(), but raises unless the program says 0. Returns what it
        printed."""
        result = self.run(command, **kwargs)
        if result.code != 0:
            sys.stderr.write(result.errors.decode(errors="replace"))
            raise AssertionError(f"{command} ended with {result.code}")
        return result.output + result.errors

    def reports(self):
        """Returns [(program, {figure: number})] of processes that ended."""
        if not self.report or not os.path.exists(self.report):
            return []
        reports = []
        with open(self.report, encoding="utf-8") as file:
            for line in file:
                program, pid, *words = line.split()
                figures = dict(zip(words[::2], map(int, words[1::2])))
                reports.append((program, {"pid": int(pid), **figures}))
        return reports

    @staticmethod
    def _feed(pipe, text):
        try:
            pipe.write(text)
            pipe.close()
        except BrokenPipeError:
            pass
