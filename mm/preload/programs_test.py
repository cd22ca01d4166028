# SPDX-License-Identifier: Apache-2.0
"""Unmodified programs do the same with our malloc as with the C library's."""

import os
import resource
import sys
import tempfile
import unittest

from mm.preload import runner, scenarios

# Program -> the least number of processes of it that report.
_PROCESSES = {
    "clang": {"clang": 1},
    "gcc": {"cc1": 1},
    "git": {"git": 40},
    "lld": {"ld.lld": 4},
    "python": {"python3": 1},
    "python_malloc": {"python3": 1},
    "sqlite": {"sqlite3": 1},
}

# So loose that only a blunder exceeds it, however busy the machine is; timing.py
# measures.
_TIMES_SLOWER = 4


# Starts eight threads that are there at the same time.
_THREADS = """
import threading
barrier = threading.Barrier(9)
threads = [threading.Thread(target=barrier.wait) for _ in range(8)]
for thread in threads:
    # Or, if one does not start, those that wait for it would keep the process.
    thread.daemon = True
    thread.start()
barrier.wait()
print(len(threads))
"""


def _allow_150_mib():
    resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))
    # Of each thread's stack, too.
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, most))


def _perform(scenario, preload):
    with tempfile.TemporaryDirectory() as folder:
        run = runner.Runner(folder, preload)
        same = scenario(run).replace(folder.encode(), b"<folder>")
        seconds = sum(result.seconds for result in run.results)
        return same, seconds, run.reports()


class ProgramsTest(unittest.TestCase):
    def test_every_scenario_is_expected_to_report(self):
        names = {scenario.__name__ for scenario in scenarios.SCENARIOS}
        self.assertEqual(names, set(_PROCESSES))

    def test_python_through_the_environment(self):
        with tempfile.TemporaryDirectory() as folder:
            run = runner.Runner(folder, preload=False)
            command = run.command(
                "python",
                "usr/bin/python3.11",
                run.path("python", "usr/bin/python3"),
            )
            report = os.path.join(folder, "report")
            printed = run.check(
                command + ["-s", "-c", "import json, threading; print(7)"],
                environment={
                    "LD_PRELOAD": runner.LIBRARY,
                    "MM_PRELOAD_REPORT": report,
                },
            )
            self.assertEqual(b"7\n", printed)
            self.assertEqual(["python3"], [name for name, _ in run.reports()])


    def test_little_address_space_has_room_for_stacks(self):
        for preload in (False, True):
            with (
                self.subTest(preload=preload),
                tempfile.TemporaryDirectory() as folder,
            ):
                run = runner.Runner(folder, preload)
                command = run.command(
                    "python",
                    "usr/bin/python3.11",
                    run.path("python", "usr/bin/python3"),
                )
                result = run.run(
                    command + ["-s", "-c", _THREADS],
                    before=_allow_150_mib,
                )
                self.assertEqual((0, b"8\n"), (result.code, result.output), result)


def _test_of(scenario):
    def test(self):
        expected, allowed, none = _perform(scenario, preload=False)
        self.assertEqual([], none)
        self.assertNotEqual(b"", expected)
        actual, taken, reports = _perform(scenario, preload=True)
        self.assertEqual(expected, actual)
        for program, least in _PROCESSES[scenario.__name__].items():
            found = [figures for name, figures in reports if name == program]
            self.assertGreaterEqual(len(found), least, reports)
            for figures in found:
                self.assertGreater(figures["used"], 0)
                self.assertEqual(0, figures["failures"])
        print(
            f"{scenario.__name__}: {taken:.2f} s, {taken / allowed:.2f} times "
            f"the C library's",
            file=sys.stderr,
        )
        self.assertLess(taken, _TIMES_SLOWER * allowed + 0.5)

    return test


for each in scenarios.SCENARIOS:
    setattr(ProgramsTest, "test_" + each.__name__, _test_of(each))

if __name__ == "__main__":
    unittest.main()
