# SPDX-License-Identifier: Apache-2.0
"""Tests what is made of the benchmark's output."""

import unittest

from mm.benchmark import budget, link_map, results, table

_MAP = """\
             VMA              LMA     Size Align Out     In      Symbol
        40200000         40200000     0100     4 .text
        40200000         40200000       40     4         out/mm/liba.a(x.o):(.text.x)
        40200000         40200000       40     1                 x
        40200040         40200040       10     4         out/mm/liba.a(y.o):(.text)
        40200050         40200050        8     4         out/mm/libaa.a(x.o):(.text.x)
        40200058         40200058        4     4         out/mm/b.o:(.text)
        40201000         40201000       20     8 .rodata
        40201000         40201000       20     8         out/mm/liba.a(x.o):(.rodata)
        40202000         40202000       30     8 .data
        40202000         40202000       30     8         out/mm/liba.a(x.o):(.data)
        40203000         40203000      400    16 .bss
        40203000         40203000      400    16         out/mm/liba.a(x.o):(.bss.b)
               0                0     1000     1 .debug_info
               0                0     1000     1         out/mm/liba.a(x.o):(.debug_info)
"""


class LinkMapTest(unittest.TestCase):
    def test_sections_of_the_named_files(self):
        self.assertEqual(
            link_map.sizes(_MAP, ["out/mm/liba.a"]),
            {"code": 0x50, "constants": 0x20, "ram": 0x430},
        )

    def test_object_file(self):
        self.assertEqual(link_map.sizes(_MAP, ["out/mm/b.o"])["code"], 4)

    def test_absent_file(self):
        self.assertEqual(
            link_map.sizes(_MAP, ["x.o"]),
            {"code": 0, "constants": 0, "ram": 0},
        )


def _cost(workload, operation, mean, worst):
    return (
        'benchmark: {"workload": "%s", "operation": "%s", "count": 10, '
        '"mean": %s, "trimmed": 1.00, "p50": 2, "p99": 3, "worst": %s}'
        % (workload, operation, mean, worst)
    )


def _value(workload, name, value):
    return 'benchmark: {"workload": "%s", "name": "%s", "value": %d}' % (
        workload,
        name,
        value,
    )


_LINES = [
    "Daedalus",
    'benchmark: {"unit": "instructions"}',
    _cost("W1", "malloc", "28.50", 217),
    _value("W1", "span", 3300000),
    _value("W1", "blocks", 100000),
    _cost("W6", "malloc", "40.00", 210),
    _cost("W6", "free", "30.00", 99),
    _value("W6", "malloc(2048) succeeds", 1),
    _value("W6", "freed in holes", 1000000),
    _value("W6", "largest of holes", 990000),
    _value("W6", "largest of all", 1000000),
    _value("W6", "heap", 1048576),
    _value("W4", "peak", 200000),
    _value("W4", "smallest", 239000),
    _value("W4", "peak", 100000),
    _value("W4", "smallest", 129000),
    _value("W4 8000", "peak", 200000),
    _value("W4 8000", "smallest", 0),
]
_SIZES = {"code": 5000, "constants": 10, "ram": 1000}


class FiguresTest(unittest.TestCase):
    def setUp(self):
        self.figures = results.Results(_LINES).figures(_SIZES)

    def test_costs(self):
        self.assertEqual(self.figures["W1 malloc mean"], 28.5)
        self.assertEqual(self.figures["W1 malloc worst"], 217)
        self.assertEqual(self.figures["W1 bytes per object"], 33)

    def test_worst_of_all_operations_among_holes(self):
        self.assertEqual(self.figures["W6 worst"], 210)

    def test_shares(self):
        self.assertEqual(self.figures["W6 largest block of holes, %"], 99)
        self.assertAlmostEqual(
            self.figures["W6 largest block at the end, %"], 95.37, 2
        )

    def test_smallest_heap_is_a_mean_with_static_ram(self):
        self.assertAlmostEqual(self.figures["W4 smallest heap / peak"], 1.25)

    def test_no_heap_is_large_enough(self):
        self.assertIsNone(self.figures["W4 8000 smallest heap / peak"])

    def test_host_has_tenths_of_nanoseconds(self):
        lines = ['benchmark: {"unit": "0.1 ns"}', *_LINES[2:5]]
        figures = results.Results(lines).figures(None)
        self.assertAlmostEqual(figures["W1 malloc mean"], 2.85)

    def test_failure_is_not_a_result(self):
        parsed = results.Results(["benchmark: FAILED: out of memory"])
        self.assertEqual(parsed.operations, {})

    def test_table_has_them(self):
        text = table.text({"ours": self.figures}, {})
        self.assertIn("28.5", text)
        self.assertIn("99.0 %", text)
        self.assertIn("1.250", text)
        self.assertNotIn("W5a", text)


class BudgetTest(unittest.TestCase):
    def _kept(self, **budgets):
        budgets = {
            kind.replace("_", " "): limits for kind, limits in budgets.items()
        }
        return [
            kept for kept, _ in budget.judge({"a": 10, "b": 2.5}, budgets)
        ]

    def test_at_most(self):
        self.assertEqual(self._kept(at_most={"a": 10}), [True])
        self.assertEqual(self._kept(at_most={"a": 9.99}), [False])

    def test_at_least(self):
        self.assertEqual(self._kept(at_least={"b": 2.5}), [True])
        self.assertEqual(self._kept(at_least={"b": 2.51}), [False])

    def test_goal_is_named_and_no_limit(self):
        ((kept, line),) = budget.judge(
            {"a": 10}, {"at most": {"a": 11}, "goal": {"a": 9}}
        )
        self.assertTrue(kept)
        self.assertEqual(line, "a: 10, at most 11; goal: 9")

    def test_what_was_not_measured_is_not_kept(self):
        self.assertEqual(self._kept(at_most={"c": 1, "a": 10}), [False, True])


if __name__ == "__main__":
    unittest.main()
