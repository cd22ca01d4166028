# SPDX-License-Identifier: Apache-2.0
"""Pastes of any size lose nothing: every character comes back, in order.

On one core: the others of rpi4 wait in QEMU's own firmware, which keeps the
host's cores busy, and a hundred thousand characters take long enough.
"""

import random
import string

from tests.serial.session import BELL, PROMPT, Session, check, run

_SIZES = [100, 1000, 100000]
# Of the shell, in bytes.
_LONGEST_LINE = 128 * 1024 - 1


def _text(size):
    """Text in which no loss and no swap goes unseen; the same each time."""
    source = random.Random(size)
    # What has no meaning for the shell.
    alphabet = string.ascii_letters + string.digits + "!%()*+,-./:=?@[]^_{}~"
    return "".join(source.choices(alphabet, k=size))


def one_line(image):
    with Session(image, *image.one_core_arguments) as session:
        session.wait_for_prompt()
        for size in _SIZES:
            line = "echo " + _text(size - len("echo \r"))
            with session.paste(line + "\r"):
                session.expect_output(
                    "%s\r\n%s\r\n%s" % (line, line[len("echo ") :], PROMPT)
                )


def many_lines(image):
    with Session(image, *image.one_core_arguments) as session:
        session.wait_for_prompt()
        for size in _SIZES:
            numbers = ["%06d" % i for i in range(size // len("echo 123456\r"))]
            with session.paste("".join("echo %s\r" % n for n in numbers)):
                session.expect_output(
                    "".join(
                        "echo %s\r\n%s\r\n%s" % (n, n, PROMPT) for n in numbers
                    )
                )


def a_line_that_is_too_long_is_refused(image):
    with Session(image, *image.one_core_arguments) as session:
        session.wait_for_prompt()
        fits = "echo " + "x" * (_LONGEST_LINE - len("echo "))
        with session.paste(fits + "yz\recho next\r"):
            session.expect_output(fits + BELL + "\r\n")
            message = session.expect("\r\n")
            check(str(_LONGEST_LINE) in message, "no reason: %r" % message)
            session.expect_output(PROMPT + "echo next\r\nnext\r\n" + PROMPT)


if __name__ == "__main__":
    run(one_line, many_lines, a_line_that_is_too_long_is_refused)
