# SPDX-License-Identifier: Apache-2.0
"""Boots a program that ends badly and reads what it says.

usage: report_test.py IMAGE.json END BOOTS LINE...

END is an exit code of the emulator, or "halt" if it goes on after the last
line. BOOTS is how often to boot on all cores, every other time as an ELF file;
there is then one report and no more. 0: once, on as many as there are. Each LINE is a regular expression for a line of the output, in this order
and one after the other; "..." stands for any number of lines. Nothing follows
the last.
"""

import re
import sys

from tests import image as images
from tests.serial.session import Failure, Session

_HALTED = "system halted\r\n"


def _output(image, end, *arguments, kernel=None):
    # Without: a reset is the end.
    with Session(image, "-no-reboot", *arguments, kernel=kernel) as session:
        if end == "halt":
            session.expect(_HALTED)
            session.expect_silence()
        else:
            code = session.wait_for_exit()
            if code != int(end):
                raise Failure("exit code %d" % code)
        return session.log.text()


def _is_end(lines, text):
    pattern = ""
    for line in lines:
        pattern += "(?:.*\n)*?" if line == "..." else "(?:%s)\n" % line
    return re.search("^" + pattern + r"\Z", text, re.M)


def main(arguments):
    image = images.Image(arguments[0])
    end, boots, *lines = arguments[1:]
    for boot in range(int(boots) or 1):
        text = _output(
            image,
            end,
            *(image.all_cores_arguments if int(boots) else ()),
            kernel=image.elf if boot % 2 else None,
        ).replace("\r\n", "\n")
        print(text)
        if not _is_end(lines, text):
            print("FAILED: not the end of the above:")
            print("\n".join(lines))
            return 1
        if int(boots) and text.count("panic: ") != 1:
            print("FAILED: more than one report")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
