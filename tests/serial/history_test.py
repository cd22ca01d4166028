# SPDX-License-Identifier: Apache-2.0
"""However many lines are entered, the heap lasts and none is lost.

usage: history_test.py IMAGE.json LINES

On one core, like paste_test.py.
"""

import re
import sys

from tests.serial.session import PROMPT, Session, check, check_equal, run

_BATCH = 1000


def every_line_is_counted(image):
    count = int(sys.argv[2])
    with Session(image, *image.one_core_arguments) as session:
        session.wait_for_prompt()
        before = session.command("meminfo")
        # The shortest lines that are commands. The same twice would count once.
        lines = ("echo", "echo ''") * (_BATCH // 2)
        answers = "".join(line + "\r\n\r\n" + PROMPT for line in lines)
        for _ in range(count // _BATCH):
            with session.paste("".join(line + "\r" for line in lines)):
                session.expect_output(answers)
            session.log.forget()
        check_equal(session.command("meminfo"), before)
        lines = session.command("history").rstrip("\n").split("\n")
        numbers = [int(re.match(r" *(\d+)  ", line)[1]) for line in lines]
        # meminfo before and after, and history itself.
        total = count + 3
        check(
            numbers == list(range(total - len(lines) + 1, total + 1)),
            "numbers %d to %d" % (numbers[0], numbers[-1]),
        )
        check(len(lines) >= 100, "only %d lines kept" % len(lines))
        # Behind history and meminfo comes the last of them.
        session.send("\x1b[A" * 3 + "\r")
        session.expect("\r\n")
        session.expect_output("\r\n" + PROMPT)


if __name__ == "__main__":
    run(every_line_is_counted)
