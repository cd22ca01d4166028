# SPDX-License-Identifier: Apache-2.0
"""Sessions as text: what is typed, and what answers. README.md has the format.

No board is needed for anything here.
"""

import difflib
import re

PROMPT = "daedalus> "
ANY_LINES = "..."
_FOR_BOARDS = re.compile(r"\[([a-z]\w*(?: [a-z]\w*)*)\] (.*)", re.S)
_KEY = re.compile(r"<key (.*)>")
_ARGUMENTS = re.compile(r"# QEMU: (.*)")
_PATTERNS = {
    "number": r"\d+",
    "hex": r"[0-9a-fA-F]+",
    "any": r".+?",
}
_PLACE = re.compile(r"( *)<(\w+)>( *)")
_CONTROL = {"\x1b": "<esc>", "\a": "<bell>", "\r": "<cr>"}
_EMPTY = "<empty>"
_NO_NEWLINE = "<no newline>"
# Of a line that ends in spaces, which nobody would see.
_END = "<end>"


class Boards:
    """Which there are, and what a file calls them.

    Attributes:
      names: of all.
    """

    def __init__(self, names, groups):
        """Takes the names of all boards, and lists of them by their name."""
        self.names = names
        self._groups = groups

    def parse(self, line):
        """Returns (names of the boards that a line is for, the rest of it)."""
        found = _FOR_BOARDS.fullmatch(line)
        if not found:
            return self.names, line
        words = found[1].split()
        named = sum((self._groups.get(word, [word]) for word in words), [])
        if not set(named) <= set(self.names):
            return self.names, line
        return [board for board in self.names if board in named], found[2]

    def mark(self, boards, everywhere, line):
        """Returns the line of a file for `boards` out of `everywhere`."""
        if boards == everywhere:
            return line
        for name, group in self._groups.items():
            if boards == [board for board in group if board in everywhere]:
                return "[%s] %s" % (name, line)
        return "[%s] %s" % (" ".join(boards), line)


class Step:
    """A line that is typed, and its answer.

    Attributes:
      at: number of its line in the file.
      before: lines above it, comments and what parts it from the step before.
      boards: names of those it is for.
      command: what is typed.
      answer: list of (boards, line), keys among them.
    """

    def __init__(self, at, before, boards, command):
        self.at = at
        self.before = before
        self.boards = boards
        self.command = command
        self.answer = []

    def lines(self, board):
        """The answer of one board, keys among its lines."""
        return [line for boards, line in self.answer if board in boards]

    def replace(self, board, lines):
        """Makes `lines` the answer of `board`; the others keep theirs."""
        merged = []
        for each in self.boards:
            merged = _merge(
                merged, lines if each == board else self.lines(each), each
            )
        self.answer = merged


class Transcript:
    """One file.

    Attributes:
      name: of the file.
      arguments: of QEMU, besides those that make it the board.
      steps: list of Step.
    """

    def __init__(self, name, text, boards):
        """Reads the text of a file.

        Args:
          name: of the file.
          text: string.
          boards: Boards.
        """
        self.name = name
        self._all = boards
        self.arguments = []
        self.steps = []
        before = []
        for at, line in enumerate(text.splitlines(), 1):
            arguments = _ARGUMENTS.fullmatch(line)
            if arguments:
                self.arguments = arguments[1].split()
            if not line or line.startswith("# "):
                before.append(line)
                continue
            boards, line = self._all.parse(line)
            if line.startswith(PROMPT.rstrip()):
                command = line[len(PROMPT) :].removesuffix(_END)
                step = Step(at, before, boards, command)
                self.steps.append(step)
                before = []
            elif before or not self.steps:
                raise ValueError("%s:%d: no prompt" % (name, at))
            else:
                step = self.steps[-1]
                common = [board for board in boards if board in step.boards]
                step.answer.append((common, line))
        self._after = before

    def text(self):
        """What the file has to be."""
        lines = []
        for step in self.steps:
            lines += step.before
            typed = PROMPT + step.command
            typed = _with_end(typed) if step.command else PROMPT.rstrip()
            lines.append(self._all.mark(step.boards, self._all.names, typed))
            lines += [
                self._all.mark(boards, step.boards, line)
                for boards, line in step.answer
            ]
        return "\n".join(lines + self._after) + "\n"


def _with_end(line):
    return line + _END if line.endswith(" ") else line


def _merge(merged, lines, board):
    """Adds the lines of one board more to a list of (boards, line)."""
    known = [line for _, line in merged]
    matcher = difflib.SequenceMatcher(None, known, lines, autojunk=False)
    result = []
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            result += [
                (boards + [board], line) for boards, line in merged[i:i_end]
            ]
        else:
            result += merged[i:i_end]
            result += [([board], line) for line in lines[j:j_end]]
    return result


def key_of(line):
    """The key that a line of an answer stands for, or None."""
    found = _KEY.fullmatch(line)
    if not found:
        return None
    return found[1].replace("Ctrl-C", "\x03").replace("ESC", "\x1b")


def shown(output):
    """Output of a board as lines of an answer."""
    for control, name in _CONTROL.items():
        output = output.replace("\r\n", "\n").replace(control, name)
    output = re.sub(
        r"[\x00-\x09\x0b-\x1f\x7f]", lambda c: "<%02x>" % ord(c[0]), output
    )
    lines = output.split("\n")
    if lines[-1]:
        lines[-1] += _NO_NEWLINE
    else:
        del lines[-1]
    return [_with_end(line) or _EMPTY for line in lines]


def is_like(pattern, line, facts):
    """Whether a line is what one of the file stands for.

    Args:
      pattern: of the file.
      line: of shown().
      facts: dict, what else can be between < and >.
    """
    if pattern == line:
        return True
    expression = ""
    end = 0
    for place in _PLACE.finditer(pattern):
        expression += re.escape(pattern[end : place.start()])
        end = place.end()
        before, name, after = place.groups()
        if name in facts:
            inner = re.escape(str(facts[name]))
        elif name in _PATTERNS:
            inner = _PATTERNS[name]
        else:
            inner = re.escape("<%s>" % name)
        # Columns are as wide as what is in them.
        expression += (" +" if before else "") + inner
        expression += " +" if after else ""
    expression += re.escape(pattern[end:])
    return re.fullmatch(expression, line) is not None


def align(patterns, lines, facts):
    """Lays an answer beside the one of the file.

    Returns:
      List of (pattern or None, line or None), as few Nones as can be.
      ANY_LINES is beside each line that it stands for, or beside "".
    """
    height, width = len(patterns), len(lines)
    like = {}  # of pairs, as far as looked at

    def fits(i, j):
        if (i, j) not in like:
            like[i, j] = is_like(patterns[i], lines[j], facts)
        return like[i, j]

    if height == width and all(fits(i, i) for i in range(height)):
        return list(zip(patterns, lines))
    # cost[i][j]: of the rest from there on.
    cost = [[0] * (width + 1) for _ in range(height + 1)]
    ways = [[None] * (width + 1) for _ in range(height + 1)]
    for i in range(height, -1, -1):
        for j in range(width, -1, -1):
            choices = []
            if i < height and patterns[i] == ANY_LINES:
                choices.append((cost[i + 1][j], "none"))
                if j < width:
                    choices.append((cost[i][j + 1], "any"))
            elif i < height:
                if j < width and fits(i, j):
                    choices.append((cost[i + 1][j + 1], "both"))
                choices.append((cost[i + 1][j] + 1, "pattern"))
            if j < width:
                choices.append((cost[i][j + 1] + 1, "line"))
            if choices:
                cost[i][j], ways[i][j] = min(choices, key=lambda c: c[0])
    pairs = []
    i = j = 0
    while (way := ways[i][j]) is not None:
        pattern = patterns[i] if i < height else None
        line = lines[j] if j < width else None
        if way == "none":
            pairs.append((pattern, ""))
        elif way in ("both", "any"):
            pairs.append((pattern, line))
        elif way == "pattern":
            pairs.append((pattern, None))
        else:
            pairs.append((None, line))
        i += way in ("none", "both", "pattern")
        j += way in ("any", "both", "line")
    return pairs


def difference(pairs):
    """What to show of align(); empty if there is none."""
    if all(None not in pair for pair in pairs):
        return []
    lines = []
    for pattern, line in pairs:
        if pattern is None:
            lines.append("+ " + line)
        elif line is None:
            lines.append("- " + pattern)
        else:
            lines.append("  " + (line or pattern))
    return lines


def renewed(pairs):
    """The answer of align() for the file, what still fits as it was there."""
    lines = []
    for pattern, line in pairs:
        if line is None:
            continue
        if pattern != ANY_LINES or lines[-1:] != [ANY_LINES]:
            lines.append(line if pattern is None else pattern)
    return lines
