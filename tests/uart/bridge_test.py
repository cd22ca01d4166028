# SPDX-License-Identifier: Apache-2.0
"""Two UARTs at once: guest.c carries bytes from each to the other."""

import random
import re
import socket
import string
import threading

from tests.serial.session import Failure, Session, check, check_equal, run

_TIMEOUT_S = 30
_END = "\x04"

# Many times what rings and FIFOs hold.
_LENGTH = 20000


class _Port:
    """The other end of the second UART."""

    def __init__(self):
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.settimeout(_TIMEOUT_S)
        # A free name, and none of the file system.
        self._listener.bind("")
        self._listener.listen(1)
        self.arguments = [
            "-chardev",
            "socket,id=second,abstract=on,path=%s"
            % self._listener.getsockname()[1:].decode(),
            "-serial",
            "chardev:second",
        ]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.close()

    def connect(self):
        self._connection, _ = self._listener.accept()
        self._connection.settimeout(_TIMEOUT_S)

    def send(self, text):
        self._connection.sendall(text.encode())

    def receive(self, count):
        pieces = []
        while count > 0:
            try:
                piece = self._connection.recv(count)
            except TimeoutError:
                piece = b""
            if not piece:
                raise Failure("%d bytes are missing at the second" % count)
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces).decode()


def _text(seed):
    letters = random.Random(seed)
    return "".join(
        letters.choice(string.ascii_letters + string.digits)
        for _ in range(_LENGTH)
    )


def _end(session):
    session.send(_END)
    counts = re.search(
        r"interrupts (\d+) (\d+), overruns 0 0\r\n",
        session.expect("exit status 0"),
    )
    check(counts, "it says nothing, or overruns: %r" % session.log.tail(200))
    check(int(counts[1]) > 0, "the console did not interrupt")
    check(int(counts[2]) > 0, "the second did not interrupt")


def both_ways_at_once(image):
    outward, inward = _text(1), _text(2)
    with _Port() as port, Session(image, *port.arguments) as session:
        port.connect()
        session.expect("ready\r\n")
        sender = threading.Thread(target=port.send, args=(inward,))
        received = []
        receiver = threading.Thread(
            target=lambda: received.append(port.receive(_LENGTH))
        )
        sender.start()
        receiver.start()
        with session.paste(outward):
            session.expect_output(inward)
        sender.join()
        receiver.join()
        check(received, "the second got nothing, or not all")
        check_equal(received[0], outward)
        _end(session)


def a_byte_at_a_time(image):
    with _Port() as port, Session(image, *port.arguments) as session:
        port.connect()
        session.expect("ready\r\n")
        for byte in string.ascii_letters * 4:
            session.send(byte)
            check_equal(port.receive(1), byte)
            port.send(byte)
            session.expect_output(byte)
        _end(session)


if __name__ == "__main__":
    run(both_ways_at_once, a_byte_at_a_time)
