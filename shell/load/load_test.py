# SPDX-License-Identifier: Apache-2.0
"""Nothing that is typed gets lost, whatever else the board does.

The shell of the product, with one more command (load.c): a timer of each core
fires every 100 us, and all cores but the shell's work without a pause. What is
typed then comes as fast as QEMU takes it.
"""

import random
import re
import string
import time

from tests.serial.session import PROMPT, Session, check, run

_SIZE = 100000
_COMMANDS = ["echo %d" % number for number in range(40)]


def _load(session):
    """Starts it; returns core -> (ticks, rounds) so far."""
    answer = session.command("load")
    check("overruns 0\n" in answer, "bytes were lost: %r" % answer)
    return {
        int(core): (int(ticks), int(rounds))
        for core, ticks, rounds in re.findall(
            r"core (\d): (\d+) ticks, (\d+) rounds\n", answer
        )
    }


def _under_load(image, type_all):
    with Session(image, *(image.all_cores_arguments or [])) as session:
        session.wait_for_prompt()
        _load(session)
        before = _load(session)
        start = time.monotonic()
        type_all(session)
        seconds = time.monotonic() - start
        after = _load(session)
        print("%.1f s: %s, then %s" % (seconds, before, after))
        check(0 in after and len(after) == len(before), "cores are missing")
        for core, (ticks, rounds) in after.items():
            # An emulator on a busy machine may be late, but not that much.
            check(
                ticks - before[core][0] > 50 * seconds,
                "core %d had no timer" % core,
            )
            check(
                core == 0 or rounds > before[core][1],
                "core %d did not work" % core,
            )


def _paste(session):
    source = random.Random(1)
    # What has no meaning for the shell.
    alphabet = string.ascii_letters + string.digits + "%()*+,-./:=@[]^_{}"
    line = "echo " + "".join(source.choices(alphabet, k=_SIZE))
    with session.paste(line + "\r"):
        session.expect_output(
            "%s\r\n%s\r\n%s" % (line, line[len("echo ") :], PROMPT)
        )


def _paste_lines(session):
    lines = ["echo %06d" % i for i in range(_SIZE // len("echo 123456\r"))]
    with session.paste("".join(line + "\r" for line in lines)):
        session.expect_output(
            "".join(
                "%s\r\n%s\r\n%s" % (line, line[5:], PROMPT) for line in lines
            )
        )


def _type_fast(session):
    for command in _COMMANDS:
        for key in command + "\r":
            session.send(key)
            time.sleep(0.001)
    session.expect_output(
        "".join(
            "%s\r\n%s\r\n%s" % (command, command[5:], PROMPT)
            for command in _COMMANDS
        )
    )


def a_paste_in_one_line(image):
    _under_load(image, _paste)


def a_paste_of_many_lines(image):
    _under_load(image, _paste_lines)


def keys_one_millisecond_apart(image):
    _under_load(image, _type_fast)


if __name__ == "__main__":
    run(
        keys_one_millisecond_apart,
        a_paste_in_one_line,
        a_paste_of_many_lines,
    )
