# SPDX-License-Identifier: Apache-2.0
"""Draws the results of the benchmark: docs/heap-benchmark*.svg.

usage: bazel run //mm/benchmark:chart [-- --results=FILE.json]

FILE.json is what //mm:benchmark writes with --format=json; without it the
allocators are measured first.
"""

import argparse
import json
import os
import sys
import xml.etree.ElementTree as ElementTree

from mm.benchmark import machine

_SVG = "http://www.w3.org/2000/svg"
_FOLDER = "docs"


def _sum(figures, *names):
    return sum(figures[name] for name in names)


def _bars(pygal, title, results, **options):
    return pygal.HorizontalBar(
        title=title,
        width=900,
        height=65 * len(results) + 150,
        style=pygal.style.CleanStyle(
            background="white",
            font_family="sans-serif",
            label_font_size=13,
            major_label_font_size=13,
            value_font_size=11,
        ),
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        print_values=True,
        truncate_legend=-1,
        **options
    )


def _speed(pygal, results):
    chart = _bars(
        pygal,
        "Instructions for a malloc and a free, AArch64 (less is better)",
        results,
        logarithmic=True,
        formatter=lambda value: "%.0f" % value,
        range=(10, 10000),
        zero=10,
    )
    chart.y_labels = [10, 100, 1000, 10000]
    # Bars grow upwards from the first.
    names = sorted(
        results,
        key=lambda name: _sum(
            results[name], "W4 malloc mean", "W4 free mean"
        ),
        reverse=True,
    )
    chart.x_labels = names
    for title, workload, statistic in (
        ("random sizes and order (W4), worst", "W4", "worst"),
        ("random sizes and order (W4), mean", "W4", "mean"),
        ("64 bytes again and again (W2), mean", "W2", "mean"),
    ):
        chart.add(
            title,
            [
                _sum(
                    results[name],
                    "%s malloc %s" % (workload, statistic),
                    "%s free %s" % (workload, statistic),
                )
                for name in names
            ],
        )
    return chart


def _memory(pygal, results):
    chart = _bars(
        pygal,
        "Smallest heap / most bytes in use (less is better)",
        results,
        formatter=lambda value: "%.2f" % value,
        range=(1, 1.5),
        zero=1,
    )
    chart.y_labels = [1, 1.1, 1.2, 1.3, 1.4, 1.5]
    key = "W4 smallest heap / peak"
    names = sorted(results, key=lambda name: results[name][key], reverse=True)
    chart.x_labels = names
    for title, workload in (
        ("220 KB in use at most (W4)", "W4"),
        ("1.5 MB in use at most (W4, 8000 slots)", "W4 8000"),
    ):
        chart.add(
            title,
            [
                results[name].get(workload + " smallest heap / peak")
                for name in names
            ],
        )
    return chart


def _write(chart, name):
    # Each rendering has identifiers and a date of its own, which would make
    # every drawing a change.
    chart.uuid = name
    chart.js = []
    root = ElementTree.fromstring(chart.render(is_unicode=True))
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    for parent in root.iter():
        for child in list(parent):
            # For the scripts that are left out.
            if child.tag == "{%s}script" % _SVG:
                parent.remove(child)
    folder = os.path.join(
        os.environ.get("BUILD_WORKSPACE_DIRECTORY", ""), _FOLDER
    )
    path = os.path.join(folder, name + ".svg")
    ElementTree.ElementTree(root).write(path, encoding="utf-8")
    print(path)


def main(arguments):
    machines = machine.Machines(arguments[0])
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--results", metavar="FILE.json")
    options = parser.parse_args(arguments[1:])
    if options.results:
        path = os.path.join(
            os.environ.get("BUILD_WORKING_DIRECTORY", ""), options.results
        )
        with open(path, encoding="utf-8") as file:
            board = json.load(file)["board"]
    else:
        board = {name: machines.run(name) for name in machines.programs}
    # Those that never free anything are not in this race.
    results = {
        name: figures
        for name, figures in board.items()
        if "W4 malloc mean" in figures
    }
    sys.path.insert(0, os.path.abspath(machines.modules))
    import pygal  # Only here: where it is, is known now.
    import pygal.style

    _write(_speed(pygal, results), "heap-benchmark")
    _write(_memory(pygal, results), "heap-benchmark-memory")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
