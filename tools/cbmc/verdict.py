# SPDX-License-Identifier: Apache-2.0
"""Decides by what CBMC printed whether a proof is one."""

import dataclasses
import re

_PROPERTY = re.compile(
    r"^\[(?P<id>\S+)\] (?:line (?P<line>\d+) )?(?P<text>.*): "
    r"(?P<verdict>SUCCESS|FAILURE|UNKNOWN|ERROR)$"
)
_TOTAL = re.compile(r"^\*\* (\d+) of (\d+) failed", re.M)
_REACHES = "reaches: "
_WRAPS = "arithmetic overflow on unsigned "


@dataclasses.dataclass(frozen=True)
class Property:
    """One property and what CBMC says of it."""

    id: str
    line: str
    text: str
    verdict: str

    @property
    def function(self):
        return self.id.partition(".")[0]


def parse(output):
    """Returns the properties in CBMC's plain output.

    Raises ValueError unless there are as many, and as many failed, as CBMC
    says at the end.
    """
    properties = [
        Property(**match.groupdict())
        for match in map(_PROPERTY.match, output.splitlines())
        if match
    ]
    total = _TOTAL.findall(output)
    failed = sum(p.verdict == "FAILURE" for p in properties)
    if len(total) != 1 or total[0] != (str(failed), str(len(properties))):
        raise ValueError("CBMC came to no end")
    return properties


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What is wrong with a proof, and what is in it."""

    checked: int
    reached: int
    wrapping: int
    failed: list  # of Property: do not hold
    unknown: list  # of Property: come only after one that does not hold
    vacuous: list  # of Property: no run gets there


def judge(properties, wraps):
    """Sorts the properties; wrapping is allowed in the functions `wraps`."""
    failed = []
    unknown = []
    vacuous = []
    reached = 0
    wrapping = 0
    for p in properties:
        if p.text.startswith(_REACHES):
            reached += p.verdict == "FAILURE"
            if p.verdict != "FAILURE":
                vacuous.append(p)
        elif p.verdict == "FAILURE":
            if p.text.startswith(_WRAPS) and p.function in wraps:
                wrapping += 1
            else:
                failed.append(p)
        elif p.verdict != "SUCCESS":
            unknown.append(p)
    checked = len(properties) - reached - len(vacuous) - wrapping
    return Verdict(checked, reached, wrapping, failed, unknown, vacuous)
