# SPDX-License-Identifier: Apache-2.0
"""Measures allocators: ours and others', on the board and on this machine.

usage: bazel run //mm:benchmark [-- OPTION... [ALLOCATOR...]]
"""

import argparse
import concurrent.futures
import json
import os
import sys

from mm.benchmark import machine, table


def _options(arguments, machines):
    everything = machines.programs + machines.host_programs
    parser = argparse.ArgumentParser(
        prog="bazel run //mm:benchmark --",
        description="Measures allocators on the board and on this machine.",
    )
    parser.add_argument(
        "--format", choices=["table", "json"], default="table"
    )
    parser.add_argument(
        "--output", metavar="FILE", help="where to write it; else, it is printed"
    )
    parser.add_argument(
        "allocator",
        nargs="*",
        metavar="ALLOCATOR",
        help="what to measure; all, if nothing is named: "
        + ", ".join(dict.fromkeys(everything)),
    )
    options = parser.parse_args(arguments)
    for name in options.allocator:
        if name not in everything:
            parser.error("there is no allocator %s" % name)
    options.allocator = options.allocator or everything
    return options


def _run(kind, run, names, wanted, workers):
    """Returns {name: figures}, in the order of `names`."""
    names = [name for name in names if name in wanted]
    with concurrent.futures.ThreadPoolExecutor(workers) as executor:
        futures = {name: executor.submit(run, name) for name in names}
        for future in concurrent.futures.as_completed(futures.values()):
            name = next(n for n in names if futures[n] is future)
            if future.exception():
                raise machine.Failure(
                    "%s, %s: %s" % (name, kind, future.exception())
                )
            print("%s, %s: done" % (name, kind), file=sys.stderr)
    return {name: futures[name].result() for name in names}


def main(arguments):
    machines = machine.Machines(arguments[0])
    options = _options(arguments[1:], machines)
    try:
        board = _run(
            "board",
            machines.run,
            machines.programs,
            options.allocator,
            os.cpu_count(),
        )
        # Alone: a second one would disturb its clock.
        host = _run(
            "host",
            machines.run_on_host,
            machines.host_programs,
            options.allocator,
            1,
        )
    except machine.Failure as failure:
        print("benchmark: FAILED: %s" % failure, file=sys.stderr)
        return 1
    if options.format == "json":
        text = json.dumps({"board": board, "host": host}, indent=2) + "\n"
    else:
        text = table.text(board, host)
    if options.output:
        folder = os.environ.get("BUILD_WORKING_DIRECTORY", "")
        path = os.path.join(folder, options.output)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
