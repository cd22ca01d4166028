# SPDX-License-Identifier: Apache-2.0
"""Which calls of commands there have to be: a good and a bad one per form.

The forms are those of the commands' own usages, as `help` shows them.
"""

import re

_COMMAND = re.compile(r"  (\S+) +\S.*")
_USAGE = re.compile(r"(?:Usage: |       )(\S.*)")

# Nothing that can be said to these is wrong.
_NEVER_BAD = [["echo"]]
# These need somebody who sends a file: tests/serial/load_test.py.
_NEVER_GOOD = [["go"], ["load"]]


class Calls:
    """What was typed, and what it says about commands."""

    def __init__(self):
        self._commands = []
        self._forms = {}  # command -> list of the words that a form begins with
        self._calls = []  # of (words, is good)

    def add(self, line, answer):
        """Adds a line that was typed, and its answer, a list of lines."""
        words = line.split()
        if words == ["help"]:
            self._commands = [
                found[1] for text in answer if (found := _COMMAND.match(text))
            ]
        elif len(words) == 2 and words[0] == "help":
            self._forms[words[1]] = _forms(words[1], answer)
        if words:
            is_bad = any(text.startswith(words[0] + ": ") for text in answer)
            self._calls.append((words, not is_bad))

    def missing(self):
        """What is not there, in words."""
        if not self._commands:
            return ["help"]
        result = []
        for command in self._commands:
            if command not in self._forms:
                result.append("help " + command)
            for form in self._forms.get(command, []):
                result += self._missing_of(form)
        return result

    def _missing_of(self, form):
        found = {
            good for words, good in self._calls if words[: len(form)] == form
        }
        result = []
        if True not in found and form not in _NEVER_GOOD:
            result.append("a good call of " + " ".join(form))
        if False not in found and form not in _NEVER_BAD:
            result.append("a bad call of " + " ".join(form))
        return result


def _forms(command, answer):
    forms = []
    for text in answer:
        usage = _USAGE.match(text)
        if not usage or usage[1].split()[0] != command:
            continue
        form = [command]
        for word in usage[1].split()[1:]:
            # A value, a choice or what may be left out.
            if not re.fullmatch(r"[a-z-]+", word):
                break
            form.append(word)
        forms.append(form)
    return forms
