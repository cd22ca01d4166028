# SPDX-License-Identifier: Apache-2.0
"""Tests the text of sessions, and what has to be among them."""

import unittest

from tests.serial.golden import coverage, transcript

_BOARDS = transcript.Boards(["a", "b", "c"], {"ab": ["a", "b"]})
_TEXT = """\
# QEMU: -x y
# What it is about.
daedalus> first
[a] one
[ab] two
three
[not a board] four

[b c] daedalus>  second <end>
[c] <empty>

daedalus>

# And no more.
"""


def _read(text):
    return transcript.Transcript("f", text, _BOARDS)


def _pairs(patterns, lines, **facts):
    return transcript.align(patterns, lines, facts)


class TranscriptTest(unittest.TestCase):
    def test_reads_what_is_for_whom(self):
        file = _read(_TEXT)
        self.assertEqual(file.arguments, ["-x", "y"])
        first, second, third = file.steps
        self.assertEqual((first.command, first.at), ("first", 3))
        self.assertEqual(
            first.lines("a"), ["one", "two", "three", "[not a board] four"]
        )
        self.assertEqual(first.lines("c"), ["three", "[not a board] four"])
        self.assertEqual(second.command, " second ")
        self.assertEqual(second.boards, ["b", "c"])
        self.assertEqual(second.lines("b"), [])
        self.assertEqual(third.command, "")

    def test_writes_what_it_read(self):
        self.assertEqual(_read(_TEXT).text(), _TEXT)

    def test_lines_are_for_boards_of_their_call(self):
        file = _read("[ab] daedalus> first\n[b c] one\n")
        self.assertEqual(file.steps[0].lines("c"), [])
        self.assertEqual(file.text(), "[ab] daedalus> first\n[b] one\n")

    def test_an_answer_needs_its_prompt(self):
        for text in ("one\n", "daedalus> first\n\none\n"):
            with self.assertRaisesRegex(ValueError, r"^f:\d: no prompt"):
                _read(text)

    def test_one_board_changes_and_the_others_keep_theirs(self):
        file = _read(_TEXT)
        file.steps[0].replace("a", ["two", "three", "five"])
        self.assertEqual(
            file.text().split("\n\n", maxsplit=1)[0].splitlines()[3:],
            ["[ab] two", "three", "[a] five", "[b c] [not a board] four"],
        )

    def test_shows_what_cannot_be_seen(self):
        self.assertEqual(
            transcript.shown("\x1b[2J a \r\n\r\nb\a\r\x00"),
            ["<esc>[2J a <end>", "<empty>", "b<bell><cr><00><no newline>"],
        )
        self.assertEqual(transcript.shown(""), [])

    def test_keys(self):
        self.assertEqual(transcript.key_of("<key Ctrl-C>"), "\x03")
        self.assertEqual(transcript.key_of("<key ESC[1;2R>"), "\x1b[1;2R")
        self.assertIsNone(transcript.key_of("<esc>"))


class IsLikeTest(unittest.TestCase):
    def _check(self, expected, pattern, *lines, **facts):
        for line in lines:
            self.assertEqual(
                transcript.is_like(pattern, line, facts), expected, line
            )

    def test_numbers(self):
        self._check(True, "0x<hex>: <number>.", "0x1fF: 20.")
        self._check(False, "0x<hex>: <number>.", "0x: 2.", "0xg: 2.", "0x1: a.")
        self._check(False, "<number>.", "1:", "-1.", "1.2.", "1. ")

    def test_columns_are_as_wide_as_what_is_in_them(self):
        self._check(True, "a <number>  b", "a 1 b", "a      20  b")
        self._check(False, "a <number>  b", "a1 b", "a 1b")
        self._check(False, "a  b <number>", "a b 1")

    def test_any_is_something(self):
        self._check(True, "a <any> b", "a x y b")
        self._check(False, "a <any> b", "a  b")

    def test_facts(self):
        self._check(True, "on <board>.", "on a.", board="a")
        self._check(False, "on <board>.", "on b.", "on <board", board="a")

    def test_all_else_is_itself(self):
        self._check(True, "[a] <0x1> .*", "[a] <0x1> .*")
        self._check(False, "[a] <0x1> .* <number>", "a <0x1> .* 2")


class AlignTest(unittest.TestCase):
    def test_the_same(self):
        pairs = _pairs(["a <number>", "b"], ["a 1", "b"])
        self.assertEqual(transcript.difference(pairs), [])
        self.assertEqual(transcript.renewed(pairs), ["a <number>", "b"])

    def test_shows_what_differs_and_keeps_what_does_not(self):
        pairs = _pairs(["a <number>", "b", "c"], ["a 1", "c", "d"])
        self.assertEqual(
            transcript.difference(pairs), ["  a 1", "- b", "  c", "+ d"]
        )
        self.assertEqual(transcript.renewed(pairs), ["a <number>", "c", "d"])

    def test_any_lines(self):
        for lines in (["a", "b"], ["a", "x", "b"], ["a", "x", "b", "y", "b"]):
            pairs = _pairs(["a", "...", "b"], lines)
            self.assertEqual(transcript.difference(pairs), [])
            self.assertEqual(transcript.renewed(pairs), ["a", "...", "b"])
        pairs = _pairs(["a", "...", "b"], ["a", "x", "c"])
        self.assertIn("- b", transcript.difference(pairs))

    def test_nothing(self):
        self.assertEqual(transcript.difference(_pairs([], [])), [])
        self.assertEqual(transcript.difference(_pairs([], ["a"])), ["+ a"])
        self.assertEqual(transcript.difference(_pairs(["a"], [])), ["- a"])


class CoverageTest(unittest.TestCase):
    _HELP = ["Shell:", "  echo   write", "  pin    use pins", "Type 'help'."]
    _PIN = [
        "pin: use pins",
        "Usage: pin get PIN",
        "       pin list [PIN]",
        "More of it, pin by pin.",
    ]
    _ALL = [
        ("help", _HELP),
        ("help echo", ["echo: write", "Usage: echo [WORD...]"]),
        ("help pin", _PIN),
        ("echo a", ["a"]),
        ("pin get 1", ["1"]),
        ("pin get x", ["pin get x", "        ^", "pin: no"]),
        ("pin list", ["1"]),
        ("pin list x", ["pin list x", "         ^", "pin: no"]),
    ]

    def _missing(self, *but):
        calls = coverage.Calls()
        for line, answer in self._ALL:
            if line not in but:
                calls.add(line, answer)
        return calls.missing()

    def test_all(self):
        self.assertEqual(self._missing(), [])

    def test_each(self):
        for line, missing in (
            ("help", "help"),
            ("help pin", "help pin"),
            ("echo a", "a good call of echo"),
            ("pin get 1", "a good call of pin get"),
            ("pin get x", "a bad call of pin get"),
            ("pin list", "a good call of pin list"),
            ("pin list x", "a bad call of pin list"),
        ):
            self.assertEqual(self._missing(line), [missing])


if __name__ == "__main__":
    unittest.main()
