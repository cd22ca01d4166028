# SPDX-License-Identifier: Apache-2.0
"""Runs libFuzzer from a file of seeds.

usage: fuzz.py PROGRAM SEEDS --max-bytes=N [--runs=N | --minutes=N]
               [--keep=FILE]

With --runs it tries so many inputs, the same in every run; else it goes on for
so many minutes, 10 unless said otherwise. --keep writes a smallest set of
inputs that reaches all the code that was reached, for use as SEEDS. An input
that fails is printed as a line for SEEDS.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

_SECONDS_PER_INPUT = 20


def _arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("seeds", type=pathlib.Path)
    parser.add_argument("--max-bytes", type=int, required=True)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=pathlib.Path)
    return parser.parse_args(arguments)


def _write_seeds(seeds, folder):
    lines = seeds.read_text(encoding="ascii").split()
    for number, line in enumerate(lines):
        (folder / ("seed%04d" % number)).write_bytes(bytes.fromhex(line))
    return len(lines)


def _run(program, *arguments):
    return subprocess.run([os.path.abspath(program), *arguments], check=False)


def _lines(folder):
    inputs = sorted(path.read_bytes() for path in folder.iterdir())
    return [data.hex() for data in sorted(inputs, key=len) if data]


def main(arguments):
    options = _arguments(arguments)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as name:
        root = pathlib.Path(name)
        seeds, found, failed, kept = (
            root / part for part in ["seeds", "found", "failed", "kept"]
        )
        for folder in [seeds, found, failed, kept]:
            folder.mkdir()
        count = _write_seeds(options.seeds, seeds)
        if options.runs is None:
            limit = "-max_total_time=%d" % (60 * options.minutes)
        else:
            limit = "-runs=%d" % options.runs
        result = _run(
            options.program,
            limit,
            "-seed=1",
            "-max_len=%d" % options.max_bytes,
            "-timeout=%d" % _SECONDS_PER_INPUT,
            "-artifact_prefix=%s/" % failed,
            "-print_final_stats=1",
            "-verbosity=%d" % (0 if options.runs else 1),
            str(found),
            str(seeds),
        )
        print("%d seeds, %d found" % (count, len(_lines(found))))
        for line in _lines(failed):
            print("FAILED with this input:\n" + line)
        if options.keep:
            _run(options.program, "-merge=1", str(kept), str(seeds), str(found))
            folder = os.environ.get("BUILD_WORKING_DIRECTORY", "")
            path = pathlib.Path(folder) / options.keep
            path.write_text("\n".join(_lines(kept)) + "\n", encoding="ascii")
        if result.returncode == 0 and count and not _lines(failed):
            return 0
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
