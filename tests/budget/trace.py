# SPDX-License-Identifier: Apache-2.0
"""What core 0 runs and what the UART is given, one by one.

QEMU translates one instruction at a time and logs each before it runs it, in
one stream with the UART's writes; the same instructions come out in every run.
"""

import os
import re
import select
import subprocess

_INSTRUCTION = b"Trace 0:"
# Logged already, but interrupted before it ran: it will be logged again.
_NOT_RUN = b"Stopped execution of TB chain before"
_UART_BYTE = re.compile(rb"pl011_write addr 0x000 value 0x000000(..) ")


def count(lines, end):
    """Counts instructions until what is printed ends with `end`.

    Counted are those up to, and with, the store of the last byte into the
    UART's data register.

    Returns:
      (instructions, what was printed).
    """
    instructions = 0
    printed = b""
    for line in lines:
        if line.startswith(_INSTRUCTION):
            instructions += 1
        elif line.startswith(_NOT_RUN):
            instructions -= 1
        elif byte := _UART_BYTE.match(line):
            printed += bytes.fromhex(byte[1].decode())
            if printed.endswith(end):
                break
    return instructions, printed


class Board:
    """A board with one core that logs, from reset on."""

    def __init__(self, image):
        self._log, log_end = os.pipe()
        self._lines = []  # the next is the last
        self._rest = b""
        self._process = subprocess.Popen(
            [
                image.qemu,
                *image.machine_arguments,
                *image.one_core_arguments,
                *("-display", "none", "-monitor", "none", "-no-user-config"),
                *("-no-reboot", "-chardev", "stdio,id=terminal,signal=off"),
                *("-serial", "chardev:terminal"),
                *("-semihosting-config", "enable=on,target=native"),
                *("-accel", "tcg,one-insn-per-tb=on"),
                *("-d", "exec,nochain", "-trace", "pl011_write"),
                *("-D", "/dev/fd/%d" % log_end),
                *("-kernel", image.img),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[log_end],
        )
        os.close(log_end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.stdin.close()
        self._process.wait()
        os.close(self._log)

    def send(self, keys):
        """Types."""
        self._process.stdin.write(keys)
        self._process.stdin.flush()

    def lines(self, silence_s):
        """Yields the lines of the log until there is none for so long."""
        while True:
            while not self._lines:
                ready, _, _ = select.select([self._log], [], [], silence_s)
                data = os.read(self._log, 1 << 20) if ready else b""
                if not data:
                    return
                lines = (self._rest + data).split(b"\n")
                self._rest = lines.pop()
                self._lines = lines[::-1]
            yield self._lines.pop()
