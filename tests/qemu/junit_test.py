# SPDX-License-Identifier: Apache-2.0
"""Tests of junit.py: what is written is read back by a real parser."""

import unittest
import xml.etree.ElementTree

from toolchains.qemu import junit, tap

# Markup, quotes, line ends, controls, half a surrogate pair, beyond 16 bits.
_NASTY = "<a href='x'>&amp; \"b\" ]]>\t\x00\x1b[0m\ud800\ufffe\U0001f600"
_NASTY_READ = (
    "<a href='x'>&amp; \"b\" ]]>\t\ufffd\ufffd[0m\ufffd\ufffd\U0001f600"
)


def _result(name, verdict, *details):
    result = tap.Result(name, verdict, 0.5)
    result.details.extend(details)
    return result


def _read(*arguments):
    text = junit.report(*arguments)
    return xml.etree.ElementTree.fromstring(text.encode("utf-8"))


class JunitTest(unittest.TestCase):
    def test_program_without_results(self):
        root = _read("suite", [], "", 1.5, "hello\n")
        suite = root.find("testsuite")
        self.assertEqual(
            suite.attrib,
            {
                "name": "suite",
                "tests": "1",
                "failures": "0",
                "errors": "0",
                "skipped": "0",
                "time": "1.500",
            },
        )
        (case,) = suite.iter("testcase")
        self.assertEqual(case.get("name"), "suite")
        self.assertEqual(list(case), [])
        self.assertEqual(suite.findtext("system-out"), "hello\n")

    def test_results_and_error(self):
        suite = _read(
            "suite",
            [
                _result("a", tap.PASSED),
                _result("b", tap.FAILED, "why", "more"),
                _result("c", tap.FAILED),
                _result("d", tap.SKIPPED, "no card"),
            ],
            "hang",
            9,
            "",
        ).find("testsuite")
        self.assertEqual(
            [suite.get(k) for k in ("tests", "failures", "errors", "skipped")],
            ["5", "2", "1", "1"],
        )
        a, b, c, d, whole = suite.iter("testcase")
        self.assertEqual(list(a), [])
        self.assertEqual(b.find("failure").get("message"), "why")
        self.assertEqual(b.findtext("failure"), "why\nmore")
        self.assertEqual(c.find("failure").get("message"), "failed")
        self.assertEqual(d.find("skipped").get("message"), "no card")
        self.assertEqual(whole.find("error").get("message"), "hang")

    def test_any_text_survives(self):
        suite = _read(
            _NASTY,
            [_result(_NASTY, tap.FAILED, _NASTY)],
            _NASTY,
            1,
            _NASTY + "\r\n",
        ).find("testsuite")
        failed, whole = suite.iter("testcase")
        # In an attribute, a parser makes a tab a space.
        attribute = _NASTY_READ.replace("\t", " ")
        self.assertEqual(suite.get("name"), attribute)
        self.assertEqual(failed.get("name"), attribute)
        self.assertEqual(failed.findtext("failure"), _NASTY_READ)
        self.assertEqual(whole.find("error").get("message"), attribute)
        self.assertEqual(suite.findtext("system-out"), _NASTY_READ + "\r\n")


if __name__ == "__main__":
    unittest.main()
