# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions from a key to its echo.

usage: echo_instructions.py IMAGE.json MAXIMUM

Counted are all that core 0 retires from the UART's interrupt, which ends its
sleep, until, and with, the store of the echo into the UART's data register.
"""

import sys

from tests import image as images
from tests.budget import trace

_PROMPT = b"daedalus> "
_TIMEOUT_S = 40
# As long as nothing is logged, the board sleeps.
_ASLEEP_S = 0.2
# Words of no command, a space, and digits.
_KEYS = b"Key 1~"


def _measure(image):
    """Returns the count of each key, or None if one has no echo."""
    counts = []
    with trace.Board(image) as board:
        trace.count(board.lines(_TIMEOUT_S), _PROMPT)
        for key in _KEYS:
            for _ in board.lines(_ASLEEP_S):
                pass
            board.send(bytes([key]))
            count, printed = trace.count(
                board.lines(_TIMEOUT_S), bytes([key])
            )
            if printed != bytes([key]):
                print("%r is echoed as %r" % (chr(key), printed))
                return None
            counts.append(count)
    return counts


def main(arguments):
    image = images.Image(arguments[0])
    maximum = int(arguments[1])
    counts = _measure(image)
    if counts is None:
        return 1
    print(
        "%s: %s instructions from key to echo, at most %d allowed"
        % (image.board, "/".join(str(count) for count in counts), maximum)
    )
    return 0 if max(counts) <= maximum else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
