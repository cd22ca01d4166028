# SPDX-License-Identifier: Apache-2.0
"""Prints which test runs where, and why not everywhere.

usage: bazel run //tests:matrix [-- BOARD...]

Rows are the tests of C code in drivers, kernel, mm and shell; without boards
given, columns are all of them. Ends with 1 if a reason is missing. Reasons are
in tags, "boards: <why>", where boards_why of firmware_test() puts them.
"""

import json
import os
import subprocess
import sys

_TESTS = "tests(//drivers/... + //kernel/... + //mm/... + //shell/...)"
_QUERY = r"%s except attr(tags, '[\[ ]manual[\],]', %s)" % (_TESTS, _TESTS)
_WHY = "boards: "
# Registers of a test's own, where a board has real ones.
_FAKES = "//tests/fakes:fake_mmio"
_FAKES_WHY = "plays the registers itself"


class Test:
    """A test, wherever it runs.

    Attributes:
      label: its name, without a board.
      on_host: whether it runs on the host.
      boards: set of names.
      why: list of strings, why it does not run on the other boards.
      is_row: whether it is a test of C code.
    """

    def __init__(self, label):
        self.label = label
        self.is_row = False
        self.boards = set()
        self.on_host = False
        self.why = []

    def add(self, kind, board, attributes):
        """Adds the test of one place.

        Args:
          kind: name of its rule.
          board: name, or None for the host.
          attributes: dict.
        """
        if board:
            self.boards.add(board)
        else:
            self.on_host = (
                "@platforms//os:none" not in attributes["target_compatible_with"]
            )
        self.is_row = self.is_row or bool(board) or kind == "cc_test"
        why = [
            tag.removeprefix(_WHY)
            for tag in attributes["tags"]
            if tag.startswith(_WHY)
        ]
        if _FAKES in attributes.get("deps", []):
            why.append(_FAKES_WHY)
        self.why += [reason for reason in why if reason not in self.why]


def read(lines):
    """Returns a list of Test.

    Args:
      lines: of `bazel query --output=streamed_jsonproto`.
    """
    tests = {}
    for line in lines:
        rule = json.loads(line)["rule"]
        attributes = {
            attribute["name"]: attribute.get("stringListValue", [])
            for attribute in rule["attribute"]
        }
        label, _, board = rule["name"].rpartition(".")
        # Every test of a board is named after it.
        if "board" not in attributes["tags"] or board not in attributes["tags"]:
            label, board = rule["name"], None
        test = tests.setdefault(label, Test(label))
        test.add(rule["ruleClass"], board, attributes)
    # The rest are programs in Python, proofs and the like.
    return [tests[label] for label in sorted(tests) if tests[label].is_row]


def table(tests, boards):
    """Returns (lines to print, labels of tests without a reason)."""
    width = max(len(test.label) for test in tests)
    columns = ["host"] + boards
    lines = ["  ".join([" " * width] + columns)]
    missing = []
    for test in tests:
        places = test.boards | ({"host"} if test.on_host else set())
        cells = [
            ("yes" if place in places else "-").center(len(place))
            for place in columns
        ]
        why = []
        if not test.boards.issuperset(boards):
            why = test.why or ["NO REASON GIVEN"]
            if not test.why:
                missing.append(test.label)
        lines.append(
            "  ".join([test.label.ljust(width)] + cells + why).rstrip()
        )
    everywhere = sum(test.boards.issuperset(boards) for test in tests)
    lines.append(
        "%d tests; %d on %s, the others as said"
        % (len(tests), everywhere, " ".join(boards))
    )
    lines.append('"-" under host: about hardware; `bazel test` says SKIPPED')
    return lines, missing


def _query():
    # The server that has just built this program, with its output base.
    output_base = os.getcwd().partition("/execroot/")[0]
    workspace = os.environ["BUILD_WORKSPACE_DIRECTORY"]
    return subprocess.run(
        [
            os.path.join(workspace, "bazelw"),
            "--output_base=" + output_base,
            "query",
            "--output=streamed_jsonproto",
            "--noshow_progress",
            "--ui_event_filters=-info",
            _QUERY,
        ],
        cwd=workspace,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.splitlines()


def main(arguments):
    tests = read(_query())
    known = sorted(set.union(*(test.boards for test in tests)))
    if not known:
        sys.exit("no test of any board")
    lines, missing = table(tests, arguments or known)
    print("\n".join(lines))
    for label in missing:
        print("FAILED: %s: not on every board, without a reason" % label)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
