# SPDX-License-Identifier: Apache-2.0
"""Kernels that are sent over the serial line, and started.

Arguments: the image, the programs sb and sx.
"""

import os
import pathlib
import re
import sys
import zlib

from tests.serial.session import (
    CTRL_C,
    Session,
    check,
    check_equal,
    run,
)

_SB, _SX = sys.argv[2:4]
_VERSION = "9.8.7"


def _file(name, content):
    path = pathlib.Path(os.environ["TEST_TMPDIR"], name)
    path.write_bytes(content)
    return str(path)


def _next_version(image):
    """The image as a kernel that can be told from it."""
    content = pathlib.Path(image.img).read_bytes()
    own = re.search(rb"Daedalus (\d+\.\d+\.\d+) on", content)
    old = own[1] if own else b"0.1.0\0"
    check(content.count(old) > 0, "no version in the image")
    return _file(
        "next.img", content.replace(old, _VERSION.encode()[: len(old)])
    )


def _load(session, *command, line="load"):
    """Sends a file. Returns what `load` says of it."""
    session.send(line + "\r")
    session.expect("Ctrl-C gives up.\r\n")
    code = session.run_on_line(command)
    check(code == 0, "%s ended with %d" % (command[0], code))
    return session.wait_for_prompt().replace("\r\n", "\n")


def _check_is_whole(session, image, version):
    """Whether this kernel is that version, with all that it had before."""
    check(
        version in session.command("version"),
        "another version: %r" % session.command("version"),
    )
    cores = session.wait_for_cores()
    count = 1 if image.all_cores_arguments is None else 4
    check(
        len(re.findall(r"^ +\d  .*EL\d", cores, re.M)) == count,
        "cores: %s" % cores,
    )
    # Timers and the interrupts of the console.
    check_equal(session.command("sleep 10ms && echo awake"), "awake\n")


def _go(session):
    session.send("go\r")
    text = session.wait_for_prompt()
    # The banner, of who has just begun.
    check("Daedalus " in text.partition("Starting ")[2], "go: %r" % text)
    return text


def the_next_kernel_does_all_of_it_again(image):
    size = os.path.getsize(image.img)
    with Session(image, *image.all_cores_arguments or []) as session:
        session.wait_for_prompt()
        own = session.command("version").split()[1]
        _load(session, _SB, "-q", "-k", _next_version(image))
        text = _go(session)
        check("Daedalus %s on " % _VERSION in text, "banner: %r" % text)
        _check_is_whole(session, image, _VERSION)
        # And back, by the older protocol, which knows no name and pads.
        said = _load(session, _SX, "-q", image.img)
        padded = (size + 127) // 128 * 128
        check("%d bytes at 0x" % padded in said, "load: %r" % said)
        check("Daedalus %s on " % own in _go(session), "not the first")
        _check_is_whole(session, image, own)


def what_is_no_image_is_refused(image):
    with Session(image) as session:
        session.wait_for_prompt()
        check_equal(
            session.command("go"), "go: nothing is loaded; see help load\n"
        )
        with open(image.elf, "rb") as elf:
            _load(session, _SB, "-q", "-k", _file("elf", elf.read(20000)))
        check_equal(
            session.command("go"),
            "go: this is an ELF file; load the .img beside it\n",
        )
        # Of the kernel itself nothing may be overwritten.
        said = session.command("load 0x80000")
        check("load: free are 0x" in said, "load: %r" % said)
        # The same kernel for another board, with such a processor.
        other = pathlib.Path(image.img).read_bytes()
        name = image.board.encode() + b"\0"
        check(name in other, "no name of the board in the image")
        other = other.replace(name, b"none".ljust(len(name), b"\0"))
        _load(session, _SB, "-q", "-k", _file("other.img", other))
        check_equal(
            session.command("go"), "go: this image is for another board\n"
        )
        # An image, to the byte, that has become another one.
        content = pathlib.Path(image.img).read_bytes()
        said = _load(session, _SB, "-q", "-k", image.img)
        check(
            "%s: %d bytes at 0x" % (os.path.basename(image.img), len(content))
            in said
            and "CRC-32 %08x\n" % zlib.crc32(content) in said,
            "load: %r" % said,
        )
        address = re.search(r"0x[0-9a-f]+", said)[0]
        check_equal(session.command("mem write %s 0x5a 8" % address), "")
        check_equal(
            session.command("go"),
            "go: the file has been changed in memory; load it again\n",
        )
        check_equal(session.command("echo alive"), "alive\n")


def an_interrupted_transfer_can_be_given_up(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("load\r")
        # A sender that dies in a block.
        session.expect("gives up.\r\nC")
        session.send("\x01\x01\xfe" + "half a block")
        session.expect("C")
        session.send(CTRL_C)
        session.expect("load: given up\r\n")
        session.wait_for_prompt()
        check_equal(session.command("echo $?"), "8\n")
        check_equal(
            session.command("go"), "go: nothing is loaded; see help load\n"
        )
        # Without a sender, what is typed behind it is not lost.
        session.send("load\r" + CTRL_C + "echo kept\r")
        session.expect("load: given up\r\n")
        session.expect("\r\nkept\r\n")


def from_whichever_level(image):
    """Firmware and emulators begin at several."""
    for name, variant in sorted(image.variants.items()):
        if name == "el3_and_el2":
            continue  # for this, as el3
        kernel = image.elf if variant.boots == "elf" else image.img
        with Session(image, *variant.args, kernel=kernel) as session:
            session.wait_for_prompt()
            entered = re.search(r"entered at EL\d", session.log.text())
            _load(session, _SB, "-q", "-k", image.img)
            if name == "el3":
                # No firmware, and other cores: there is no place for them.
                check_equal(
                    session.command("go").split("\n", 1)[1],
                    "go: the other cores cannot be stopped here\n",
                )
                check_equal(session.command("echo alive"), "alive\n")
                continue
            text = _go(session)
            check(
                entered is None or entered[0] in text,
                "not %r: %r" % (entered, text),
            )
            check_equal(session.command("echo alive"), "alive\n")


def from_a_linked_program(image):
    """QEMU begins it at its highest level, on all cores."""
    arguments = image.all_cores_arguments or []
    with Session(image, *arguments, kernel=image.elf) as session:
        session.wait_for_prompt()
        _load(session, _SB, "-q", "-k", image.img)
        _go(session)
        _check_is_whole(session, image, session.command("version").split()[1])


if __name__ == "__main__":
    run(
        the_next_kernel_does_all_of_it_again,
        what_is_no_image_is_refused,
        an_interrupted_transfer_can_be_given_up,
        from_whichever_level,
        from_a_linked_program,
    )
