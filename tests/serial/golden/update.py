# SPDX-License-Identifier: Apache-2.0
"""Makes the files what the boards say.

usage: bazel run //tests/serial/golden:update [-- BOARD...]

Without boards given, it asks all of them.
"""

import json
import os
import pathlib
import subprocess
import sys

_BOARDS = pathlib.Path("tests/serial/golden/boards.json")


def main(arguments):
    boards = arguments or json.loads(_BOARDS.read_text("utf-8"))["names"]
    # The server that has just built this program, with its output base.
    output_base = os.getcwd().partition("/execroot/")[0]
    workspace = os.environ["BUILD_WORKSPACE_DIRECTORY"]
    failed = 0
    for board in boards:
        failed |= subprocess.run(
            [
                os.path.join(workspace, "bazelw"),
                "--output_base=" + output_base,
                "run",
                "--noshow_progress",
                "--ui_event_filters=-info",
                "//tests/serial/golden:golden." + board,
                "--",
                "--update",
            ],
            cwd=workspace,
            check=False,
        ).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
