# SPDX-License-Identifier: Apache-2.0
"""What a user sees who types: whole screens, and where the cursor is."""

from tests.serial.session import check, run
from tests.terminal.screen import Screen

_DIGITS = "0123456789"
# With the prompt and "echo ", as long as a row.
_TO_THE_EDGE = 6 * _DIGITS + "abcde"
# As the keyboards of VT100s, xterms, the Linux console, PuTTY and rxvt.
_HOME = ["\x1bOH", "\x1b[H", "\x1b[1~", "\x1b[7~"]
_END = ["\x1bOF", "\x1b[F", "\x1b[4~", "\x1b[8~"]


def _get_acquainted(screen, hint=" [WORD...]"):
    """Presses a key that edits: the shell asks the terminal what it is."""
    screen.type("echo")
    screen.press("Left", "Right")
    screen.expect("daedalus> echo█" + hint)


def a_line_is_edited(image):
    with Screen(image) as screen:
        screen.type("eco one two")
        screen.press("Home", "Right", "Right")
        screen.type("h")
        screen.expect("daedalus> ech█o one two")
        # How a command could go on is behind the cursor at the end of the line.
        screen.press("End")
        screen.expect("daedalus> echo one two█ [WORD...]")
        screen.press("C-w", "C-w")
        screen.expect("daedalus> echo █[WORD...]")
        screen.type("three ")
        screen.press("C-y")
        screen.expect("daedalus> echo three one two█ [WORD...]")
        screen.press("M-b", "M-b", "M-d", "DC", "BSpace")
        screen.expect("daedalus> echo three█two")
        # picocom's own key, so twice.
        screen.press("C-a", "C-a", "C-Right", "C-k")
        screen.expect("daedalus> echo█ [WORD...]")
        screen.press("C-y", "Enter")
        screen.expect("daedalus> echo threetwo", "threetwo", "daedalus> █")


def lines_wrap_at_the_edge(image):
    with Screen(image) as screen:
        # Until a key edits, the shell does not know how wide the screen is.
        line = "daedalus> echo " + _TO_THE_EDGE
        screen.type("echo " + _TO_THE_EDGE)
        screen.expect(line + "█")
        screen.type("f")
        screen.expect(line, "f█")
        screen.press("Left")
        screen.expect(line, "f", line, "█f")
        screen.press("C-l", "Left")
        screen.expect(line[:-1] + "█e", "f")
        screen.press("DC")
        screen.expect(line[:-1] + "█f")
        screen.press("End")
        screen.expect(line[:-1] + "f", "█ [WORD...]")
        screen.press("BSpace")
        screen.expect(line[:-1] + "█")
        screen.press("Home", "C-Right", "Right")
        screen.type(")(")
        screen.press("Left")
        screen.expect(
            "daedalus> echo )█(" + _TO_THE_EDGE[:-2], _TO_THE_EDGE[-2:-1]
        )
        screen.press("C-k")
        screen.expect("daedalus> echo )█ [WORD...]")
        screen.press("C-y", "C-u")
        screen.expect("daedalus> █")
        screen.press("C-y", "Enter")
        screen.expect(
            "daedalus> echo )(" + _TO_THE_EDGE[:-2],
            _TO_THE_EDGE[-2:-1],
            ")(" + _TO_THE_EDGE[:-1],
            "daedalus> █",
        )


def a_line_is_higher_than_the_screen(image):
    with Screen(image, columns=20, rows=4) as screen:
        _get_acquainted(screen, hint=" [WOR")
        screen.type(" " + 8 * _DIGITS)
        screen.expect(
            "56789012345678901234",
            "56789012345678901234",
            "56789012345678901234",
            "567890123456789█ [WO",
        )
        screen.press("Home")
        screen.expect(
            "daedalus> █echo 01234",
            "56789012345678901234",
            "56789012345678901234",
            "56789012345678901234",
        )
        screen.press("C-c")
        screen.expect(
            "56789012345678901234",
            "56789012345678901234",
            "567890123456789^C",
            "daedalus> █",
        )


def wide_characters(image):
    with Screen(image) as screen:
        screen.type("echo 日本語 e\u0301")
        screen.press("Left", "Left", "Left")
        screen.expect("daedalus> echo 日本█語 e\u0301")
        screen.press("BSpace")
        screen.expect("daedalus> echo 日█語 e\u0301")
        # The mark first.
        screen.press("End", "BSpace")
        screen.expect("daedalus> echo 日語 e█ [WORD...]")
        screen.press("C-u")
        # One that does not fit into a row begins the next.
        line = "daedalus> echo " + 6 * _DIGITS + "abcd"
        screen.type("echo 日" + 6 * _DIGITS + "ab本語")
        screen.expect(
            "daedalus> echo 日" + 6 * _DIGITS + "ab", "本語█ [WORD...]"
        )
        screen.press("Home", *["Right"] * 6, "BSpace")
        screen.expect(
            "daedalus> echo █" + 6 * _DIGITS + "ab本", "語"
        )
        screen.press("Enter")


def lines_are_found_again(image):
    with Screen(image) as screen:
        for line in ("echo one", "version; clear", "echo two; clear"):
            screen.type(line, "Enter")
        screen.expect("daedalus> █")
        screen.press("Up")
        screen.expect("daedalus> echo two; clear█")
        screen.press("Up", "Up")
        screen.expect("daedalus> echo one█ [WORD...]")
        screen.press("Down")
        screen.expect("daedalus> version; clear█")
        screen.press("C-u")
        screen.type("ech")
        screen.press("Up", "Up")
        screen.expect("daedalus> echo one█ [WORD...]")
        screen.press("Down", "Down")
        screen.expect("daedalus> ech█")
        screen.press("C-u", "C-r")
        screen.expect("(search)'': █")
        screen.type("ec")
        screen.expect("(search)'ec': █echo two; clear")
        screen.press("C-r")
        screen.expect("(search)'ec': █echo one")
        screen.press("C-g")
        screen.expect("daedalus> █")
        screen.press("C-r")
        screen.type("one")
        screen.press("End")
        screen.type(" more", "Enter")
        screen.expect("daedalus> echo one more", "one more", "daedalus> █")
        screen.type("!-2", "Enter")
        screen.expect("daedalus> █")


def words_are_completed_and_listed(image):
    with Screen(image) as screen:
        screen.type("upt", "Tab")
        screen.expect("daedalus> uptime █")
        screen.press("C-u")
        screen.type("gpio ", "Tab", "Tab")
        screen.expect(
            "daedalus> gpio",
            "list    get     mode    pull    set     toggle  watch   blink",
            "daedalus> gpio █list|get|mode|pull|set|toggle|watch|blink",
        )
        screen.type("tog", "Tab")
        screen.expect(
            "daedalus> gpio",
            "list    get     mode    pull    set     toggle  watch   blink",
            "daedalus> gpio toggle █PIN [force]",
        )
        check(
            "daedalus> gpio toggle █\x1b[90mPIN [force]" in screen.text("-e"),
            "the hint is not grey: %r" % screen.text("-e"),
        )


def keys_of_all_terminals(image):
    with Screen(image) as screen:
        for home, end in zip(_HOME, _END):
            screen.type("cho a%s" % home)
            screen.type("e%s!" % end)
            screen.expect("daedalus> echo a!█ [WORD...]")
            screen.press("C-u")


def the_window_gets_another_size(image):
    with Screen(image) as screen:
        line = 6 * _DIGITS + "abcd"
        _get_acquainted(screen)
        screen.type(" " + line)
        screen.press("Left")
        screen.expect("daedalus> echo " + line[:-1] + "█d")
        # Who has another size says Ctrl-L.
        screen.resize(40, 8)
        screen.press("C-l")
        screen.expect(
            "daedalus> echo " + line[:25], line[25:-1] + "█d"
        )
        screen.resize(100, 10)
        screen.press("C-l")
        screen.expect("daedalus> echo " + line[:-1] + "█d")
        screen.press("C-u", "C-k")
        screen.resize(30, 4)
        screen.type("clear; resize", "Enter")
        screen.expect("30 columns, 4 rows", "daedalus> █")
        screen.type("echo " + line)
        screen.expect(
            "30 columns, 4 rows",
            "daedalus> echo " + line[:15],
            line[15:45],
            line[45:] + "█ [WORD...]",
        )


def full_screens_wait(image):
    with Screen(image, columns=40, rows=6) as screen:
        screen.type("resize", "Enter")
        screen.expect(
            "daedalus> resize", "40 columns, 6 rows", "daedalus> █"
        )
        screen.type("A=" + 4 * _DIGITS, "Enter")
        screen.type("clear; repeat 9 echo $A.", "Enter")
        row = 4 * _DIGITS
        screen.expect(row, ".", row, ".", row, "--More--█")
        screen.press("Enter")
        screen.expect(".", row, ".", row, ".", "--More--█")
        screen.press("Space")
        screen.expect(row, ".", row, ".", row, "--More--█")
        screen.press("q")
        screen.expect(row, ".", row, ".", row, "daedalus> █")
        # What is left of a list of lines is not shown.
        screen.type("history", "Enter")
        lines = ["    1  clear", "    2  resize", "    3  A=" + row[:31], row[31:]]
        screen.expect(
            *lines, "    4  clear; repeat 9 echo $A.", "--More--█"
        )
        screen.press("q")
        screen.expect(
            *lines, "    4  clear; repeat 9 echo $A.", "daedalus> █"
        )


def what_takes_long_is_interrupted(image):
    with Screen(image) as screen:
        screen.type("sleep 1000", "Enter")
        screen.expect("daedalus> sleep 1000", "█")
        screen.press("C-c")
        screen.expect("daedalus> sleep 1000", "^C", "daedalus> █")
        screen.type("watch -n 0.05 echo hello", "Enter")
        screen.expect("hello", "█")
        screen.press("C-c")
        screen.expect("hello", "^C", "daedalus> █")
        screen.type("clear; repeat 1000000 true", "Enter")
        screen.expect("█")
        screen.press("C-c")
        screen.expect("^C", "daedalus> █")


def pastes_are_text(image):
    with Screen(image) as screen:
        # Until then, nobody asks for the marks of a paste.
        _get_acquainted(screen)
        screen.press("C-u")
        screen.paste("echo a\tb\necho 'c\\ $?'\nech")
        screen.expect(
            "daedalus> echo a b",
            "a b",
            "daedalus> echo 'c\\ $?'",
            "c\\ $?",
            "daedalus> ech█",
        )


if __name__ == "__main__":
    run(
        a_line_is_edited,
        lines_wrap_at_the_edge,
        a_line_is_higher_than_the_screen,
        wide_characters,
        lines_are_found_again,
        words_are_completed_and_listed,
        keys_of_all_terminals,
        the_window_gets_another_size,
        full_screens_wait,
        what_takes_long_is_interrupted,
        pastes_are_text,
    )
