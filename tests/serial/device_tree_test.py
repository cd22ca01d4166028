# SPDX-License-Identifier: Apache-2.0
"""A Raspberry Pi whose firmware hands over a device tree.

QEMU does so with the image and a tree to start from. It puts in the RAM
that it leaves to the Arm cores: all but 64 MiB below 1 GiB (hw/arm/boot.c).
"""

import os
import pathlib
import struct

from tests.serial.session import Session, check, check_equal, run

_RAM_MIB = {"BCM2835": 448, "BCM2836": 960, "BCM2837": 960, "BCM2711": 960}


def _tree(cells):
    """A root with nothing in it but how its children give addresses.

    Devicetree Specification 0.4, 5.2 to 5.4.
    """
    strings = b"#address-cells\0#size-cells\0"
    begin_node, end_node, prop, end = 1, 2, 3, 9
    words = [begin_node, 0]
    for name in (b"#address-cells", b"#size-cells"):
        words += [prop, 4, strings.index(name), cells]
    words += [end_node, end]
    structure = struct.pack(">%dI" % len(words), *words)
    at_reservations = 40
    at_structure = at_reservations + 16
    at_strings = at_structure + len(structure)
    header = struct.pack(
        ">10I",
        0xD00DFEED,
        at_strings + len(strings),
        at_structure,
        at_strings,
        at_reservations,
        17,  # version
        16,  # last compatible version
        0,  # boot CPU
        len(strings),
        len(structure),
    )
    return header + bytes(16) + structure + strings


def _check_ram(image, cells):
    blob = pathlib.Path(os.environ["TEST_TMPDIR"], "tree.dtb")
    blob.write_bytes(_tree(cells))
    with Session(image, "-dtb", str(blob)) as session:
        session.wait_for_prompt()
        memory = session.command("meminfo")
        check_equal(
            memory[: memory.index("Heap")],
            "RAM:  %d MiB at 0x00000000 (device tree)\n"
            % _RAM_MIB[image.chip],
        )
        root = session.command("dt")
        for name in ("address", "size"):
            line = "  #%s-cells = <0x%x>\n" % (name, cells)
            check(line in root, "no %r in %r" % (line, root))
        check_equal(
            session.command("dt tree").splitlines()[0], "/"
        )


def one_cell(image):
    _check_ram(image, 1)


def two_cells(image):
    _check_ram(image, 2)


if __name__ == "__main__":
    run(one_cell, two_cells)
