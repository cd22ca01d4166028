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
        for name in ("raise_breakpoint", "shell_run", "kernel_start"):
            check(
                re.search(r"^    0x[0-9a-f]+ %s\+0x" % name, text, re.M),
                "no %s in the backtrace" % name,
            )


# Kind -> words of the report, on 64 bits and on 32.
_KINDS = {
    "undefined": ("undefined instruction", "undefined instruction"),
    "check": ("check failed", "check failed"),
    "null-read": ("data abort", "data abort"),
    "null-write": ("data abort", "data abort"),
    "code-write": ("data abort", "data abort"),
    "data-jump": ("instruction abort", "prefetch abort"),
    "null-jump": ("instruction abort", "prefetch abort"),
    "misaligned": ("data abort", "data abort"),
    "stack": ("stack overflow", "stack overflow"),
}


def each_exception_is_called_by_its_name(image):
    is64 = elf.Elf(image.elf).is64
    for kind in _KINDS:
        if image.board == "rpi0" and kind == "data-jump":
            # QEMU 10 lets ARMv6 execute what is XN.
            continue
        with Session(image) as session:
            session.wait_for_prompt()
            session.send("exception %s\r" % kind)
            code = session.wait_for_exit()
            check(code == _PANIC_CODE, "%s: exit code %d" % (kind, code))
            text = session.log.text()
            panic = text[text.index("panic: ") :]
            words = _KINDS[kind][0 if is64 else 1]
            check(words in panic, "%s: no %r in %r" % (kind, words, panic))
            check("run_exception+0x" in text or kind == "stack",
                  "%s: nobody says who called: %r" % (kind, text))


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
    run(exception_tells_all_and_ends, each_exception_is_called_by_its_name, reboot_boots_again, poweroff_ends)
