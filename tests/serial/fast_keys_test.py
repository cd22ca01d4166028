# SPDX-License-Identifier: Apache-2.0
"""Keys one millisecond apart, and none at all apart, all arrive.

usage: fast_keys_test.py IMAGE.json [RUNS]

A run is 40 short commands. RUNS of them, one millisecond apart, in boots of at
most 100 runs each.
"""

import sys
import time

from tests.serial.session import PROMPT, Session, run

_COMMANDS = ["echo %d" % number for number in range(40)]
_RUNS_PER_BOOT = 100


def _run_once(session, pause_s):
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


def _type(image, pause_s, runs=1):
    with Session(image) as session:
        session.wait_for_prompt()
        for _ in range(runs):
            _run_once(session, pause_s)
            session.log.forget()


def one_millisecond_apart(image):
    _type(image, 0.001)


def two_milliseconds_apart(image):
    _type(image, 0.002)


def as_fast_as_they_go(image):
    _type(image, 0)


def many_runs(image):
    left = int(sys.argv[2])
    while left > 0:
        runs = min(left, _RUNS_PER_BOOT)
        _type(image, 0.001, runs)
        left -= runs
        print("%d of %s runs are left" % (left, sys.argv[2]), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        run(many_runs)
    run(one_millisecond_apart, two_milliseconds_apart, as_fast_as_they_go)
