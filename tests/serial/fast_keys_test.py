# SPDX-License-Identifier: Apache-2.0
"""Keys one millisecond apart, and none at all apart, all arrive."""

import time

from tests.serial.session import PROMPT, Session, run

_COMMANDS = ["echo %d" % number for number in range(40)]


def _type(image, pause_s):
    with Session(image) as session:
        session.wait_for_prompt()
        for command in _COMMANDS:
            for key in command + "\r":
                session.send(key)
                time.sleep(pause_s)
        session.expect_output(
            "".join(
                "%s\r\n%s\r\n%s" % (command, command[5:], PROMPT)
                for command in _COMMANDS
            )
        )


def one_millisecond_apart(image):
    _type(image, 0.001)


def two_milliseconds_apart(image):
    _type(image, 0.002)


def as_fast_as_they_go(image):
    _type(image, 0)


if __name__ == "__main__":
    run(one_millisecond_apart, two_milliseconds_apart, as_fast_as_they_go)
