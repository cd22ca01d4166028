# SPDX-License-Identifier: Apache-2.0
"""Every command and its answer."""

import re

from tests.serial.session import Session, check, check_equal, run

_COMMANDS = [
    "clear",
    "date",
    "dmesg",
    "echo",
    "exception",
    "help",
    "history",
    "irq",
    "meminfo",
    "poweroff",
    "reboot",
    "sleep",
    "timers",
    "uptime",
    "version",
]


def _help(session):
    lines = session.command("help").split("\n")
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    check(
        sorted(listed) == sorted(_COMMANDS), "help lists %s" % listed
    )
    for command in _COMMANDS:
        answer = session.command("help " + command)
        check(
            answer.startswith(command + ": "),
            "help %s: %r" % (command, answer),
        )
        check(
            "\nUsage: " + command in answer,
            "help %s: no usage: %r" % (command, answer),
        )
    check("frob" in session.command("help frob"), "help for the unknown")


def _echo(session):
    check_equal(session.command("echo hello"), "hello\n")
    check_equal(session.command("echo"), "\n")
    check_equal(session.command("echo two  spaces"), "two spaces\n")
    check_equal(session.command("  echo trimmed  "), "trimmed\n")
    check_equal(session.command("echo gr\u00fc\u00df \u65e5\u672c"),
                "gr\u00fc\u00df \u65e5\u672c\n")


def _clear(session):
    check_equal(session.command("clear"), "\x1b[2J\x1b[H")


def _version(session, board):
    answer = session.command("version")
    check(re.match(r"Daedalus \d+\.\d+\.\d+\n", answer), repr(answer))
    check(re.search(r"^Board: +%s$" % board, answer, re.M), repr(answer))
    check(re.search(r"^Compiler: +.*\d", answer, re.M), repr(answer))


def _time(session):
    answer = session.command("uptime")
    check(re.match(r"00:\d\d:\d\d\.\d{3} since the start\n", answer), repr(answer))
    check_equal(session.command("sleep 0.01"), "")
    answer = session.command("timers")
    check(re.match(r"Clock: \d+ Hz\nRunning: 0\n$", answer), repr(answer))
    answer = session.command("date")
    check(
        re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n", answer)
        or answer.startswith("This board has no clock that knows the date.\n"),
        repr(answer),
    )


def _irq(session):
    answer = session.command("irq")
    for name in ("console", "timers"):
        check(re.search(r"^ +\d+ +[1-9]\d*  %s$" % name, answer, re.M), repr(answer))


def _heap(session):
    """Name -> bytes, as meminfo shows them."""
    answer = session.command("meminfo")
    figures = {
        name.strip(): int(count)
        for name, count in re.findall(
            r"^  ([a-z ]+?) +\d+\.\d [MK]iB +(\d+) bytes", answer, re.M
        )
    }
    for name in ("size", "used", "free"):
        check(name in figures, "no %s: %r" % (name, answer))
    return figures


def _meminfo(session):
    heap = _heap(session)
    check(heap["size"] == 8 << 20, "size is %d" % heap["size"])
    check(heap["used"] + heap["free"] == heap["size"], "%s" % heap)
    check(0 < heap["used"] < heap["size"] // 2, "used is %d" % heap["used"])
    check(_heap(session) == heap, "asking for it costs memory")


def _wrong(session):
    answer = session.command("frobnicate now")
    check(answer.startswith("Unknown command: frobnicate\n"), repr(answer))
    check("help" in answer, "no hint: %r" % answer)
    answer = session.command("HELP")
    check_equal(answer, "Unknown command: HELP\nDid you mean 'help'?\n")
    for command in sorted(set(_COMMANDS) - {"echo", "help"}):
        answer = session.command(command + " nonsense")
        check(
            "\n%s: " % command in answer,
            "%s takes nonsense: %r" % (command, answer),
        )
    check_equal(session.command(""), "")
    check_equal(session.command("   "), "")


def all_commands(image):
    with Session(image) as session:
        session.wait_for_prompt()
        _help(session)
        _echo(session)
        _clear(session)
        _version(session, image.board)
        _time(session)
        _irq(session)
        _meminfo(session)
        _wrong(session)


def history(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.command("echo first")
        session.command("")
        session.command("frobnicate")
        lines = session.command("history").rstrip("\n").split("\n")
        check_equal(
            "|".join(" ".join(line.split()) for line in lines),
            "1 echo first|2 frobnicate|3 history",
        )


if __name__ == "__main__":
    run(all_commands, history)
