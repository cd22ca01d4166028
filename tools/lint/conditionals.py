# SPDX-License-Identifier: Apache-2.0
"""No C or assembly for a board asks which board, chip or processor it is for.

What differs is a field, an operation or a file that Bazel chooses. Programs that
only ever run on the host may look at the host's processor.
"""

import pathlib
import re
import sys

_CONDITIONAL = re.compile(r"^\s*#\s*(?:if|ifdef|ifndef|elif|elifdef)\b(.*)")
_GUARD = re.compile(r"^\s*DAEDALUS_\w+_H_\s*$")
_WHICH = re.compile(
    r"rpi|raspi|raspberry|bcm2|qemu|_virt\b|cortex|arm1176|"
    r"__aarch64__|__arm__|__arm_|__thumb|__x86_64__|__i386__|__riscv",
    re.IGNORECASE,
)
_HOST_ONLY = ("mm/benchmark/host/", "mm/port/host/", "mm/preload/")


def offences(text):
    """Yields (number, line) of the lines that ask."""
    for number, line in enumerate(text.splitlines(), 1):
        conditional = _CONDITIONAL.match(line)
        if not conditional or _GUARD.match(conditional[1]):
            continue
        if _WHICH.search(conditional[1]):
            yield number, line.strip()


def _check_itself():
    assert list(offences("#ifdef BOARD_RPI4\n")) == [(1, "#ifdef BOARD_RPI4")]
    assert list(offences("\n # if defined(__aarch64__)\n"))
    assert list(offences("#elif SOC == BCM2711\n"))
    assert not list(offences("#ifndef DAEDALUS_PLATFORMS_RPI4_X_H_\n"))
    assert not list(offences("#ifdef NDEBUG\n#define BCM2711 1\n"))


def main(paths):
    _check_itself()
    found = 0
    for path in paths:
        if any(folder in path for folder in _HOST_ONLY):
            continue
        text = pathlib.Path(path).read_text(encoding="utf-8")
        for number, line in offences(text):
            found += 1
            print(f"{path}:{number}: asks what it is built for: {line}")
    print(f"{len(paths)} files, {found} questions")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
