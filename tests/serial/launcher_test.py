# SPDX-License-Identifier: Apache-2.0
"""`bazel run //kernel:<board>`, on a terminal."""

import os

from tests.serial.session import (
    CTRL_A,
    CTRL_C,
    ENTER,
    Session,
    check,
    check_equal,
    run,
)


def _session(image, *arguments):
    return Session(image, command=[os.path.abspath(image.launcher), *arguments])


def ctrl_c_is_the_boards(image):
    with _session(image) as session:
        hint = session.expect("Daedalus ")
        check("Ctrl-A X" in hint, "nobody tells how to leave: %r" % hint)
        session.wait_for_prompt()
        session.send("echo no" + CTRL_C)
        check_equal(session.wait_for_prompt(), "echo no^C\r\n")
        check_equal(session.command("echo yes"), "yes\n")


def has_all_cores(image):
    with _session(image) as session:
        session.wait_for_prompt()
        session.wait_for_cores()


def ctrl_a_x_leaves(image):
    with _session(image) as session:
        session.wait_for_prompt()
        session.send(CTRL_A + "x")
        code = session.wait_for_exit()
        check(code == 0, "exit code %d" % code)


def the_boards_exit_code_is_passed_on(image):
    with _session(image) as session:
        session.wait_for_prompt()
        session.send("exception" + ENTER)
        code = session.wait_for_exit()
        check(code == 99, "exit code %d" % code)


def arguments_reach_qemu(image):
    # -S: the board waits for a debugger's word.
    with _session(image, "-S") as session:
        session.expect("\n")  # the hint
        session.expect_silence(1)
        session.send(CTRL_A + "x")
        check(session.wait_for_exit() == 0, "Ctrl-A X does not end it")


if __name__ == "__main__":
    run(
        ctrl_c_is_the_boards,
        has_all_cores,
        ctrl_a_x_leaves,
        the_boards_exit_code_is_passed_on,
        arguments_reach_qemu,
    )
