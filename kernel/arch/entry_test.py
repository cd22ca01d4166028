# SPDX-License-Identifier: Apache-2.0
"""start.S copes with what the usual ways to boot do not show."""

import os
import pathlib

from tests.serial.session import Session, check, run
from toolchains.qemu import elf


def memory_full_of_rubbish(image):
    """RAM is zero in the emulator, on boards it is not."""
    data = elf.Elf(image.elf).segments[-1]
    bss_size = data.memory_size - data.file_size
    check(bss_size > 0, "no .bss")
    rubbish = pathlib.Path(os.environ["TEST_TMPDIR"], "rubbish")
    rubbish.write_bytes(b"\xa5" * bss_size)
    with Session(
        image,
        "-device",
        "loader,file=%s,addr=0x%x,force-raw=on"
        % (rubbish, data.address + data.file_size),
    ) as session:
        banner = session.wait_for_prompt()
        check(banner.startswith("Daedalus "), "unexpected: %r" % banner)


if __name__ == "__main__":
    run(memory_full_of_rubbish)
