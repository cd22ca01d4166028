# SPDX-License-Identifier: Apache-2.0
"""Keys that edit a line, and sequences that must not leak into it."""

import time

from tests.serial.session import (
    CTRL_C,
    ENTER,
    PROMPT,
    Session,
    check,
    check_equal,
    run,
)

_UP, _DOWN, _RIGHT, _LEFT = ("\x1b[" + letter for letter in "ABCD")
_HOME, _END, _DELETE = "\x1b[H", "\x1b[F", "\x1b[3~"
_BACKSPACE = "\x7f"

# What terminals send for keys and events that mean nothing here.
_MEANINGLESS = [
    "\x1b[15~",  # F5
    "\x1bOP",  # F1
    "\x1b[1;5C",  # Ctrl-Right
    "\x1b[200~",  # paste begins
    "\x1b[201~",  # paste ends
    "\x1b[I",  # focus
    "\x1b[<0;10;20M",  # mouse
    "\x1b[?62;22c",  # what terminal this is
    "\x1b]0;a title\x07",
    "\x1b]11;rgb:0/0/0\x1b\\",
    "\x1bP1+r544e\x1b\\",
    "\x1bx",  # Alt-x
    "\x00",
    "\x07",
]


def _answer(session, keys):
    """The line that answers `keys` and Enter."""
    session.send(keys + ENTER)
    # While the line is edited, the prompt is drawn again and again.
    session.expect("\r\n")
    output = session.wait_for_prompt()
    check(output.endswith("\r\n"), "no whole line: %r" % output)
    return output[: -len("\r\n")]


def editing_keys(image):
    with Session(image) as session:
        session.wait_for_prompt()
        for keys, answer in [
            ("echp" + _BACKSPACE + "o a", "a"),
            ("echp\b" + "o b", "b"),
            ("eho c" + _LEFT * 4 + "c", "c"),
            ("cho d" + _HOME + "e", "d"),
            ("cho e" + _HOME + "e" + _END + "!", "e!"),
            ("xecho f" + _HOME + _DELETE, "f"),
            ("echo gx" + _LEFT + _RIGHT + _BACKSPACE, "g"),
            ("wrong\x15echo h", "h"),  # Ctrl-U
            ("echo i wrong\x17", "i"),  # Ctrl-W
            ("cho j\x01e\x05!", "j!"),  # Ctrl-A, Ctrl-E
            ("echo k wrong" + _LEFT * 6 + "\x0b", "k"),  # Ctrl-K
            ("echo \u00e9\u65e5" + _BACKSPACE * 2 + "l", "l"),
        ]:
            check_equal(_answer(session, keys), answer)


def recall(image):
    with Session(image) as session:
        session.wait_for_prompt()
        check_equal(_answer(session, "echo one"), "one")
        check_equal(_answer(session, "echo two"), "two")
        check_equal(_answer(session, _UP), "two")
        check_equal(_answer(session, _UP * 3), "one")
        check_equal(_answer(session, _UP * 2 + _DOWN), "one")
        check_equal(_answer(session, "echo draft" + _UP + _DOWN), "draft")


def sequences_do_not_leak(image):
    with Session(image) as session:
        session.wait_for_prompt()
        for sequence in _MEANINGLESS:
            answer = _answer(session, "echo a" + sequence + "b")
            check(answer == "ab", "%r leaks: %r" % (sequence, answer))
            # The same byte by byte, as over a slow line.
            session.send("echo c")
            for character in sequence:
                session.send(character)
                time.sleep(0.002)
            answer = _answer(session, "d")
            check(answer == "cd", "%r leaks: %r" % (sequence, answer))


def unfinished_sequences_end_with_the_line(image):
    with Session(image) as session:
        session.wait_for_prompt()
        for start in ("\x1b", "\x1b[", "\x1b[1;", "\x1bO", "\x1b]0;title"):
            session.send("echo a" + start + ENTER)
            session.wait_for_prompt()
            check_equal(_answer(session, "echo alive"), "alive")


def ctrl_c_drops_the_line(image):
    with Session(image) as session:
        session.wait_for_prompt()
        for keys in ("", "echo no", "echo no" + _HOME, "echo no\x1b["):
            session.send(keys + CTRL_C)
            session.expect("^C\r\n")
            # The prompt comes at once: nothing ran.
            session.expect_output(PROMPT)
        session.send("echo yes" + ENTER)
        session.expect_output("echo yes\r\nyes\r\n" + PROMPT)


def a_terminal_that_answers(image):
    """As xterm does: the size, then hints, pages and whole rows."""
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("resize\r")
        session.expect("\x1b7\x1b[999;999H\x1b[6n\x1b8")
        session.send("\x1b[10;40R")
        check("40 columns, 10 rows" in session.wait_for_prompt(), "no size")
        session.send("gpio set ")
        session.expect("\x1b[90mPIN 0|1|")
        session.send("\x15help\r")
        session.expect("--More--")
        session.send("q")
        session.wait_for_prompt()
        # What fills a row goes on in the next; without hints, byte for byte.
        session.command("NO_COLOR=1")
        session.send("resize\r")
        session.expect("\x1b8")
        session.send("\x1b[10;40R")
        session.wait_for_prompt()
        session.send("echo " + "x" * 40)
        session.expect("x" * 25 + "\r\n" + "x" * 15)
        session.send("\r")
        session.expect("\r\n" + "x" * 40)
        session.wait_for_prompt()
        check_equal(session.command("resize off"), "\x1b[?2004l")


def the_first_key_that_edits_asks(image):
    """Who answers has rows, hints and marks of pastes; who does not, nothing."""
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("echo " + "x" * 120 + "\x01")
        session.expect("\x1b7\x1b[999;999H\x1b[6n\x1b8")
        session.send("\x1b[24;40R")
        # Where it was, nobody knows: on a row of its own, and the cursor there.
        session.expect("\x1b[?2004h")
        session.expect("\r\n" + PROMPT + "echo " + "x" * 25 + "\r\n" + "x" * 40)
        session.expect("x" * 15 + "\x1b[J\x1b[3A\x1b[5D")
        session.send("\x0b" + "\x1b[200~echo a\techo b\recho c\r\x1b[201~")
        session.expect("echo a echo b\r\na echo b\r\n" + PROMPT)
        session.expect("echo c\r\nc\r\n" + PROMPT)
        session.send("repeat ")
        session.expect("\x1b[90mN COMMAND...")
        session.send(CTRL_C)
        session.wait_for_prompt()


def tab_completes(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("upt\t")
        session.expect("upt" + "ime ")
        session.send("\x15gpio se\t")
        session.expect("t ")
        session.send("\x15gpio \t\t")
        session.expect("list    get     mode    pull    set     toggle  watch   blink")
        session.send(CTRL_C)
        session.wait_for_prompt()


if __name__ == "__main__":
    run(
        editing_keys,
        recall,
        sequences_do_not_leak,
        unfinished_sequences_end_with_the_line,
        ctrl_c_drops_the_line,
        a_terminal_that_answers,
        the_first_key_that_edits_asks,
        tab_completes,
    )
