# SPDX-License-Identifier: Apache-2.0
"""Starts a program once for each way to misuse the heap, and judges each end.

usage: misuse_test.py PROGRAM BOARD LEVEL EXPECTATIONS

BOARD is "host", or PROGRAM is what boots a board. EXPECTATIONS is a JSON object
of cases, see expectations.bzl. Besides what is expected there, `default` must
report at least six of D1 to D8 and `secure` all of them, and neither may go on
with a heap that is not one any more.
"""

import json
import os
import re
import subprocess
import sys

_SIZES = ["small", "large"]
_LIMIT_S = 60
# How many of D1 to D8 must end in a report of the heap.
_OWED = {"off": 0, "default": 6, "secure": 8}
# No function of the program is larger.
_MAX_FUNCTION = 2048

_NAME = re.compile(r"^([A-Za-z()]+) = 0x([0-9a-f]+)\r?$", re.MULTILINE)
_REPORT = re.compile(
    r"^panic: heap: ([^:,\n]+?)(?:: block| of) 0x([0-9a-f]+),"
    r"[^\n]* from 0x([0-9a-f]+)\r?$",
    re.MULTILINE,
)
_OUTCOME = re.compile(r"^outcome: ([^\r\n]*)\r?$", re.MULTILINE)


def _run(program, board, case, size):
    """Returns what it printed, and whether it ended, and how."""
    environment = dict(os.environ, TEST_TIMEOUT=str(_LIMIT_S))
    # It is not the one that reports to Bazel.
    environment.pop("XML_OUTPUT_FILE", None)
    environment.pop("TEST_UNDECLARED_OUTPUTS_DIR", None)
    command = [os.path.abspath(program)]
    if board == "host":
        environment["MISUSE"] = "%s %s" % (case, size)
    else:
        command += ["-append", "%s %s" % (case, size)]
    try:
        result = subprocess.run(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LIMIT_S + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return (error.output or b"").decode("utf-8", "replace"), None
    return result.stdout.decode("utf-8", "replace"), result.returncode


def _place(address, names):
    """`address` as a block's name and an offset."""
    blocks = {
        name: start for name, start in names.items() if "()" not in name
    }
    for name in sorted(blocks, key=lambda name: address - blocks[name]):
        offset = address - blocks[name]
        if offset >= 0:
            return name if offset == 0 else "%s+%d" % (name, offset)
    return "0x%x" % address


def _function(address, names):
    """The name of the function that `address` is in."""
    best = "?"
    distance = _MAX_FUNCTION
    for name, start in names.items():
        if "()" in name and 0 < address - start < distance:
            best, distance = name[: -len("()")], address - start
    return best


def _outcome(text, code, board):
    names = {name: int(value, 16) for name, value in _NAME.findall(text)}
    if code is None or "runner: FAILED: hang" in text:
        return "hang"
    reports = _REPORT.findall(text)
    if reports:
        words, block, caller = reports[0]
        place = _place(int(block, 16), names)
        function = _function(int(caller, 16), names)
        ended = (
            code == -6
            if board == "host"
            else "runner: FAILED: guest panicked: heap: " in text
        )
        if not ended or len(reports) > 1:
            return "no proper end after a report"
        where = "" if function == "case" else " in " + function
        return "%s of %s%s" % (words, place, where)
    outcomes = _OUTCOME.findall(text)
    if code == 0 and len(outcomes) == 1:
        return outcomes[0]
    if board == "host":
        # Sanitizers exit.
        faulted = code < 0 or "Sanitizer" in text or "runtime error" in text
    else:
        faulted = "runner: FAILED: guest panicked: " in text
    return "fault" if faulted and "case() = " in text else "no outcome"


def _is_as_expected(outcome, expected):
    if expected == "any":
        return outcome not in ("no outcome", "no proper end after a report")
    return outcome == expected or (
        expected == "bad" and outcome.startswith("bad: ")
    )


def _is_reported(outcome):
    return " of " in outcome


def _policy(level, results):
    """What a level promises, whatever the table says."""
    problems = []
    for size in _SIZES:
        reported = sum(
            _is_reported(results["d%d" % number, size])
            for number in range(1, 9)
        )
        print("%s, %s blocks: %d of D1 to D8 reported" % (level, size, reported))
        if reported < _OWED[level]:
            problems.append("%s: %d of D1 to D8 reported" % (size, reported))
    for (case, size), outcome in results.items():
        if level != "off" and (
            outcome in ("hang", "fault") or outcome.startswith("bad")
        ):
            problems.append("%s %s: %s" % (case, size, outcome))
    return problems


def main(arguments):
    program, board, level, expectations = arguments
    problems = []
    results = {}
    expectations = json.loads(expectations)
    for case, expected in expectations.items():
        for size, wanted in zip(_SIZES, expected):
            text, code = _run(program, board, case, size)
            outcome = _outcome(text, code, board)
            results[case, size] = outcome
            if not _is_as_expected(outcome, wanted):
                print("--- %s %s, exit code %s:\n%s" % (case, size, code, text))
                problems.append(
                    "%s %s: %s; expected: %s" % (case, size, outcome, wanted)
                )
    print("| %s, %s | small | large |\n|---|---|---|" % (level, board))
    for case in expectations:
        print("| %s | %s |" % (case, " | ".join(results[case, s] for s in _SIZES)))
    problems += _policy(level, results)
    for problem in problems:
        print("FAILED: " + problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
