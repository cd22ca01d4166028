# SPDX-License-Identifier: Apache-2.0
"""Orders Debian version strings (Debian policy manual, 5.6.12)."""

import functools
import re


def _order(character):
    """Ranks one character: '~' before the end, letters before the rest."""
    if character == "~":
        return -1
    if character.isalpha():
        return ord(character)
    return ord(character) + 256


def _key(part):
    """Turns one part of a version into a list that Python can compare.

    Text and numbers alternate, text first; text ends with rank 0 so that
    "~" sorts before the end of the string and everything else after it.
    """
    key = []
    for text, number in re.findall(r"(\D*)(\d*)", part):
        key.append(([_order(c) for c in text] + [0], int(number or "0")))
    return key


def _split(version):
    epoch, colon, rest = version.partition(":")
    if not colon:
        epoch, rest = "0", version
    upstream, dash, revision = rest.rpartition("-")
    if not dash:
        upstream, revision = rest, ""
    return int(epoch), _key(upstream), _key(revision or "0")


def compare(left, right):
    """Returns a negative, zero or positive number, like the C library does."""
    a, b = _split(left), _split(right)
    return (a > b) - (a < b)


sort_key = functools.cmp_to_key(compare)
