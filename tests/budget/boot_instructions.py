# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions from reset to the prompt.

usage: boot_instructions.py IMAGE.json MAXIMUM

Counted are those that core 0 retires until, and with, the store of the
prompt's last byte into the UART's data register. QEMU translates one
instruction at a time and logs each before it runs it, in one stream with the
UART's writes; the same instructions come out in every run.
"""

import os
import re
import select
import subprocess
import sys
import time

from tests import image as images

_PROMPT = b"daedalus> "
_TIMEOUT_S = 40
_INSTRUCTION = b"Trace 0:"
# Logged already, but interrupted before it ran: it will be logged again.
_NOT_RUN = b"Stopped execution of TB chain before"
_UART_BYTE = re.compile(rb"pl011_write addr 0x000 value 0x000000(..) ")


def _lines(descriptor, deadline):
    rest = b""
    while True:
        ready, _, _ = select.select(
            [descriptor], [], [], max(0, deadline - time.monotonic())
        )
        data = os.read(descriptor, 1 << 20) if ready else b""
        if not data:
            return
        lines = (rest + data).split(b"\n")
        rest = lines.pop()
        yield from lines


def count(lines):
    """Returns (instructions, what was printed) up to the prompt."""
    instructions = 0
    printed = b""
    for line in lines:
        if line.startswith(_INSTRUCTION):
            instructions += 1
        elif line.startswith(_NOT_RUN):
            instructions -= 1
        elif byte := _UART_BYTE.match(line):
            printed += bytes.fromhex(byte[1].decode())
            if printed.endswith(_PROMPT):
                break
    return instructions, printed


def _measure(image):
    log, log_end = os.pipe()
    with subprocess.Popen(
        [
            image.qemu,
            *image.machine_arguments,
            *image.one_core_arguments,
            *("-display", "none", "-monitor", "none", "-no-user-config"),
            *("-no-reboot", "-serial", "null"),
            *("-semihosting-config", "enable=on,target=native"),
            *("-accel", "tcg,one-insn-per-tb=on"),
            *("-d", "exec,nochain", "-trace", "pl011_write"),
            *("-D", "/dev/fd/%d" % log_end),
            *("-kernel", image.img),
        ],
        stdin=subprocess.DEVNULL,
        pass_fds=[log_end],
    ) as qemu:
        try:
            os.close(log_end)
            return count(_lines(log, time.monotonic() + _TIMEOUT_S))
        finally:
            qemu.kill()


def main(arguments):
    image = images.Image(arguments[0])
    maximum = int(arguments[1])
    instructions, printed = _measure(image)
    if not printed.endswith(_PROMPT):
        print("no prompt after %d instructions; printed:" % instructions)
        print(printed.decode("utf-8", "replace"))
        return 1
    print(
        "%s: %d instructions from reset to the prompt (%d bytes printed), "
        "at most %d allowed"
        % (image.board, instructions, len(printed), maximum)
    )
    return 0 if instructions <= maximum else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
