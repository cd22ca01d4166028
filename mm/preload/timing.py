# SPDX-License-Identifier: Apache-2.0
"""Times unmodified programs with our malloc and with the C library's.

usage: bazel run //mm/preload:timing [-- --repeat=N] [--format=json] [NAME...]

Processor time, user and system, of the program and the processes it starts; of
N runs of each, in turns, the least. Memory is the most that one process had.
"""

import argparse
import json
import sys
import tempfile

from mm.preload import runner, scenarios


def _perform(scenario, preload):
    with tempfile.TemporaryDirectory() as folder:
        run = runner.Runner(folder, preload, report=False)
        scenario(run)
        seconds = sum(result.seconds for result in run.results)
        return seconds, max(result.peak_kib for result in run.results)


def measure(scenario, repeat):
    """Returns {figure: number} of one scenario."""
    runs = {False: [], True: []}
    for _ in range(repeat):
        for preload, figures in runs.items():
            figures.append(_perform(scenario, preload))
    (theirs, their_peak), (ours, our_peak) = (
        (min(f[0] for f in figures), min(f[1] for f in figures))
        for figures in runs.values()
    )
    return {
        "glibc_seconds": round(theirs, 3),
        "preload_seconds": round(ours, 3),
        "ratio": round(ours / theirs, 3),
        "glibc_peak_kib": their_peak,
        "preload_peak_kib": our_peak,
    }


def main(arguments):
    names = [scenario.__name__ for scenario in scenarios.SCENARIOS]
    parser = argparse.ArgumentParser(prog="timing")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(names):
        parser.error(f"no scenario: {', '.join(sorted(unknown))}")
    result = {}
    if options.format == "text":
        print(f"{'':14}{'glibc':>9}{'preload':>9}{'ratio':>8}{'MiB':>8}{'MiB':>8}")
    for scenario in scenarios.SCENARIOS:
        name = scenario.__name__
        if options.names and name not in options.names:
            continue
        figures = result[name] = measure(scenario, options.repeat)
        if options.format == "text":
            print(
                f"{name:14}{figures['glibc_seconds']:8.2f}s"
                f"{figures['preload_seconds']:8.2f}s{figures['ratio']:8.2f}"
                f"{figures['glibc_peak_kib'] / 1024:8.1f}"
                f"{figures['preload_peak_kib'] / 1024:8.1f}",
                flush=True,
            )
    if options.format == "json":
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
