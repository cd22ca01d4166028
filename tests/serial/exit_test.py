# SPDX-License-Identifier: Apache-2.0
"""The three ways out of a session: exception, reboot, poweroff."""

import re

from toolchains.qemu import elf
from tests.serial.session import Session, check, check_equal, run

_PANIC_CODE = 99


def exception_tells_all_and_ends(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("exception\r")
        code = session.wait_for_exit()
        check(code == _PANIC_CODE, "exit code %d" % code)
        text = session.log.text()
        parts = (
            ("BRK", "EC 0x3c", "elr 0x", "x30 0x", "panic: ")
            if elf.Elf(image.elf).is64
            else ("prefetch abort", "debug event", "pc 0x", "r12 0x", "panic: ")
        )
        for part in parts:
            check(part in text, "no %r in the dump" % part)
        for name in ("run_exception", "shell_run", "kernel_start"):
            check(
                re.search(r"^    0x[0-9a-f]+ %s\+0x" % name, text, re.M),
                "no %s in the backtrace" % name,
            )


def reboot_boots_again(image):
    with Session(image) as session:
        banner = session.wait_for_prompt()
        for _ in range(2):
            session.command("echo before")
            session.send("reboot\r")
            session.expect("Rebooting.\r\n")
            check_equal(session.wait_for_prompt(), banner)
            lines = session.command("history").split()
            check(lines == ["1", "history"], "history survived: %s" % lines)


def poweroff_ends(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("poweroff\r")
        code = session.wait_for_exit()
        check(code == 0, "exit code %d" % code)
        check("Powering off.\r\n" in session.log.text(), "no farewell")


if __name__ == "__main__":
    run(exception_tells_all_and_ends, reboot_boots_again, poweroff_ends)
