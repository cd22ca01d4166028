# SPDX-License-Identifier: Apache-2.0
"""tmux with one window in it, steered through its control mode.

There it tells when something was written to the screen (man tmux, CONTROL
MODE), so that nobody has to look again and again.
"""

import os
import re
import select
import subprocess
import tempfile
import time

from tests.serial.session import Failure

# Far more than anything takes, also on a busy machine.
TIMEOUT_S = 30


class TmuxError(Failure):
    """tmux has ended, is silent, or does not like what it was told."""


def _quote(word):
    special = re.compile(r"[\x00-\x1f\"$\\~]")
    return '"%s"' % special.sub(lambda c: "\\%03o" % ord(c[0]), str(word))


class Tmux:
    """A server of our own, with no configuration, and its one client.

    All is over with the context; the window's program gets SIGHUP.
    """

    def __init__(self, tmux, size, command):
        """Prepares it.

        Args:
          tmux: path of the program.
          size: (columns, rows).
          command: list, what runs in the window.
        """
        # The socket's path is relative: an absolute one may be too long.
        self._tmux = [os.path.abspath(tmux), "-S", "socket", "-f", os.devnull]
        self._window = ["-x", str(size[0]), "-y", str(size[1]), *command]
        self._processes = []
        self._unread = b""
        self._has_news = False

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(
            dir=os.environ.get("TEST_TMPDIR")
        )
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self._processes):
            process.kill()
            process.communicate()
        self._folder.cleanup()

    def _start(self):
        deadline = time.monotonic() + TIMEOUT_S
        # -D: our child, not a daemon.
        server = self._spawn("-D", stdin=subprocess.DEVNULL)
        while self._spawn(
            "-N", "start-server", stderr=subprocess.DEVNULL
        ).wait():
            if server.poll() is not None or time.monotonic() > deadline:
                raise TmuxError("no server")
        self._client = self._spawn(
            *("-N", "-C", "new-session", *self._window),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        while not self._line(deadline).startswith("%session-changed "):
            pass

    def _spawn(self, *arguments, **keywords):
        process = subprocess.Popen(
            [*self._tmux, *arguments], cwd=self._folder.name, **keywords
        )
        self._processes.append(process)
        return process

    def _line(self, deadline):
        """The client's next line."""
        output = self._client.stdout.fileno()
        while b"\n" not in self._unread:
            left = max(0, deadline - time.monotonic())
            if not select.select([output], [], [], left)[0]:
                raise TmuxError("silence")
            data = os.read(output, 1 << 16)
            if not data:
                raise TmuxError("the end")
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\n")
        # What it says of output may be half a character.
        return line.decode(errors="replace")

    def command(self, *words):
        """Runs one command. Returns the lines that it prints."""
        request = " ".join(map(_quote, words)) + "\n"
        self._client.stdin.write(request.encode())
        self._client.stdin.flush()
        deadline = time.monotonic() + TIMEOUT_S
        # "%begin time number 1"; 0 is for what was not asked here.
        while not (
            (line := self._line(deadline)).startswith("%begin ")
            and line.endswith(" 1")
        ):
            self._has_news = True
        _, mark = line.split(" ", 1)
        lines = []
        while (line := self._line(deadline)) != "%end " + mark:
            if line == "%error " + mark:
                raise TmuxError("%s: %s" % (request, lines))
            lines.append(line)
        return lines

    def forget_news(self):
        """What happens from now on is news."""
        self._has_news = False

    def wait_for_news(self, deadline):
        """Waits until something happens, or has since forget_news()."""
        while not self._has_news:
            self._line(deadline)
            self._has_news = True
