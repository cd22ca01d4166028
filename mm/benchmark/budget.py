# SPDX-License-Identifier: Apache-2.0
"""Checks that allocators keep to their budgets.

usage: budget.py DESCRIPTION.json
"""

import sys

from mm.benchmark import machine


def judge(figures, budget):
    """Yields (whether it is kept, a line that says so) for each limit.

    `budget` is {"at most": {figure: limit}, "at least": {figure: limit},
    "goal": {figure: number}}; a goal stricter than the limit is named.
    """
    goals = budget.get("goal", {})
    for kind in ("at most", "at least"):
        for name, limit in budget.get(kind, {}).items():
            figure = figures.get(name)
            if figure is None:
                yield False, "%s: not measured" % name
                continue
            kept = figure <= limit if kind == "at most" else figure >= limit
            goal = "; goal: %.6g" % goals[name] if name in goals else ""
            yield kept, "%s: %.6g, %s %.6g%s" % (
                name,
                figure,
                kind,
                limit,
                goal,
            )


def main(arguments):
    machines = machine.Machines(arguments[0])
    broken = 0
    for name in machines.programs:
        figures = machines.run(name)
        for kept, line in judge(figures, machines.budgets[name]):
            print("%s%s: %s" % ("" if kept else "FAILED: ", name, line))
            broken += not kept
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
