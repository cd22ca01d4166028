# SPDX-License-Identifier: Apache-2.0
"""Boots a program that ends badly and reads what it says.

usage: report_test.py IMAGE.json END LINE...

END is an exit code of the emulator, or "halt" if it goes on after the last
line. Each LINE is a regular expression for a line of the output, in this order
and one after the other; "..." stands for any number of lines. Nothing follows
the last.
"""

import re
import sys

from tests import image as images
from tests.serial.session import Failure, Session

_HALTED = "system halted\r\n"


def _output(image, end):
    # Without: a reset is the end.
    with Session(image, "-no-reboot") as session:
        if end == "halt":
            session.expect(_HALTED)
            session.expect_silence()
        else:
            code = session.wait_for_exit()
            if code != int(end):
                raise Failure("exit code %d" % code)
        return session.log.text()


def main(arguments):
    image = images.Image(arguments[0])
    end, *lines = arguments[1:]
    pattern = ""
    for line in lines:
        pattern += "(?:.*\n)*?" if line == "..." else "(?:%s)\n" % line
    text = _output(image, end).replace("\r\n", "\n")
    print(text)
    if re.search("^" + pattern + r"\Z", text, re.M):
        return 0
    print("FAILED: not the end of the above:")
    print("\n".join(lines))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
