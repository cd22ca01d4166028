# SPDX-License-Identifier: Apache-2.0
"""Every command and its answer."""

import re

from tests.serial.session import Session, check, check_equal, run

_COMMANDS = [
    "board",
    "clear",
    "cpu",
    "date",
    "dmesg",
    "dt",
    "echo",
    "exception",
    "exit",
    "false",
    "gpio",
    "gpio-get",
    "gpio-mode",
    "gpio-pull",
    "gpio-set",
    "gpio-toggle",
    "halt",
    "heap",
    "help",
    "history",
    "irq",
    "mem",
    "meminfo",
    "mmu",
    "poweroff",
    "reboot",
    "regs",
    "repeat",
    "resize",
    "set",
    "shutdown",
    "sleep",
    "time",
    "timers",
    "true",
    "unset",
    "uptime",
    "version",
    "watch",
]


def _help(session):
    lines = session.command("help").split("\n")
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    check(
        sorted(listed) == sorted(_COMMANDS), "help lists %s" % listed
    )
    for command in _COMMANDS:
        answer = session.command("help " + command)
        check(
            answer.startswith(command + ": "),
            "help %s: %r" % (command, answer),
        )
        check(
            "\nUsage: " + command in answer,
            "help %s: no usage: %r" % (command, answer),
        )
    check("frob" in session.command("help frob"), "help for the unknown")


def _echo(session):
    check_equal(session.command("echo hello"), "hello\n")
    check_equal(session.command("echo"), "\n")
    check_equal(session.command("echo two  spaces"), "two spaces\n")
    check_equal(session.command("  echo trimmed  "), "trimmed\n")
    check_equal(session.command("echo gr\u00fc\u00df \u65e5\u672c"),
                "gr\u00fc\u00df \u65e5\u672c\n")


def _clear(session):
    check_equal(session.command("clear"), "\x1b[2J\x1b[H")


def _version(session, board):
    answer = session.command("version")
    check(re.match(r"Daedalus \d+\.\d+\.\d+\n", answer), repr(answer))
    check(re.search(r"^Board: +%s$" % board, answer, re.M), repr(answer))
    check(re.search(r"^Compiler: +.*\d", answer, re.M), repr(answer))


def _time(session):
    answer = session.command("uptime")
    check(re.match(r"00:\d\d:\d\d\.\d{3} since the start\n", answer), repr(answer))
    check_equal(session.command("sleep 0.01"), "")
    answer = session.command("timers")
    check(re.match(r"Clock: \d+ Hz\nRunning: 0\n$", answer), repr(answer))
    answer = session.command("date")
    check(
        re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n", answer)
        or answer.startswith("This board has no clock that knows the date.\n"),
        repr(answer),
    )


def _memory(session, board):
    answer = session.command("mmu")
    check(answer.startswith("The MMU is on"), repr(answer))
    for kind in ("r-x  code", "r--  constants", "rw-  data", "rw-  device"):
        check(kind in answer, "no %s: %r" % (kind, answer))
    text = int(re.search(r"0x([0-9a-f]+)-\S+ +\d+ KiB  r-x", answer)[1], 16)
    answer = session.command("mem read 0")
    check("\nmem: nothing answers" in answer, repr(answer))
    answer = session.command("mem write 0x%x 0" % text)
    check("\nmem: nothing answers" in answer, repr(answer))
    start = int(re.search(r"Heap: 0x([0-9a-f]+)", session.command("meminfo"))[1], 16)
    end = start + (8 << 20) - 16
    check_equal(session.command("mem write 0x%x 0x61646544" % end), "")
    check_equal(session.command("mem read 0x%x" % end), "0x61646544\n")
    check_equal(session.command("mem read 0x%x 8" % (end + 1)), "0x65\n")
    answer = session.command("mem dump 0x%x 16" % end)
    check("  44 65 64 61 " in answer and "  Deda" in answer, repr(answer))
    answer = session.command("mem search 0x%x 32 Deda" % (end - 16))
    check(int(answer, 16) == end, repr(answer))
    answer = session.command("heap map")
    check(len(re.findall(r"^0x[0-9a-f]{8} \S{64}$", answer, re.M)) == 8, repr(answer))
    check_equal(session.command("heap check"), "Every block is whole.\n")


def _gpio(session, board):
    pins = {"virt": 8}.get(board, 58 if board == "rpi4" else 54)
    lines = session.command("gpio list").splitlines()
    check(len(lines) == pins + 1, "%d pins" % (len(lines) - 1))
    pattern = r"GPIO 5 = %d \(%s\), output, pull \S+\n$"
    answer = session.command("gpio mode 5 output")
    check(re.match(r"GPIO 5 = \d \(\w+\), output, pull \S+\n$", answer), repr(answer))
    for line, level, word in (
        ("gpio set 5 1", 1, "high"),
        ("gpio toggle 5", 0, "low"),
        ("gpio-toggle 5", 1, "high"),
        ("gpio-set 5 off", 0, "low"),
        ("gpio-get 5", 0, "low"),
    ):
        answer = session.command(line)
        check(re.match(pattern % (level, word), answer), "%s: %r" % (line, answer))
    answer = session.command("gpio get %d" % pins)
    check("PIN is a number from 0 to %d" % (pins - 1) in answer, repr(answer))
    answer = session.command("gpio pull 5 up")
    check(
        ", pull up\n" in answer if board != "virt" else "cannot do that" in answer,
        repr(answer),
    )
    if board != "virt":
        answer = session.command("gpio mode 14 output")
        check("the console is on this pin" in answer, repr(answer))
        check("  14  alt0 " in session.command("gpio list"), "pin 14 has changed")
        answer = session.command("gpio blink 15 1")
        check("the console is on this pin" in answer, repr(answer))
    answer = session.command("gpio list 5")
    check(re.match(r".*\n +5  output  \S+ +low\n$", answer), repr(answer))
    check_equal(session.command("gpio blink 5 2 1ms && gpio get 5")[:10], "GPIO 5 = 0")
    # An input: nobody is at it.
    session.command("gpio mode 5 input")
    session.send("gpio watch 5\r")
    session.expect("Watching GPIO 5; Ctrl-C ends it.\r\n")
    session.expect_silence(0.3)
    session.send("\x03")
    session.wait_for_prompt()
    check("gpio watch" not in session.command("irq"), "it still has the interrupt")


def _firmware(session, board):
    answer = session.command("board")
    check(answer.startswith("%s: " % board), repr(answer))
    check(re.search(r"^  RAM +[1-9]\d* MiB$", answer, re.M), repr(answer))
    if board == "virt":
        answer = session.command("dt find arm,pl011")
        check(answer.startswith("/pl011@9000000\n"), repr(answer))
        answer = session.command("dt /pl011@9000000")
        check('compatible = "arm,pl011", "arm,primecell"\n' in answer, repr(answer))
        check("\n    pl011@9000000\n" in "\n  " + session.command("dt tree").replace("\n", "\n  "), "no tree")
    else:
        check(re.search(r"^  revision code +0x[0-9a-f]{6}$", answer, re.M), repr(answer))
        model = {"rpi0": "Zero", "rpi2": "2B", "rpi3": "3B", "rpi4": "4B"}[board]
        check("  Raspberry Pi %s, revision 1." % model in answer, repr(answer))
        check(re.search(r"^  MAC address +(..:){5}..$", answer, re.M), repr(answer))
        check_equal(session.command("dt"), "The firmware has left no device tree.\n")


def _cores(session, board):
    answer = session.command("cpu")
    check(re.search(r"^ +0  \S+ r\dp\d, EL1, runs the shell$", answer, re.M), repr(answer))
    answer = session.command("regs")
    check(re.search(r"^  (MIDR|MIDR_EL1) +0x0*4[0-9a-f]+$", answer, re.M), repr(answer))


def _run(session):
    check_equal(session.command("repeat 2 echo a; false || echo b"), "a\na\nb\n")
    check_equal(session.command("x='a b'; set; unset x; echo $?$x"), "x=a b\n0\n")
    answer = session.command("time sleep 20ms")
    took = re.match(r"Took (\d+) us", answer)
    check(took and int(took[1]) >= 20000, repr(answer))
    answer = session.command("watch -n 10ms false")
    check_equal(answer, "\x1b[2J\x1b[H")


def _irq(session):
    answer = session.command("irq")
    for name in ("console", "timers"):
        check(re.search(r"^ +\d+ +[1-9]\d*  %s$" % name, answer, re.M), repr(answer))


def _heap(session):
    """Name -> bytes, as meminfo shows them."""
    answer = session.command("meminfo")
    figures = {
        name.strip(): int(count)
        for name, count in re.findall(
            r"^  ([a-z ]+?) +\d+\.\d [MK]iB +(\d+) bytes", answer, re.M
        )
    }
    for name in ("size", "used", "free"):
        check(name in figures, "no %s: %r" % (name, answer))
    return figures


def _meminfo(session):
    heap = _heap(session)
    check(heap["size"] == 8 << 20, "size is %d" % heap["size"])
    check(heap["used"] + heap["free"] == heap["size"], "%s" % heap)
    check(0 < heap["used"] < heap["size"] // 2, "used is %d" % heap["used"])
    check(_heap(session) == heap, "asking for it costs memory")


def _wrong(session):
    answer = session.command("frobnicate now")
    check(answer.startswith("Unknown command: frobnicate\n"), repr(answer))
    check("help" in answer, "no hint: %r" % answer)
    answer = session.command("HELP")
    check(answer.startswith("Unknown command: HELP\n"), repr(answer))
    for command in sorted(set(_COMMANDS) - {"dt", "echo", "help", "time", "watch"}):
        answer = session.command(command + " nonsense")
        check(
            "\n%s: " % command in answer,
            "%s takes nonsense: %r" % (command, answer),
        )
    check_equal(session.command(""), "")
    check_equal(session.command("   "), "")


def all_commands(image):
    with Session(image) as session:
        session.wait_for_prompt()
        _help(session)
        _echo(session)
        _clear(session)
        _version(session, image.board)
        _time(session)
        _run(session)
        _irq(session)
        _memory(session, image.board)
        _cores(session, image.board)
        _gpio(session, image.board)
        _firmware(session, image.board)
        _meminfo(session)
        _wrong(session)


def time_counts_instructions(image):
    # Otherwise QEMU's cores have no such event.
    with Session(image, "-icount", "shift=0") as session:
        session.wait_for_prompt()
        answer = session.command("time true")
        counted = re.match(r"Took \d+ us, (\d+) instructions\.\n$", answer)
        # The ARM1176 counts otherwise.
        check(bool(counted) == (image.board != "rpi0"), repr(answer))
        check(not counted or 50 < int(counted[1]) < 50000, repr(answer))


def history(image):
    with Session(image) as session:
        session.wait_for_prompt()
        session.command("echo first")
        session.command("")
        session.command("frobnicate")
        lines = session.command("history").rstrip("\n").split("\n")
        check_equal(
            "|".join(" ".join(line.split()) for line in lines),
            "1 echo first|2 frobnicate|3 history",
        )


if __name__ == "__main__":
    run(all_commands, time_counts_instructions, history)
