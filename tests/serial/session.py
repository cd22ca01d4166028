# SPDX-License-Identifier: Apache-2.0
"""A user at the serial terminal of a board.

    def says_hello(image):
        with Session(image) as session:
            session.wait_for_prompt()
            check_equal(session.command("echo hello"), "hello\n")

    run(says_hello)

The board is QEMU with all its cores in real time, booting the raw image; the
terminal is a pseudo terminal. QEMU ends with the session, whatever happens.
"""

import os
import signal
import subprocess
import sys
import termios
import threading
import time

import pexpect

from tests import image as images

PROMPT = "daedalus> "
ENTER = "\r"
CTRL_A = "\x01"
CTRL_C = "\x03"
BELL = "\a"

# Far more than anything takes, also on a busy machine.
_TIMEOUT_S = 30


class Failure(Exception):
    """The board did not do what it should."""


class Ended(Failure):
    """The emulator ended before the board printed what was waited for.

    Attributes:
      before: what it printed until then.
    """

    def __init__(self, text, before):
        super().__init__(
            "EOF while waiting for %r after %r" % (text, before[-200:])
        )
        self.before = before


def check(condition, message):
    if not condition:
        raise Failure(message)


def check_equal(actual, expected):
    """Compares texts and says where they part."""
    if actual == expected:
        return
    at = 0
    while at < min(len(actual), len(expected)) and actual[at] == expected[at]:
        at += 1
    near = slice(max(0, at - 20), at + 40)
    raise Failure(
        "at %d of %d characters: expected ...%r..., got ...%r..."
        % (at, len(expected), expected[near], actual[near])
    )


def run(*tests):
    """Runs tests on the image that the command line names, then exits."""
    image = images.Image(sys.argv[1])
    failed = 0
    for test in tests:
        name = "%s on %s" % (test.__name__, image.board)
        start = time.monotonic()
        try:
            test(image)
        except Failure as failure:
            failed += 1
            print("FAILED: %s: %s" % (name, failure), flush=True)
            continue
        seconds = time.monotonic() - start
        print("ok: %s (%.1f s)" % (name, seconds), flush=True)
    sys.exit(1 if failed else 0)


class Session:
    """One run of an emulator, from reset on.

    Attributes:
      log: everything the board printed.
      process_id: of QEMU.
    """

    def __init__(self, image, *qemu_arguments, kernel=None, command=None):
        """Starts the board.

        Args:
          image: images.Image.
          *qemu_arguments: besides those that make QEMU the board.
          kernel: what to boot instead of the raw image.
          command: what to start instead of QEMU.
        """
        command = command or [
            image.qemu,
            *image.machine_arguments,
            *("-display", "none", "-monitor", "none", "-no-user-config"),
            # Ctrl-C is the board's.
            *("-chardev", "stdio,id=terminal,signal=off"),
            *("-serial", "chardev:terminal"),
            *("-semihosting-config", "enable=on,target=native"),
            *("-kernel", kernel or image.img),
            *qemu_arguments,
        ]
        self.log = _Log()
        self._process = pexpect.spawn(
            command[0],
            list(command[1:]),
            timeout=_TIMEOUT_S,
            maxread=1 << 16,
            encoding="utf-8",
            codec_errors="replace",
            preexec_fn=_bytes_as_they_are,
        )
        self.process_id = self._process.pid
        self._pending = ""  # read, but not expected yet

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self._process.isalive():
            self._process.kill(signal.SIGKILL)  # only this one, by its id
        self._process.close()
        if kind:
            print("--- the board's last words ---")
            print(self.log.tail())
        return False

    def send(self, text):
        """Sends keys at once. At most some hundred: see paste()."""
        os.write(self._process.child_fd, text.encode())

    def paste(self, text):
        """Sends any amount of text while the board's answers are read.

        Returns a context manager; expect the answers inside of it:

            with session.paste(lines):
                session.expect(last_answer)
        """
        return _Paste(self._process, text)

    def run_on_line(self, command, timeout=_TIMEOUT_S):
        """Hands the serial line to a program, as its standard input and output.

        As a terminal program does with one that sends a file. Returns the
        program's exit code.
        """
        with subprocess.Popen(
            command,
            stdin=self._process.child_fd,
            stdout=self._process.child_fd,
        ) as program:
            try:
                return program.wait(timeout)
            except subprocess.TimeoutExpired:
                program.kill()
                raise Failure("%s does not end" % command[0]) from None

    def _read(self, timeout):
        """The next output, whatever it is. Raises pexpect's exceptions."""
        text = self._process.read_nonblocking(1 << 16, max(0, timeout))
        self.log.write(text)
        return text

    def expect(self, text, timeout=_TIMEOUT_S):
        """Waits until the board prints `text`.

        Returns what it printed before.
        """
        deadline = time.monotonic() + timeout
        searched = 0
        while (at := self._pending.find(text, searched)) < 0:
            searched = max(0, len(self._pending) - len(text))
            try:
                self._pending += self._read(deadline - time.monotonic())
            except pexpect.TIMEOUT:
                raise Failure(
                    "TIMEOUT while waiting for %r after %r"
                    % (text, self._pending[-200:])
                ) from None
            except pexpect.EOF:
                before, self._pending = self._pending, ""
                raise Ended(text, before) from None
        before = self._pending[:at]
        self._pending = self._pending[at + len(text) :]
        return before

    def expect_output(self, text, timeout=_TIMEOUT_S):
        """Reads as much as `text` has and fails if it is not the same.

        `timeout` is the longest silence: a long text may take longer.
        """
        pieces = [self._pending]
        missing = len(text) - len(self._pending)
        while missing > 0:
            try:
                pieces.append(self._read(timeout))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
            missing -= len(pieces[-1])
        output = "".join(pieces)
        self._pending = output[len(text) :]
        check_equal(output[: len(text)], text)

    def expect_silence(self, seconds=0.3):
        """Fails if the board prints anything within the time."""
        try:
            self._pending += self._read(seconds)
        except pexpect.TIMEOUT:
            pass
        check(not self._pending, "unexpected output: %r" % self._pending)

    def wait_for_prompt(self, timeout=_TIMEOUT_S):
        """Waits for the next prompt. Returns what was printed before it."""
        return self.expect(PROMPT, timeout)

    def command(self, line):
        """Enters a line at the prompt and waits for the next prompt.

        Returns the answer, without the echo, with "\\n" as line end.
        """
        self.send(line + ENTER)
        output = self.wait_for_prompt()
        echo = line + "\r\n"
        check(
            output.startswith(echo), "%r echoed as %r" % (line, output[:200])
        )
        return output[len(echo) :].replace("\r\n", "\n")

    def wait_for_cores(self, timeout=_TIMEOUT_S):
        """Waits until no core of the board is off: they come by themselves.

        Returns the answer of `cpu` then.
        """
        deadline = time.monotonic() + timeout
        while " off" in (answer := self.command("cpu")):
            check(time.monotonic() < deadline, "cores are off: %r" % answer)
        return answer

    def wait_for_exit(self, timeout=_TIMEOUT_S):
        """Waits until the emulator ends. Returns its exit code."""
        deadline = time.monotonic() + timeout
        try:
            while True:
                self._pending += self._read(deadline - time.monotonic())
        except pexpect.TIMEOUT:
            raise Failure("the emulator does not end") from None
        except pexpect.EOF:
            self._process.wait()
        if self._process.exitstatus is None:
            raise Failure(
                "the emulator was killed by signal %s"
                % self._process.signalstatus
            )
        return self._process.exitstatus


def _bytes_as_they_are():
    """In the child: no CR before each LF that QEMU writes.

    QEMU itself makes the terminal raw in all other ways.
    """
    attributes = termios.tcgetattr(1)
    attributes[1] &= ~termios.ONLCR
    termios.tcsetattr(1, termios.TCSANOW, attributes)


class _Log:
    """Keeps what was read, in pieces."""

    def __init__(self):
        self._pieces = []

    def write(self, text):
        self._pieces.append(text)

    def text(self):
        return "".join(self._pieces)

    def forget(self):
        self._pieces.clear()

    def tail(self, count=2000):
        return self.text()[-count:]


class _Paste:
    """Writes in a thread: a terminal that nobody reads takes no more input."""

    def __init__(self, process, text):
        self._thread = threading.Thread(
            target=self._write, args=(process, text), daemon=True
        )
        self._error = None

    def _write(self, process, text):
        data = text.encode()
        try:
            while data:
                data = data[os.write(process.child_fd, data) :]
        except OSError as error:
            self._error = error

    def __enter__(self):
        self._thread.start()

    def __exit__(self, kind, *_):
        if kind is None:
            self._thread.join(_TIMEOUT_S)
            if self._thread.is_alive():
                raise Failure("the board took only a part of the input")
            if self._error:
                raise Failure("sending failed: %s" % self._error)
        return False
