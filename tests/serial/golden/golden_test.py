# SPDX-License-Identifier: Apache-2.0
"""Every command, called well and badly, and its answer to the letter.

    golden_test IMAGE.json FILE... [--not=NAME] [--update]

README.md says more. --not names a file whose answers are of another build,
--update makes the others what the board says.
"""

import json
import os
import pathlib
import sys
import time

from tests import image as images
from tests.serial.golden import coverage, transcript
from tests.serial.session import ENTER, Ended, Failure, Session, check

_BOARDS = pathlib.Path("tests/serial/golden/boards.json")
_NOT = "--not="
_UPDATE = "--update"
_ENDS = "<QEMU ends with "


class Player:
    """Types what files say, and keeps a board for it.

    Attributes:
      boots: how often one was started.
    """

    def __init__(self, image):
        self.boots = 0
        self._image = image
        self._arguments = None
        self._session = None

    def play(self, file, step):
        """Returns the answer of the board to a step, as shown() has it."""
        session = self._board(file.arguments)
        session.send(step.command + ENTER)
        echo = session.expect("\r\n")
        check(
            echo == step.command or "\x1b" in echo,
            "%r is shown as %r" % (step.command, echo),
        )
        output = ""
        place = 0  # of the next line in the answer
        keys = []
        for place, line in enumerate(step.lines(self._image.board)):
            key = transcript.key_of(line)
            if key is None:
                continue
            for _ in range(place - len(keys) - output.count("\n")):
                output += session.expect("\r\n") + "\r\n"
            keys.append((place, line))
            session.send(key)
        try:
            output += session.wait_for_prompt()
            lines = transcript.shown(output)
        except Ended as end:
            lines = transcript.shown(output + end.before)
            lines.append("%s%d>" % (_ENDS, session.wait_for_exit()))
            self.leave()
        for place, line in keys:
            lines.insert(place, line)
        return lines

    def leave(self):
        """Ends the board, if there is one."""
        if self._session:
            self._session.__exit__(None)
        self._session = None

    def _board(self, arguments):
        if self._session and arguments != self._arguments:
            self.leave()
        if not self._session:
            self.boots += 1
            self._arguments = arguments
            self._session = Session(self._image, *arguments)
            self._session.wait_for_prompt()
        return self._session


def _facts(image):
    return {
        "board": image.board,
        "chip": image.chip,
        "core": image.core,
        "entry_level": image.entry_level,
        "heap": image.heap,
        "ram": image.ram,
    }


def _read(paths, board):
    boards = transcript.Boards(**json.loads(_BOARDS.read_text("utf-8")))
    files = [
        transcript.Transcript(path.name, path.read_text("utf-8"), boards)
        for path in paths
    ]
    # Those that need a board of their own, or end it, come last.
    return sorted(
        files,
        key=lambda file: (
            bool(file.arguments),
            any(
                line.startswith(_ENDS)
                for step in file.steps
                for line in step.lines(board)
            ),
        ),
    )


def _tell(file, step, lines):
    print(
        "FAILED: %s:%d: %s%s"
        % (file.name, step.at, transcript.PROMPT, step.command)
    )
    print("\n".join(lines), flush=True)


def _play_all(image, files, other, update):
    """Plays the files, but not the one with the name `other`.

    Returns how many answers are not as they should be.
    """
    start = time.monotonic()
    player = Player(image)
    facts = _facts(image)
    calls = coverage.Calls()
    count = wrong = 0
    for file in files:
        for step in file.steps:
            # What cannot be done well here can be elsewhere.
            for board in step.boards:
                if board != image.board or file.name == other:
                    calls.add(step.command, step.lines(board))
            if image.board not in step.boards or file.name == other:
                continue
            count += 1
            try:
                lines = player.play(file, step)
            except Failure as failure:
                wrong += 1
                _tell(file, step, [str(failure)])
                player.leave()
                continue
            calls.add(step.command, lines)
            pairs = transcript.align(step.lines(image.board), lines, facts)
            different = transcript.difference(pairs)
            if different and update:
                step.replace(image.board, transcript.renewed(pairs))
            elif different:
                wrong += 1
                _tell(file, step, different)
    player.leave()
    missing = calls.missing()
    for what in missing:
        print("FAILED: no golden session: " + what)
    print(
        "%d calls on %s, %d not as in the file, %d missing; %d boots, %.1f s"
        % (
            count,
            image.board,
            wrong,
            len(missing),
            player.boots,
            time.monotonic() - start,
        )
    )
    return wrong + len(missing)


def main(arguments):
    image = images.Image(arguments[0])
    words = [word for word in arguments if word.startswith("--")]
    paths = [pathlib.Path(name) for name in arguments[1:] if name not in words]
    other = "".join(
        word.removeprefix(_NOT) for word in words if word.startswith(_NOT)
    )
    update = _UPDATE in words
    if update:
        # Where the user has them, not copies.
        root = pathlib.Path(os.environ["BUILD_WORKSPACE_DIRECTORY"])
        paths = [root / path for path in paths]
    files = _read(paths, image.board)
    wrong = _play_all(image, files, other, update)
    if update:
        for path in paths:
            (file,) = [file for file in files if file.name == path.name]
            path.write_text(file.text(), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
