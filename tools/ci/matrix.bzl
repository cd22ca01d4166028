# SPDX-License-Identifier: Apache-2.0
"""The gates of CI, for .ci/run and for .github/workflows/ci.yml."""

load("//platforms:boards.bzl", "BOARDS")

# Gate -> its parts; `.ci/run boards` runs all of them, `.ci/run boards.rpi4`
# one. What each does is in .ci/run.
GATES = {
    "test": [],
    "host": [],
    "boards": BOARDS.keys(),
    "workspace": [],
    "sanitizers": [
        "asan",
        "ubsan",
        "tsan",
    ],
    "reproduce": [],
    "platforms": [],
    "consumer": [],
    "offline": [],
    "heaps": [],
}

# What `.ci/run` alone runs, on one machine and in this order.
_DEFAULT = [
    "test",
    "workspace",
    "sanitizers",
    "reproduce",
    "platforms",
    "consumer",
    "offline",
]

# `host` and `boards` are `test` in pieces.
_ONLY_IN_ONE = ["test"]

def jobs():
    """What runs on a machine each, side by side; together every gate.

    Returns:
      list of strings.
    """
    return [
        "%s.%s" % (gate, part) if part else gate
        for gate, parts in GATES.items()
        for part in (parts or [None])
        if gate not in _ONLY_IN_ONE
    ]

def matrix_text():
    """For .ci/run: the name of a list, then its words, a line each.

    Returns:
      string.
    """
    lists = {
        "default": _DEFAULT,
        "gates": GATES.keys(),
        "jobs": jobs(),
    } | {gate: parts for gate, parts in GATES.items() if parts}
    return "".join([
        " ".join([name] + words) + "\n"
        for name, words in lists.items()
    ])
