# SPDX-License-Identifier: Apache-2.0
"""Tests of tap.py."""

import unittest

from toolchains.qemu import tap


def _parse(*lines):
    report = tap.Tap(0)
    for seconds, line in enumerate(lines, 1):
        report.feed(line, seconds)
    return report


def _verdicts(report):
    return [(result.name, result.verdict) for result in report.results]


class TapTest(unittest.TestCase):
    def test_other_output_is_no_tap(self):
        report = _parse("hello", "ok", "1..", "okay 1", "# comment", "")
        self.assertFalse(report.seen)
        self.assertIsNone(report.problem())

    def test_results(self):
        report = _parse(
            "TAP version 13",
            "1..4",
            "ok 1 - first",
            "noise",
            "not ok 2 - second",
            "# why",
            "#   in detail",
            "ok 3",
            "ok 4 fourth",
        )
        self.assertIsNone(report.problem())
        self.assertEqual(
            _verdicts(report),
            [
                ("first", tap.PASSED),
                ("second", tap.FAILED),
                ("test 3", tap.PASSED),
                ("fourth", tap.PASSED),
            ],
        )
        self.assertEqual(report.results[1].details, ["why", "  in detail"])
        self.assertEqual([r.name for r in report.failures()], ["second"])

    def test_seconds_since_the_last_result(self):
        report = _parse("ok 1 - a", "noise", "ok 2 - b", "1..2")
        self.assertEqual([r.seconds for r in report.results], [1, 2])

    def test_skip_and_todo(self):
        report = _parse(
            "1..4",
            "ok 1 - a # SKIP no card",
            "not ok 2 - b # skipped",
            "not ok 3 - c # TODO later",
            "ok 4 - d # TODO works already",
        )
        self.assertEqual(
            [verdict for _, verdict in _verdicts(report)],
            [tap.SKIPPED, tap.SKIPPED, tap.SKIPPED, tap.PASSED],
        )
        self.assertEqual(report.results[0].details, ["no card"])
        self.assertEqual(report.failures(), [])

    def test_a_failure_without_number_counts(self):
        report = _parse("1..1", "not ok - setup")
        self.assertEqual(_verdicts(report), [("setup", tap.FAILED)])

    def test_indented_plan_of_cmocka(self):
        report = _parse("\t1..1", "ok 1 - a", "# ok - group")
        self.assertIsNone(report.problem())

    def test_two_plans(self):
        report = _parse("1..1", "ok 1 - a", "1..2", "ok 1 - b", "ok 2 - c")
        self.assertIsNone(report.problem())
        self.assertEqual(len(report.results), 3)

    def test_second_plan_short(self):
        report = _parse("1..1", "ok 1 - a", "1..2", "ok 1 - b")
        self.assertEqual(report.problem(), "1 of 2 planned tests reported")

    def test_too_many_results(self):
        report = _parse("1..1", "ok 1 - a", "ok 2 - b")
        self.assertEqual(report.problem(), "2 of 1 planned tests reported")

    def test_plan_at_the_end(self):
        self.assertIsNone(_parse("ok 1 - a", "1..1").problem())
        self.assertEqual(
            _parse("ok 1 - a", "1..2").problem(),
            "1 of 2 planned tests reported",
        )

    def test_no_plan(self):
        self.assertIn("no plan", _parse("ok 1 - a").problem())

    def test_bail_out(self):
        report = _parse("1..1", "ok 1 - a", "Bail out! no memory")
        self.assertEqual(report.problem(), "bailed out: no memory")
        self.assertTrue(_parse("Bail out!").seen)


if __name__ == "__main__":
    unittest.main()
