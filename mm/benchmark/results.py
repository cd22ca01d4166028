# SPDX-License-Identifier: Apache-2.0
"""What a program of the benchmark printed, and the figures that follow."""

import json

_PREFIX = "benchmark: "
# What programs say -> what we say, and how much of it that is.
_UNITS = {"instructions": ("instructions", 1), "0.1 ns": ("ns", 0.1)}
# Of the calls of one kind.
_STATISTICS = ("mean", "trimmed", "p50", "p99", "worst")


class Results:
    """The results of one allocator.

    Attributes:
      unit: of costs, which are instructions or ns.
      operations: (workload, operation) -> {"count", "mean", "p50", "p99",
        "trimmed", "worst"}; trimmed is the mean of the cheapest 99 %.
      values: (workload, name) -> list of numbers, in the order printed.
    """

    def __init__(self, lines):
        self.unit, scale = "", 1
        self.operations = {}
        self.values = {}
        for line in lines:
            if not line.startswith(_PREFIX + "{"):
                continue
            entry = json.loads(line[len(_PREFIX) :])
            if "unit" in entry:
                self.unit, scale = _UNITS[entry["unit"]]
                continue
            workload = entry.pop("workload")
            if "operation" in entry:
                operation = entry.pop("operation")
                self.operations[workload, operation] = {
                    name: value if name == "count" else value * scale
                    for name, value in entry.items()
                }
            else:
                self.values.setdefault((workload, entry["name"]), []).append(
                    entry["value"]
                )

    def _value(self, workload, name):
        return self.values[workload, name][0]

    def _smallest(self, workload, ram):
        """Means over all seeds; None if 16 MiB are too few."""
        heaps = self.values[workload, "smallest"]
        peaks = self.values[workload, "peak"]
        if not all(heaps):
            return None
        ratios = [(heap + ram) / peak for heap, peak in zip(heaps, peaks)]
        return sum(ratios) / len(ratios)

    def _holes(self):
        freed = self._value("W6", "freed in holes")
        return {
            "W6 malloc(2048) succeeds": self._value(
                "W6", "malloc(2048) succeeds"
            ),
            "W6 largest block of holes, %": 100
            * self._value("W6", "largest of holes")
            / freed,
            "W6 largest block at the end, %": 100
            * self._value("W6", "largest of all")
            / self._value("W6", "heap"),
            "W6 worst": max(
                cost["worst"]
                for (workload, _), cost in self.operations.items()
                if workload == "W6"
            ),
        }

    def figures(self, sizes):
        """Returns {name: number}. `sizes` are link_map.sizes()' or None."""
        figures = {
            "%s %s %s" % (workload, operation, name): cost[name]
            for (workload, operation), cost in self.operations.items()
            for name in _STATISTICS
        }
        figures["W1 bytes per object"] = self._value(
            "W1", "span"
        ) / self._value("W1", "blocks")
        if ("W6", "heap") in self.values:
            figures.update(self._holes())
        if sizes:
            figures["code, bytes"] = sizes["code"]
            figures["constants, bytes"] = sizes["constants"]
            figures["RAM, bytes"] = sizes["ram"]
            for workload in ("W4", "W4 8000"):
                if (workload, "smallest") in self.values:
                    figures[workload + " smallest heap / peak"] = (
                        self._smallest(workload, sizes["ram"])
                    )
        return figures
