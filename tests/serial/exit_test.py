# SPDX-License-Identifier: Apache-2.0
"""Each kind of exception; the other ways out of a session are golden."""

from toolchains.qemu import elf
from tests.serial.session import Session, check, run

_PANIC_CODE = 99


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


if __name__ == "__main__":
    run(each_exception_is_called_by_its_name)
