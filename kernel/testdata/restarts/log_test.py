# SPDX-License-Identifier: Apache-2.0
"""What the log says of the run before, after a panic and after an exception."""

import re

from tests.serial.session import Session, check, run

_LINES = [
    r"panic: odd 7",
    r"before: info: kernel: Daedalus \S+ has started",
    r"before: info: test: after ",
    r"before: panic: panic: odd 7",
    r"panic: unhandled .*",
    r"before: info: kernel: Daedalus \S+ has started",
    r"before: info: test: after panic: odd 7",
    r"before: panic: panic: unhandled .* at 0x[0-9a-f]+",
    r"exit status 0",
]


def the_log_survives(image):
    with Session(image) as session:
        code = session.wait_for_exit()
        check(code == 0, "exit code %d" % code)
        lines = session.log.text().replace("\r\n", "\n").split("\n")
    said = [
        line
        for line in lines
        if line.startswith(("panic: ", "before: ", "exit "))
    ]
    check(
        len(said) == len(_LINES)
        and all(map(re.fullmatch, _LINES, said)),
        "it says %s" % said,
    )


if __name__ == "__main__":
    run(the_log_survives)
