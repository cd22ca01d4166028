# SPDX-License-Identifier: Apache-2.0
"""docs/drivers.md has a line for each driver that docs/boards.md names."""

import re
import sys


def missing(boards, drivers):
    """Names of drivers in one document that have no row in the other."""
    named = re.findall(r"^\| `//drivers/\w+:(\w+)` \|", boards, re.MULTILINE)
    described = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", drivers, re.MULTILINE
    )
    if not named:
        return ["no driver is named at all"]
    return sorted(set(named) - set(described))


def main():
    board = "| `//drivers/uart:pl011` | yes |\n"
    assert missing(board, "| `pl011` | data | baud rate |\n") == []
    assert missing(board, "| `pl01` | data | baud rate |\n") == ["pl011"]
    assert missing(board, "| `pl011` | data | |\n") == ["pl011"]
    assert missing("", "") != []

    with open(sys.argv[1], encoding="utf-8") as boards:
        with open(sys.argv[2], encoding="utf-8") as drivers:
            names = missing(boards.read(), drivers.read())
    for name in names:
        print("docs/drivers.md says nothing of `%s`" % name)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
