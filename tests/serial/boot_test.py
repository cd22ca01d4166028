# SPDX-License-Identifier: Apache-2.0
"""What a user sees after power-on, whichever way the image was started."""

import re

from tests.serial.session import Session, check, run


def check_boot(session, image, level):
    """Waits for the prompt; everything up to it is as it should be."""
    banner = session.wait_for_prompt()
    lines = banner.split("\r\n")
    check(
        re.fullmatch(
            r"Daedalus \d+\.\d+\.\d+ on %s, %s" % (image.board, image.chip),
            lines[0],
        ),
        "no name, version, board or chip: %r" % banner,
    )
    check(
        lines[1].startswith("cpu  %s r" % image.core),
        "not a %s: %r" % (image.core, banner),
    )
    check(
        "at EL1, entered at EL%d" % level in banner,
        "not entered at EL%d: %r" % (level, banner),
    )
    start, end = (int(address, 16) for address in image.heap.split("-"))
    heap = "heap %s, %d KiB" % (image.heap, (end - start) // 1024)
    check(heap in lines, "not %r: %r" % (heap, banner))
    # One core runs: others would print a banner or a prompt, too.
    session.expect_silence()
    check(session.command("echo up") == "up\n", "no answer")
    # From the firmware's device tree, if it has one: however it hands it over.
    memory = session.command("meminfo")
    check(
        memory.startswith("RAM:  %s\nHeap: " % image.ram),
        "not %r: %r" % (image.ram, memory),
    )


def raw_image(image):
    with Session(image) as session:
        check_boot(session, image, image.entry_level)


def elf_file(image):
    with Session(image, kernel=image.elf) as session:
        check_boot(session, image, image.elf_entry_level)


def one_core(image):
    with Session(image, *image.one_core_arguments) as session:
        check_boot(session, image, image.entry_level)


if __name__ == "__main__":
    run(raw_image, elf_file, one_core)
