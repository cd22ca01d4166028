# SPDX-License-Identifier: Apache-2.0
"""Boots on another machine that the board can be.

usage: variant_test.py IMAGE.json VARIANT
"""

import sys

from tests.serial.boot_test import check_boot
from tests.serial.session import Session, check, run


def variant(image):
    machine = image.variants[sys.argv[2]]
    kernel = {"elf": image.elf, "image": image.img}[machine.boots]
    with Session(image, *machine.args, kernel=kernel) as session:
        check_boot(session, image, machine.entry_level)
        session.send("poweroff\r")
        session.expect("Powering off.\r\n")
        if machine.powers_off:
            code = session.wait_for_exit()
            check(code == 0, "exit code %d" % code)
        else:
            # Says so and goes on.
            answer = session.wait_for_prompt()
            check(answer, "silence instead of a reason")
            check(session.command("echo up") == "up\n", "no answer")


if __name__ == "__main__":
    run(variant)
