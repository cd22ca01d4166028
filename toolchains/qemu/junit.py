# SPDX-License-Identifier: Apache-2.0
"""Writes a JUnit XML report."""

import re

from toolchains.qemu import tap

# Characters that XML 1.0 cannot hold, not even escaped (section 2.2).
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\r"): "&#13;",  # a parser makes it a line feed
}


def escape(text):
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)


def _testcase(suite, name, seconds, kind="", message="", text=""):
    head = '  <testcase classname="%s" name="%s" time="%.3f"' % (
        escape(suite),
        escape(name),
        seconds,
    )
    if not kind:
        return head + "/>\n"
    return '%s>\n   <%s message="%s">%s</%s>\n  </testcase>\n' % (
        head,
        kind,
        escape(message),
        escape(text),
        kind,
    )


def report(suite, results, error, seconds, output):
    """The XML for one program.

    Args:
      suite: name of the test program.
      results: list of tap.Result.
      error: what went wrong with the program as a whole, or "".
      seconds: how long it ran.
      output: all that it printed.
    """
    cases = []
    for result in results:
        details = "\n".join(result.details)
        kind, message = {
            tap.PASSED: ("", ""),
            tap.FAILED: ("failure", details.split("\n")[0] or "failed"),
            tap.SKIPPED: ("skipped", details.split("\n")[0]),
        }[result.verdict]
        cases.append(
            _testcase(
                suite, result.name, result.seconds, kind, message, details
            )
        )
    # The verdict on the program itself; without TAP it is the only one.
    if error or not results:
        kind = "error" if error else ""
        cases.append(_testcase(suite, suite, seconds, kind, error))
    failures = sum(r.verdict == tap.FAILED for r in results)
    skipped = sum(r.verdict == tap.SKIPPED for r in results)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<testsuites>\n"
        ' <testsuite name="%s" tests="%d" failures="%d" errors="%d"'
        ' skipped="%d" time="%.3f">\n'
        "%s"
        "  <system-out>%s</system-out>\n"
        " </testsuite>\n"
        "</testsuites>\n"
    ) % (
        escape(suite),
        len(cases),
        failures,
        1 if error else 0,
        skipped,
        seconds,
        "".join(cases),
        escape(output),
    )
