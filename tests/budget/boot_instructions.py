# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions from reset to the prompt.

usage: boot_instructions.py IMAGE.json MAXIMUM

Counted are those that core 0 retires until, and with, the store of the
prompt's last byte into the UART's data register.
"""

import sys

from tests import image as images
from tests.budget import trace

_PROMPT = b"daedalus> "
_TIMEOUT_S = 40


def main(arguments):
    image = images.Image(arguments[0])
    maximum = int(arguments[1])
    with trace.Board(image) as board:
        instructions, printed = trace.count(board.lines(_TIMEOUT_S), _PROMPT)
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
