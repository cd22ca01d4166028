# SPDX-License-Identifier: Apache-2.0
"""Keys pressed before the board has set up its UART do not make it deaf.

QEMU hands the first byte over at once and waits for it to be read before it
offers the next. The board throws it away when it turns its FIFOs on; so it has
to read once, or no key ever arrives.
"""

import json
import socket
import subprocess
import time

from tests.serial.session import Failure, check, run

_TIMEOUT_S = 30


def _boot(qmp):
    """Lets the board run, which stands still after reset."""
    stream = qmp.makefile("rw")
    stream.readline()  # greeting
    for command in ("qmp_capabilities", "cont"):
        stream.write(json.dumps({"execute": command}) + "\n")
        stream.flush()


def keys_before_boot(image):
    ours, theirs = socket.socketpair()
    with ours, theirs, subprocess.Popen(
        [
            image.qemu,
            *image.machine_arguments,
            *image.one_core_arguments,
            *("-display", "none", "-no-user-config", "-S"),
            # As under `bazel run`.
            *("-serial", "mon:stdio"),
            *("-semihosting-config", "enable=on,target=native"),
            *("-chardev", "socket,id=qmp,fd=%d" % theirs.fileno()),
            *("-mon", "qmp,mode=control"),
            *("-kernel", image.img),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[theirs.fileno()],
    ) as qemu:
        try:
            # The first of them may be lost.
            qemu.stdin.write(b"\r\recho alive\rpoweroff\r")
            qemu.stdin.flush()
            time.sleep(0.5)  # so that QEMU has looked at them before boot
            _boot(ours)
            output, _ = qemu.communicate(timeout=_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            raise Failure("the board is deaf") from None
        finally:
            qemu.kill()
    check(b"\r\nalive\r\n" in output, "no answer: %r" % output)
    check(qemu.returncode == 0, "exit code %d" % qemu.returncode)


if __name__ == "__main__":
    run(keys_before_boot)
