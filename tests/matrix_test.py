# SPDX-License-Identifier: Apache-2.0
"""Tests the list of which test runs where."""

import json
import unittest

from tests import matrix


def _rule(name, kind="cc_test", tags=(), compatible=(), deps=()):
    lists = {
        "deps": deps,
        "tags": tags,
        "target_compatible_with": compatible,
    }
    attributes = [
        {"name": key, "stringListValue": list(value)} if value else {"name": key}
        for key, value in lists.items()
    ]
    return json.dumps(
        {"rule": {"name": name, "ruleClass": kind, "attribute": attributes}}
    )


def _board(name, board, tags=()):
    return _rule(
        "%s.%s" % (name, board), "board_test", ("board", board, *tags)
    )


def _table(*rules):
    return matrix.table(matrix.read(rules), ["a", "b"])


class MatrixTest(unittest.TestCase):
    def test_everywhere(self):
        lines, missing = _table(
            _rule("//x:t"), _board("//x:t", "a"), _board("//x:t", "b")
        )
        self.assertEqual(
            lines[:-1],
            [
                "       host  a  b",
                "//x:t  yes   yes  yes",
                "1 tests; 1 on a b, the others as said",
            ],
        )
        self.assertEqual(missing, [])

    def test_reason(self):
        lines, missing = _table(
            _rule("//x:t", tags=["boards: no b"]), _board("//x:t", "a")
        )
        self.assertEqual(lines[1], "//x:t  yes   yes  -  no b")
        self.assertEqual(missing, [])

    def test_reason_at_the_test_of_the_board(self):
        lines, missing = _table(
            _rule("//x:t", "other_test"),
            _board("//x:t", "a", ["boards: no b"]),
        )
        self.assertEqual(lines[1], "//x:t  yes   yes  -  no b")
        self.assertEqual(missing, [])

    def test_no_reason(self):
        lines, missing = _table(_rule("//x:t"), _board("//x:t", "a"))
        self.assertIn("NO REASON GIVEN", lines[1])
        self.assertEqual(missing, ["//x:t"])

    def test_only_boards(self):
        lines, _ = _table(
            _rule("//x:t", compatible=["@platforms//os:none"]),
            _board("//x:t", "a"),
            _board("//x:t", "b"),
        )
        self.assertEqual(lines[1], "//x:t   -    yes  yes")

    def test_fake_registers(self):
        lines, missing = _table(
            _rule("//x:t", deps=["//tests/fakes:fake_mmio"])
        )
        self.assertIn("plays the registers itself", lines[1])
        self.assertEqual(missing, [])

    def test_other_languages_are_no_rows(self):
        self.assertEqual(matrix.read([_rule("//x:t", "python_test")]), [])

    def test_a_dot_is_not_always_a_board(self):
        (test,) = matrix.read([_rule("//x:t.a")])
        self.assertEqual(test.label, "//x:t.a")


if __name__ == "__main__":
    unittest.main()
