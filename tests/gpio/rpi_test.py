# SPDX-License-Identifier: Apache-2.0
"""GPIO of the Raspberry Pis. Events, QEMU has none there."""

from tests.gpio.outside import Board, inputs_are_read, outputs_are_seen
from tests.serial.session import check, run

# Of the block, by the manuals, and how many pins it has.
_BLOCKS = {
    "rpi0": (0x20200000, 54),
    "rpi2": (0x3F200000, 54),
    "rpi3": (0x3F200000, 54),
    "rpi4": (0xFE200000, 58),
}


# Not the console's 14 and 15 nor the card's, 48 to 53.
_PINS = [0, 13, 16, 17, 31, 32, 42, 47]


def outputs(image):
    with Board(image) as board:
        count = board.ask("n")
        check(count == [_BLOCKS[image.board][1]], "it has %s pins" % count)
        # QEMU has no wires for the BCM2711's last four, but levels.
        outputs_are_seen(board, "/machine/soc/peripherals/gpio", _PINS)
        board.end()


def inputs(image):
    base, count = _BLOCKS[image.board]
    with Board(image) as board:

        def drive(pin, level):
            """What is written to GPSET and GPCLR, an input has, too."""
            register = base + (0x1C if level else 0x28) + pin // 32 * 4
            board.qtest("writel 0x%x 0x%x" % (register, 1 << pin % 32))

        inputs_are_read(board, [*_PINS, *range(54, count)], drive)
        board.end()


if __name__ == "__main__":
    run(outputs, inputs)
