# SPDX-License-Identifier: Apache-2.0
"""A shell that waits for keys leaves the host alone.

usage: idle_test.py IMAGE.json PERCENT

Counted is the time that QEMU, all its threads and all the board's cores, had a
processor of the host, not the time that passed: a busy host changes little.
"""

import os
import sys
import time

from tests.serial.session import Session, check, run

_SETTLE_S = 0.5
_WATCHED_S = 3


def _cpu_seconds(process):
    """User and system time of all its threads, in the kernel's ticks."""
    with open("/proc/%d/stat" % process, encoding="utf-8") as file:
        # The second field, in parentheses, may have anything in it.
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share(session):
    """How much of one processor QEMU takes."""
    before = _cpu_seconds(session.process_id)
    start = time.monotonic()
    time.sleep(_WATCHED_S)
    seconds = time.monotonic() - start
    return 100 * (_cpu_seconds(session.process_id) - before) / seconds


def _check_idle(session, when):
    time.sleep(_SETTLE_S)
    share = _share(session)
    print("%s: %.2f %% of a processor" % (when, share))
    check(share < float(sys.argv[2]), "%s: %.2f %%" % (when, share))


def the_host_is_left_alone(image):
    with Session(image) as session:
        session.wait_for_prompt()
        _check_idle(session, "at the first prompt")
        # With a command's timers and output behind it.
        session.command("sleep 0.1")
        _check_idle(session, "after a command")


if __name__ == "__main__":
    run(the_host_is_left_alone)
