# SPDX-License-Identifier: Apache-2.0
"""What a user sees after power-on, whichever way the image was started."""

import re

from tests.serial.session import Session, check, run

# The seed's memory map; virt has the same size elsewhere.
_HEAPS = {
    "rpi4": "heap 0x00880000-0x01080000, 8192 KiB",
    "virt": "heap 0x40a00000-0x41200000, 8192 KiB",
}


def _boot(image, level, *qemu_arguments, **kwargs):
    with Session(image, *qemu_arguments, **kwargs) as session:
        banner = session.wait_for_prompt()
        lines = banner.split("\r\n")
        check(
            re.match(r"Daedalus \d+\.\d+\.\d+ on %s, " % image.board, lines[0]),
            "no name, version or board: %r" % banner,
        )
        check(
            "at EL1, entered at EL%d" % level in banner,
            "not entered at EL%d: %r" % (level, banner),
        )
        if image.board in _HEAPS:
            check(_HEAPS[image.board] in lines, "wrong heap: %r" % banner)
        # One core runs: others would print a banner or a prompt, too.
        session.expect_silence()
        check(session.command("echo up") == "up\n", "no answer")


def raw_image(image):
    _boot(image, {"rpi4": 2, "virt": 1}[image.board])


def elf_file(image):
    # rpi4: on all four cores at once, in EL3.
    _boot(image, {"rpi4": 3, "virt": 1}[image.board], kernel=image.elf)


def one_core(image):
    _boot(
        image,
        {"rpi4": 2, "virt": 1}[image.board],
        *image.one_core_arguments,
    )


def under_a_hypervisor(image):
    if image.board == "virt":
        _boot(image, 2, "-M", "virtualization=on")


if __name__ == "__main__":
    run(raw_image, elf_file, one_core, under_a_hypervisor)
