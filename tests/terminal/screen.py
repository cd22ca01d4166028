# SPDX-License-Identifier: Apache-2.0
"""A user at a screen: tmux, in it picocom, at its other end a board.

    def says_hello(image):
        with Screen(image) as screen:
            screen.type("echo hello", "Enter")
            screen.expect("daedalus> echo hello", "hello", "daedalus> █")

    run(says_hello)

The board is QEMU with one core in real time. All processes end with the screen,
whatever happens.
"""

import contextlib
import os
import pty
import subprocess
import termios
import time
import unicodedata

from tests.serial.session import PROMPT, Failure
from tests.terminal import tmux
from toolchains.packages import bundles

# In what is expected.
CURSOR = "█"


def _columns(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _mark(line, column):
    """Puts the cursor's sign into a line."""
    at = 0
    while column > 0 and at < len(line):
        column -= _columns(line[at])
        at += 1
    while at < len(line) and not _columns(line[at]):
        at += 1
    return line[:at] + " " * column + CURSOR + line[at:]


class Screen(contextlib.ExitStack):
    """One run of a board, from reset on. All but a prompt has been cleared."""

    def __init__(self, image, columns=80, rows=24):
        super().__init__()
        self._image = image
        self._size = columns, rows

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._start(stack)
            # Nothing went wrong.
            self.push(stack.pop_all())
        return self

    def _start(self, stack):
        tools = os.path.join(bundles.find_bundles()["terminal"], "bin")
        board, terminal = pty.openpty()
        stack.callback(os.close, terminal)
        # QEMU turns the processing of output on: no CR before each LF.
        attributes = termios.tcgetattr(terminal)
        attributes[1] &= ~termios.ONLCR
        termios.tcsetattr(terminal, termios.TCSANOW, attributes)
        picocom = os.path.join(tools, "picocom")
        self._tmux = stack.enter_context(
            tmux.Tmux(
                os.path.join(tools, "tmux"),
                self._size,
                [picocom, "--baud", "115200", os.ttyname(terminal)],
            )
        )
        try:
            # What a board says to nobody is lost.
            self._wait(lambda text: "Terminal ready" in text)
            self._power_on(stack, board)
        finally:
            os.close(board)
        self._wait(lambda text: text.endswith(PROMPT + CURSOR))
        self.type("clear", "Enter")
        self.expect(PROMPT + CURSOR)

    def _power_on(self, stack, board):
        image = self._image
        qemu = stack.enter_context(
            subprocess.Popen(
                [
                    image.qemu,
                    *image.machine_arguments,
                    *image.one_core_arguments,
                    *("-display", "none", "-monitor", "none"),
                    *("-no-user-config", "-no-reboot"),
                    # Ctrl-C is the board's.
                    *("-chardev", "stdio,id=terminal,signal=off"),
                    *("-serial", "chardev:terminal"),
                    *("-semihosting-config", "enable=on,target=native"),
                    *("-kernel", image.img),
                ],
                stdin=board,
                stdout=board,
            )
        )
        stack.callback(qemu.kill)

    def type(self, text, *keys):
        """Types text, then presses keys: see press()."""
        self._tmux.command("send-keys", "-l", "--", text)
        if keys:
            self.press(*keys)

    def press(self, *keys):
        """Presses keys. tmux calls them Up, Home, DC, BSpace, C-w, M-b."""
        self._tmux.command("send-keys", *keys)

    def paste(self, text):
        """Pastes, in brackets if the board has asked for them."""
        self._tmux.command("set-buffer", text)
        self._tmux.command("paste-buffer", "-p")

    def resize(self, columns, rows):
        """Makes the window larger or smaller. The board is not told."""
        self._tmux.command("resize-window", "-x", columns, "-y", rows)

    def text(self, *options):
        """What is to be seen, the cursor as CURSOR, no empty rows at its end.

        Args:
          *options: of tmux's capture-pane: "-e" shows colours, too.
        """
        lines = self._tmux.command("capture-pane", "-p", *options)
        column, row = self._tmux.command(
            "display-message", "-p", "#{cursor_x} #{cursor_y}"
        )[0].split()
        lines[int(row)] = _mark(lines[int(row)], int(column))
        return "\n".join(lines).rstrip("\n")

    def expect(self, *lines):
        """Waits until these lines, CURSOR in one of them, are all there is."""
        expected = "\n".join(lines)
        self._wait(lambda text: text == expected, expected)

    def _wait(self, is_right, expected=""):
        deadline = time.monotonic() + tmux.TIMEOUT_S
        while True:
            self._tmux.forget_news()
            text = self.text()
            if is_right(text):
                return
            try:
                self._tmux.wait_for_news(deadline)
            except tmux.TmuxError as error:
                raise Failure(
                    "%s on this screen:\n%s\n--- expected:\n%s\n---"
                    % (error, text, expected)
                ) from None
