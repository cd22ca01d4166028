# SPDX-License-Identifier: Apache-2.0
"""A board whose pins are seen from both sides.

    with Board(image) as board:
        board.watch("/machine/soc/peripherals/gpio")
        board.ask("f 17 1")               # its program: guest.c
        board.ask("s 17")
        check_equal(board.edges(), ["raise 17"])

QEMU's side is qtest, beside a processor that runs as always, and QMP. Nothing
here waits for a time: what the program did before it answered, QEMU has said
before it answers.
"""

import json
import socket

from tests.serial.session import Failure, Session, check

INPUT = 0
OUTPUT = 1
RISING = 1
FALLING = 2
HIGH = 4
LOW = 8

_TIMEOUT_S = 30


class _Channel:
    """A line-wise connection that QEMU makes to us."""

    def __init__(self, name):
        # The kernel chooses a free name. It is none in the file system, where
        # the length of a path is limited, and Bazel's are long.
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.settimeout(_TIMEOUT_S)
        self._listener.bind("")
        self._listener.listen(1)
        self.arguments = [
            "-chardev",
            "socket,id=%s,abstract=on,path=%s"
            % (name, self._listener.getsockname()[1:].decode()),
        ]

    def accept(self):
        try:
            connection, _ = self._listener.accept()
        except TimeoutError:
            raise Failure("QEMU does not connect") from None
        connection.settimeout(_TIMEOUT_S)
        self._connection = connection
        self._lines = connection.makefile("r")

    def close(self):
        self._listener.close()
        if hasattr(self, "_connection"):
            self._lines.close()
            self._connection.close()

    def send(self, line):
        self._connection.sendall(line.encode() + b"\n")

    def receive(self):
        try:
            line = self._lines.readline()
        except TimeoutError:
            raise Failure("QEMU does not answer") from None
        check(line, "QEMU has hung up")
        return line.rstrip("\n")


class Board:
    """One run of guest.c."""

    def __init__(self, image):
        self._qtest = _Channel("qtest")
        self._qmp = _Channel("qmp")
        self._edges = []
        self._session = Session(
            image,
            *image.one_core_arguments,
            *self._qtest.arguments,
            *("-qtest", "chardev:qtest", "-qtest-log", "none"),
            *self._qmp.arguments,
            *("-mon", "chardev=qmp,mode=control"),
        )

    def __enter__(self):
        self._session.__enter__()
        try:
            self._qtest.accept()
            self._qmp.accept()
            self._qmp.receive()  # greeting
            self.qmp("qmp_capabilities")
            self._session.expect("ready\r\n")
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(self, *exception):
        self._qtest.close()
        self._qmp.close()
        return self._session.__exit__(*exception)

    def begin(self, command):
        """Has the program begin with a command; finish() has the answer."""
        self._session.send(command + "\n")

    def finish(self):
        """Returns the numbers that the program answers with."""
        self._session.expect("=")
        return [int(n) for n in self._session.expect("\r\n").split()]

    def ask(self, command):
        self.begin(command)
        return self.finish()

    def do(self, command):
        """As ask(), but fails unless the answer is STATUS_OK."""
        answer = self.ask(command)
        check(answer == [0], "%r is answered with %s" % (command, answer))

    def level(self, pin):
        """What the program reads at a pin."""
        status, high = self.ask("r %d" % pin)
        check(status == 0, "status %d from pin %d" % (status, pin))
        return high

    def end(self):
        """Ends the program and, with that, QEMU."""
        self._session.send("q\n")
        code = self._session.wait_for_exit()
        check(code == 0, "exit code %d" % code)

    def qtest(self, command):
        """Returns the answer to a command of qtest, without "OK"."""
        self._qtest.send(command)
        while True:
            word, _, rest = self._qtest.receive().partition(" ")
            if word != "IRQ":
                check(word == "OK", "%r: %s %s" % (command, word, rest))
                return rest
            self._edges.append(rest)

    def watch(self, device):
        """Begins to note what becomes of a device's outputs."""
        self.qtest("irq_intercept_out " + device)

    def edges(self):
        """What has become of outputs since the last time: "raise 17", ..."""
        self.qtest("endianness")  # after its answer there is nothing older
        edges, self._edges = self._edges, []
        return edges

    def qmp(self, command, **arguments):
        """Returns what a command of QMP returns."""
        self._qmp.send(json.dumps({"execute": command, "arguments": arguments}))
        while True:
            answer = json.loads(self._qmp.receive())
            check("error" not in answer, "%s: %s" % (command, answer))
            if "return" in answer:  # and not an event
                return answer["return"]


def outputs_are_seen(board, device, pins):
    """Fails unless each output is seen outside, and alone."""
    board.watch(device)
    for pin in pins:
        board.do("s %d" % pin)
        board.do("c %d" % pin)
        check(not board.edges(), "pin %d is driven as an input" % pin)
        board.do("f %d %d" % (pin, OUTPUT))
        for command, edge in (
            ("s", "raise"),
            ("c", "lower"),
            ("t", "raise"),
            ("t", "lower"),
        ):
            board.do("%s %d" % (command, pin))
            edges = board.edges()
            check(
                edges == ["%s %d" % (edge, pin)],
                "%s of pin %d is seen as %s" % (command, pin, edges),
            )


def inputs_are_read(board, pins, drive):
    """Fails unless the program reads what `drive(pin, level)` does."""
    for pin in pins:
        board.do("f %d %d" % (pin, INPUT))
    # One more high at a time, then one less.
    for level in (1, 0):
        for count, driven in enumerate(pins):
            drive(driven, level)
            for index, pin in enumerate(pins):
                expected = level if index <= count else 1 - level
                got = board.level(pin)
                check(
                    got == expected,
                    "pin %d reads as %d, pin %d is driven to %d"
                    % (pin, got, driven, level),
                )
