# SPDX-License-Identifier: Apache-2.0
"""Checks the workflow of CI and .ci/run against the matrix.

usage: ci_test.py YAML/__init__.py CI.YML .CI/RUN MATRIX.TXT
"""

import os
import pathlib
import re
import sys
import unittest

_MODULE, _WORKFLOW, _RUN, _MATRIX = sys.argv[1:]
sys.path.insert(0, os.path.dirname(os.path.dirname(_MODULE)))

# pylint: disable=wrong-import-position
import yaml


def _text(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def _steps(workflow):
    for job in workflow["jobs"].values():
        yield from job["steps"]


class CiTest(unittest.TestCase):
    def setUp(self):
        self.workflow = yaml.safe_load(_text(_WORKFLOW))
        self.run_text = _text(_RUN)
        self.matrix = {
            words[0]: words[1:]
            for words in map(str.split, _text(_MATRIX).splitlines())
        }

    def test_jobs_are_those_of_the_matrix(self):
        job = self.workflow["jobs"]["gate"]
        self.assertEqual(
            job["strategy"]["matrix"]["gate"], self.matrix["jobs"]
        )
        self.assertFalse(job["strategy"]["fail-fast"])
        self.assertEqual(
            job["steps"][-1]["run"], ".ci/run ${{ matrix.gate }}"
        )

    def test_default_and_jobs_are_gates(self):
        parts = [
            "%s.%s" % (gate, part)
            for gate in self.matrix["gates"]
            for part in self.matrix.get(gate, [])
        ]
        for gate in self.matrix["default"] + self.matrix["jobs"]:
            self.assertIn(gate, self.matrix["gates"] + parts)

    def test_run_has_every_gate_and_names_it(self):
        self.assertEqual(
            sorted(re.findall(r"^gate_(\w+)\(\) [{(]", self.run_text, re.M)),
            sorted(self.matrix["gates"] + ["passed", "failed"]),
        )
        for gate in self.matrix["gates"]:
            self.assertRegex(self.run_text, "\n#   %s " % gate)

    def test_reads_only(self):
        self.assertEqual(self.workflow["permissions"], {"contents": "read"})
        for job in self.workflow["jobs"].values():
            self.assertNotIn("permissions", job)

    def test_older_run_is_cancelled(self):
        self.assertIs(
            self.workflow["concurrency"]["cancel-in-progress"], True
        )

    def test_actions_have_a_version(self):
        uses = [step["uses"] for step in _steps(self.workflow) if "uses" in step]
        self.assertTrue(uses)
        for action in uses:
            self.assertRegex(action, r"^actions/[a-z/]+@v\d+$")

    def test_machine_has_what_the_readme_asks_for(self):
        for name in ("packages", "gate"):
            job = self.workflow["jobs"][name]
            self.assertEqual(job["container"]["image"], "debian:12")
            self.assertIn(
                "--no-install-recommends ca-certificates git\n",
                job["steps"][0]["run"],
            )


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
