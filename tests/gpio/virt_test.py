# SPDX-License-Identifier: Apache-2.0
"""The virt board's PL061, events included."""

from tests.gpio.outside import (
    FALLING,
    HIGH,
    LOW,
    OUTPUT,
    RISING,
    Board,
    inputs_are_read,
    outputs_are_seen,
)
from tests.serial.session import check, run

_PINS = range(8)
_POWER_KEY = 3


def _pl061(board):
    """Where QEMU has it; the number in the name is not for keeps."""
    folder = "/machine/unattached"
    found = [
        "%s/%s" % (folder, entry["name"])
        for entry in board.qmp("qom-list", path=folder)
        if entry["type"] == "child<pl061>"
    ]
    check(len(found) == 1, "PL061s: %s" % found)
    return found[0]


def _driver(board):
    path = _pl061(board)

    def drive(pin, level):
        board.qtest(
            "set_irq_in %s unnamed-gpio-in %d %d" % (path, pin, level)
        )

    return drive


def _check_events(board, expected, when):
    got = board.ask("p")
    check(got == expected, "%s: events at %s, not %s" % (when, got, expected))


def outputs(image):
    with Board(image) as board:
        count = board.ask("n")
        check(count == [len(_PINS)], "it has %s pins" % count)
        outputs_are_seen(board, _pl061(board), _PINS)
        board.end()


def inputs(image):
    with Board(image) as board:
        inputs_are_read(board, _PINS, _driver(board))
        board.end()


def edges(image):
    with Board(image) as board:
        drive = _driver(board)
        for pin in _PINS:
            for events in (RISING, FALLING, RISING | FALLING):
                board.do("e %d %d" % (pin, events))
                for level, event in ((1, RISING), (0, FALLING)):
                    drive(pin, level)
                    when = "events %d, level %d" % (events, level)
                    seen = [pin] if events & event else []
                    _check_events(board, seen, when)
                    _check_events(board, [], when + ", again")
            board.do("e %d 0" % pin)
            drive(pin, 1)
            drive(pin, 0)
            _check_events(board, [], "off")
        board.end()


def many_edges_are_one_event(image):
    with Board(image) as board:
        drive = _driver(board)
        for pin in (6, 1):
            board.do("e %d %d" % (pin, RISING | FALLING))
            for _ in range(10):
                drive(pin, 1)
                drive(pin, 0)
        _check_events(board, [1, 6], "edges at two pins")
        _check_events(board, [], "again")
        board.end()


def what_was_before_is_forgotten(image):
    with Board(image) as board:
        drive = _driver(board)
        board.do("e 2 %d" % RISING)
        drive(2, 1)
        board.do("e 2 %d" % RISING)
        _check_events(board, [], "turned on anew")
        board.do("e 2 %d" % HIGH)
        _check_events(board, [2], "high all the time")
        board.do("e 2 0")
        _check_events(board, [], "turned off")
        board.end()


def levels(image):
    with Board(image) as board:
        drive = _driver(board)
        for pin in _PINS:
            for event, level in ((HIGH, 1), (LOW, 0)):
                drive(pin, 1 - level)
                board.do("e %d %d" % (pin, event))
                _check_events(board, [], "not yet")
                drive(pin, level)
                for _ in range(3):
                    _check_events(board, [pin], "at the level")
                drive(pin, 1 - level)
                _check_events(board, [], "over")
                board.do("e %d 0" % pin)
        board.end()


def an_output_is_no_input(image):
    with Board(image) as board:
        drive = _driver(board)
        board.do("e 4 %d" % RISING)
        board.do("f 4 %d" % OUTPUT)
        drive(4, 1)
        _check_events(board, [], "driven from two sides")
        check(board.level(4) == 0, "the other side wins")
        board.end()


def interrupts_bring_events(image):
    with Board(image) as board:
        drive = _driver(board)
        board.do("i")
        for pin in _PINS:
            board.do("e %d %d" % (pin, RISING | FALLING))
            for level in (1, 0):
                drive(pin, level)
                pins = board.ask("w")
                check(pins == [pin], "edge at %d: %s" % (pin, pins))
                _check_events(board, [], "edge at %d, again" % pin)
            board.do("e %d 0" % pin)
            drive(pin, 1)
            drive(pin, 0)
            _check_events(board, [], "off")
        board.end()


def a_level_that_lasts_interrupts_until_it_is_turned_off(image):
    with Board(image) as board:
        drive = _driver(board)
        board.do("i")
        drive(5, 1)
        for _ in range(3):
            board.do("o 5 %d" % HIGH)
            pins = board.ask("w")
            check(pins == [5], "level at 5: %s" % pins)
            _check_events(board, [], "level at 5, again")
        board.end()


def the_power_key_is_a_pin(image):
    with Board(image) as board:
        board.do("i")
        board.do("e %d %d" % (_POWER_KEY, RISING))
        board.begin("w")
        board.qmp("system_powerdown")
        pins = board.finish()
        check(pins == [_POWER_KEY], "the power key is %s" % pins)
        board.do("o %d %d" % (_POWER_KEY, LOW))
        pins = board.ask("w")  # QEMU lets it go by itself
        check(pins == [_POWER_KEY], "let go: %s" % pins)
        board.end()


if __name__ == "__main__":
    run(
        outputs,
        inputs,
        edges,
        many_edges_are_one_event,
        what_was_before_is_forgotten,
        levels,
        an_output_is_no_input,
        interrupts_bring_events,
        a_level_that_lasts_interrupts_until_it_is_turned_off,
        the_power_key_is_a_pin,
    )
