# SPDX-License-Identifier: Apache-2.0
"""Every file names its licence in its first lines, or has a reason not to."""

import pathlib
import sys

WANTED = "SPDX-License-Identifier: Apache-2.0"
# A script's first line is the interpreter's.
WITHIN_LINES = 3
# Formats without comments, texts of others, and prose, which LICENSE covers.
EXEMPT_SUFFIXES = {".json", ".md", ".svg", ".txt"}
EXEMPT_NAMES = {".bazelversion", ".gitignore", "LICENSE"}


def lacks_licence(path):
    if path.suffix in EXEMPT_SUFFIXES or path.name in EXEMPT_NAMES:
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        head = [file.readline() for _ in range(WITHIN_LINES)]
    return not any(WANTED in line for line in head)


def main(paths):
    lacking = [path for path in map(pathlib.Path, paths) if lacks_licence(path)]
    for path in lacking:
        print(f"{path}: no line with '{WANTED}' among the first {WITHIN_LINES}")
    print(f"{len(paths)} files, {len(lacking)} without a licence line")
    return 1 if lacking or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
