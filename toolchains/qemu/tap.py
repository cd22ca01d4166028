# SPDX-License-Identifier: Apache-2.0
"""Reads TAP (Test Anything Protocol, versions 12 and 13) line by line.

A program may print more than one plan, each followed by its own tests: cmocka
does so for every test group. What is neither plan, result nor comment is the
program's own output and is skipped.
"""

import re

_PLAN = re.compile(r"\s*1\.\.(\d+)\s*(?:#\s*(.*))?$")
_RESULT = re.compile(
    r"\s*(not )?ok\s+(\d+)\b\s*(?:-\s*)?(.*?)\s*"
    r"(?:#\s*(SKIP|TODO)\S*\s*(.*))?$",
    re.IGNORECASE,
)
_UNNUMBERED_FAILURE = re.compile(r"\s*not ok\b(?:\s*-\s*)?(.*)$")
_BAIL_OUT = re.compile(r"\s*Bail out!\s*(.*)$")
_COMMENT = re.compile(r"\s*#\s?(.*)$")

PASSED = "passed"
FAILED = "failed"
SKIPPED = "skipped"


class Result:
    """One test: its name, verdict, details and the time since the last one."""

    def __init__(self, name, verdict, seconds):
        self.name = name
        self.verdict = verdict
        self.seconds = seconds
        self.details = []


class Tap:
    """Feed it every line of output, then ask for `results` and `problem()`."""

    def __init__(self, now):
        self.results = []
        self.bail_out = None
        self._plans = []  # [planned, reported], one for each plan line
        self._strays = 0  # results before any plan
        self._last = now

    @property
    def seen(self):
        """Whether the output was TAP at all."""
        return bool(self._plans or self.results or self.bail_out is not None)

    def feed(self, line, now):
        plan = _PLAN.match(line)
        if plan:
            self._plans.append([int(plan[1]), 0])
            return
        result = _RESULT.match(line)
        if result:
            self._add(result, now)
            return
        failure = _UNNUMBERED_FAILURE.match(line)
        if failure:
            self._count()
            self._append(failure[1] or "unnamed", FAILED, now)
            return
        bail_out = _BAIL_OUT.match(line)
        if bail_out:
            self.bail_out = bail_out[1]
            return
        comment = _COMMENT.match(line)
        if comment and self.results:
            self.results[-1].details.append(comment[1])

    def _add(self, match, now):
        failed, number, name, directive, reason = match.groups()
        directive = (directive or "").upper()
        verdict = FAILED if failed else PASSED
        # A failure marked TODO is expected (TAP 13); a skipped test did not
        # run, whatever its verdict.
        if directive == "SKIP" or (directive == "TODO" and failed):
            verdict = SKIPPED
        self._count()
        self._append(name or "test " + number, verdict, now)
        if reason:
            self.results[-1].details.append(reason)

    def _count(self):
        if self._plans:
            self._plans[-1][1] += 1
        else:
            self._strays += 1

    def _append(self, name, verdict, now):
        self.results.append(Result(name, verdict, now - self._last))
        self._last = now

    def failures(self):
        return [r for r in self.results if r.verdict == FAILED]

    def problem(self):
        """What is wrong with the report as such, or None.

        Failed tests are not a problem of the report: see failures().
        """
        if self.bail_out is not None:
            return "bailed out: " + (self.bail_out or "no reason given")
        if self._strays and self._plans and len(self._plans) == 1:
            # The plan may come last (TAP 12).
            self._plans[0][1] += self._strays
            self._strays = 0
        if self._strays:
            return "no plan (`1..N`): a test that ended early would go unseen"
        for planned, reported in self._plans:
            if planned != reported:
                return "%d of %d planned tests reported" % (reported, planned)
        return None
