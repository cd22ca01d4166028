# SPDX-License-Identifier: Apache-2.0
"""What counts as a proof, and what does not."""

import unittest

from tools.cbmc import verdict

_OUTPUT = """\
CBMC version 6.6.0
mm/proofs/x.c function f
[f.assertion.1] line 10 proves: a: b: SUCCESS
[f.assertion.2] line 11 reaches: full: FAILURE
[f.overflow.1] line 12 arithmetic overflow on unsigned - in a - b: FAILURE
[g.unwind.0] line 13 unwinding assertion loop 0: SUCCESS
[g.no-body.h] no body for callee h: SUCCESS

** 2 of 5 failed (3 iterations)
VERIFICATION FAILED
"""


def _judge(output, wraps=("f",)):
    return verdict.judge(verdict.parse(output), wraps)


class VerdictTest(unittest.TestCase):
    def test_a_proof(self):
        found = _judge(_OUTPUT)
        self.assertEqual(
            (3, 1, 1, [], [], []),
            (
                found.checked,
                found.reached,
                found.wrapping,
                found.failed,
                found.unknown,
                found.vacuous,
            ),
        )

    def test_parts_of_a_property(self):
        first, *_ = verdict.parse(_OUTPUT)
        self.assertEqual(
            ("f.assertion.1", "f", "10", "proves: a: b", "SUCCESS"),
            (first.id, first.function, first.line, first.text, first.verdict),
        )

    def test_wrapping_elsewhere_is_a_failure(self):
        failed = _judge(_OUTPUT, ["g"]).failed
        self.assertEqual(["f.overflow.1"], [p.id for p in failed])

    def test_a_signed_overflow_is_a_failure_everywhere(self):
        output = _OUTPUT.replace("on unsigned -", "on signed -")
        self.assertEqual(1, len(_judge(output).failed))

    def test_a_failed_property(self):
        output = _OUTPUT.replace("b: SUCCESS", "b: FAILURE")
        failed = _judge(output.replace("** 2", "** 3")).failed
        self.assertEqual(["f.assertion.1"], [p.id for p in failed])

    def test_a_property_without_an_answer(self):
        for answer in ("UNKNOWN", "ERROR"):
            found = _judge(_OUTPUT.replace("b: SUCCESS", "b: " + answer))
            self.assertEqual(["f.assertion.1"], [p.id for p in found.unknown])

    def test_what_no_run_reaches(self):
        output = _OUTPUT.replace("full: FAILURE", "full: SUCCESS")
        output = output.replace("** 2", "** 1")
        vacuous = _judge(output).vacuous
        self.assertEqual(["f.assertion.2"], [p.id for p in vacuous])

    def test_an_output_without_an_end(self):
        for output in (
            "",
            "syntax error",
            _OUTPUT.partition("\n**")[0],
            _OUTPUT.replace("of 5", "of 6"),
            _OUTPUT.replace("** 2", "** 1"),
            _OUTPUT.replace("[g.unwind.0]", "g.unwind.0"),
            _OUTPUT + _OUTPUT,
        ):
            with self.assertRaises(ValueError):
                verdict.parse(output)


if __name__ == "__main__":
    unittest.main()
