# SPDX-License-Identifier: Apache-2.0
"""Runs CBMC as a test: run_cbmc.py TASK.json, see cbmc_test.bzl."""

import json
import resource
import subprocess
import sys

from tools.cbmc import verdict

# A proof that wants more is too large for the machines that have to run it.
_MEMORY = 4 << 30


def _limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _run(command):
    """Returns what CBMC prints, standard error included."""
    return subprocess.run(
        command,
        check=False,
        env={},
        preexec_fn=_limit_memory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ).stdout


def _describe(properties):
    return "\n".join(f"  {p.id} (line {p.line}): {p.text}" for p in properties)


def _refutation(task, found):
    """Returns the exit code of a test that plants a bug."""
    hits = [p for p in found.failed if task["refutes"] in p.text]
    print(f"failed, as they should:\n{_describe(found.failed)}")
    if not hits:
        print(f"no failed property has '{task['refutes']}' in its text")
    return 0 if hits else 1


def _proof(task, found):
    """Returns the exit code of a proof."""
    print(
        f"{found.checked - len(found.failed) - len(found.unknown)} of "
        f"{found.checked} properties "
        f"hold, {found.reached} of {found.reached + len(found.vacuous)} "
        f"situations are reached, {found.wrapping} operations wrap on purpose"
    )
    if found.vacuous:
        print(f"no run gets to:\n{_describe(found.vacuous)}")
    if found.failed:
        print(f"do not hold:\n{_describe(found.failed)}")
        trace = ["--compact-trace", "--property", found.failed[0].id]
        print(_run(task["command"] + trace))
    if found.unknown:
        print(f"may hold or not:\n{_describe(found.unknown)}")
    if found.checked < task["minimum"]:
        print(f"there should be {task['minimum']} properties at least")
    bad = found.vacuous + found.failed + found.unknown
    return 1 if bad or found.checked < task["minimum"] else 0


def main(path):
    with open(path, encoding="utf-8") as file:
        task = json.load(file)
    output = _run(task["command"])
    try:
        properties = verdict.parse(output)
    except ValueError as error:
        print(output)
        print(error)
        return 1
    found = verdict.judge(properties, task["wraps"])
    return (_refutation if task["refutes"] else _proof)(task, found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
