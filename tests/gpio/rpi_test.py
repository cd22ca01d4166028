# SPDX-License-Identifier: Apache-2.0
"""GPIO of the Raspberry Pis. Events, QEMU has none there, but the wire."""

from tests.gpio.outside import (
    RISING,
    Board,
    inputs_are_read,
    outputs_are_seen,
)
from tests.serial.session import check, run

# Of the block, by the manuals, and how many pins it has.
_BLOCKS = {
    "BCM2835": (0x20200000, 54),
    "BCM2836": (0x3F200000, 54),
    "BCM2837": (0x3F200000, 54),
    "BCM2711": (0xFE200000, 58),
}


# Where GPIO's interrupt for all pins arrives: VideoCore's 52, and there 64 + 52
# of the GIC's shared ones.
_WIRES = {
    "BCM2835": "/machine/soc/peripherals/ic gpu-irq 52",
    "BCM2836": "/machine/soc/peripherals/ic gpu-irq 52",
    "BCM2837": "/machine/soc/peripherals/ic gpu-irq 52",
    "BCM2711": "/machine/soc/peripherals unnamed-gpio-in 116",
}

# Not the console's 14 and 15 nor the card's, 48 to 53.
_PINS = [0, 13, 16, 17, 31, 32, 42, 47]


def outputs(image):
    with Board(image) as board:
        count = board.ask("n")
        check(count == [_BLOCKS[image.chip][1]], "it has %s pins" % count)
        # QEMU has no wires for the BCM2711's last four, but levels.
        outputs_are_seen(board, "/machine/soc/peripherals/gpio", _PINS)
        board.end()


def inputs(image):
    base, count = _BLOCKS[image.chip]
    with Board(image) as board:

        def drive(pin, level):
            """What is written to GPSET and GPCLR, an input has, too."""
            register = base + (0x1C if level else 0x28) + pin // 32 * 4
            board.qtest("writel 0x%x 0x%x" % (register, 1 << pin % 32))

        inputs_are_read(board, [*_PINS, *range(54, count)], drive)
        board.end()


def an_interrupt_without_an_event_arrives_and_is_harmless(image):
    with Board(image) as board:
        board.do("i")
        board.do("e 17 %d" % RISING)
        board.begin("w")
        board.qtest("set_irq_in %s 1" % _WIRES[image.chip])
        pins = board.finish()
        check(pins == [], "events at %s" % pins)
        board.qtest("set_irq_in %s 0" % _WIRES[image.chip])
        board.end()


if __name__ == "__main__":
    run(
        outputs,
        inputs,
        an_interrupt_without_an_event_arrives_and_is_harmless,
    )
