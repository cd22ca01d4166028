# SPDX-License-Identifier: Apache-2.0
"""Runs a test in QEMU and compares the runner's verdict.

usage: verdict_test.py LAUNCHER SECONDS VERDICT

The runner is told that SECONDS are its time limit. With an empty VERDICT the
test has to pass; else it has to fail, and the reason has to start with
VERDICT: on the terminal and in the JUnit report.
"""

import os
import pathlib
import subprocess
import sys
import time
import xml.etree.ElementTree

_MARK = "runner: FAILED: "


def _check(condition, message):
    if not condition:
        print("FAILED: " + message)
        sys.exit(1)


def _messages(report):
    root = xml.etree.ElementTree.parse(report).getroot()
    bad = [
        *root.iter("error"),
        *root.iter("failure"),
    ]
    suite = root.find("testsuite")
    _check(suite is not None, "no test suite in the report")
    counted = int(suite.get("errors")) + int(suite.get("failures"))
    _check(counted == len(bad), "the report's own counts are wrong")
    _check(
        int(suite.get("tests")) == len(list(root.iter("testcase"))) > 0,
        "the report's number of tests is wrong",
    )
    return [case.get("message") for case in bad]


def main(arguments):
    launcher, limit, verdict = arguments
    scratch = pathlib.Path(os.environ["TEST_TMPDIR"], "verdict")
    outputs = scratch / "outputs"
    outputs.mkdir(parents=True)
    report = scratch / "test.xml"
    environment = dict(
        os.environ,
        TEST_TIMEOUT=limit,
        TEST_UNDECLARED_OUTPUTS_DIR=str(outputs),
        XML_OUTPUT_FILE=str(report),
    )
    start = time.monotonic()
    result = subprocess.run(
        [os.path.abspath(launcher)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    # A flood is for the file, not for the reader.
    print(result.stdout[-2000:])
    print("(exit code %d after %.1f s)" % (result.returncode, seconds))

    # The runner stops at nine tenths of it, plus the time to start it.
    _check(seconds < float(limit) + 1, "the runner overran its time limit")
    messages = _messages(report)
    if not verdict:
        _check(result.returncode == 0, "a good program failed")
        _check(_MARK not in result.stdout, "a pass is called a failure")
        _check(not messages, "a pass is a failure in the report")
        _check(not list(outputs.iterdir()), "output of a pass was kept")
        return 0
    _check(result.returncode == 1, "a bad program passed")
    last = result.stdout.rstrip("\n").split("\n")[-1]
    _check(last.startswith(_MARK + verdict), "not the reason: " + verdict)
    _check(messages, "nothing failed in the report")
    _check((outputs / "uart.log").is_file(), "the output was not kept")
    if "tests failed" not in verdict:
        _check(
            messages[-1] == last[len(_MARK) :],
            "the report has another reason: %s" % messages[-1],
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
