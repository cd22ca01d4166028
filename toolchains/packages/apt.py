# SPDX-License-Identifier: Apache-2.0
"""Talks to a Debian archive through apt's own programs.

Everything is private: state, cache and sources live in a folder of the
caller's. The machine's own package lists are neither needed nor touched. Its
apt configuration (proxies, keys) applies.
"""

import hashlib
import os
import re
import subprocess

_HELPER = "/usr/lib/apt/apt-helper"
# apt asks dpkg for these, which need not be here.
_CPUS = """\
amd64\tx86_64\t(amd64|x86_64)\t64\tlittle
arm64\taarch64\taarch64\t64\tlittle
"""
_TUPLES = "base-gnu-linux-<cpu>\t<cpu>\n"
_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class AptError(Exception):
    """apt could not do what was asked; the text says why."""


def archive_bases(uris):
    """Returns the archives in the output of `apt-get update --print-uris`.

    Security archives are left out: they have no pool of the main suites.
    """
    bases = []
    for uri, suite in re.findall(r"^'(\S+?)dists/(\S+)/InRelease'", uris, re.M):
        if "-security" not in suite and "/" not in suite and uri not in bases:
            bases.append(uri)
    return bases


class Apt:
    """One private apt, rooted in `folder`."""

    def __init__(self, folder, architectures, mirrors=()):
        """Uses `mirrors` (base URLs) or, without any, the machine's own."""
        self._folder = folder
        for name in ("state/lists/partial", "cache/archives/partial"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        self._options = {
            "Dir::State": os.path.join(folder, "state"),
            "Dir::State::status": self._write("status", ""),
            "Dir::dpkg::cputable": self._write("cputable", _CPUS),
            "Dir::dpkg::tupletable": self._write("tupletable", _TUPLES),
            "Dir::Cache": os.path.join(folder, "cache"),
            "APT::Architecture": architectures[0],
            "APT::Architectures": ",".join(architectures),
            "APT::Sandbox::User": "root",
            "APT::Update::Post-Invoke-Success": "",
            "Acquire::Languages": "none",
            "Debug::NoLocking": "1",
        }
        self.bases = list(mirrors) or archive_bases(
            self._run(["apt-get", "update", "--print-uris"])
        )
        if not self.bases:
            raise AptError(
                "apt names no Debian archive (apt-get update --print-uris)"
            )
        self.bases = [base.rstrip("/") + "/" for base in self.bases]

    def _write(self, name, text):
        path = os.path.join(self._folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def _run(self, command):
        options = [f"-o{key}={value}" for key, value in self._options.items()]
        done = subprocess.run(
            command[:1] + options + command[1:],
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            text=True,
        )
        if done.returncode:
            raise AptError(
                f"{' '.join(command[:3])} failed:\n"
                f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done.stdout

    def update(self, binary_suites, source_suites):
        """Fetches the signed indices of some suites (component main)."""
        common = "check-valid-until=no"
        if os.path.exists(_KEYRING):
            common += f" signed-by={_KEYRING}"
        base = self.bases[0]
        lines = [
            f"deb [{common} arch={self._options['APT::Architectures']}] "
            f"{base} {suite} main"
            for suite in binary_suites
        ] + [
            f"deb-src [{common}] {base} {suite} main" for suite in source_suites
        ]
        self._options.update(
            {
                "Dir::Etc::sourcelist": self._write(
                    "sources.list", "\n".join(lines) + "\n"
                ),
                "Dir::Etc::sourceparts": "/dev/null",
                "Dir::Etc::preferences": "/dev/null",
                "Dir::Etc::preferencesparts": "/dev/null",
            }
        )
        self._run(["apt-get", "update"])

    def index(self, suite, architecture):
        """Returns the text of a suite's Packages (or "source": Sources)."""
        kind = "Sources" if architecture == "source" else "Packages"
        listing = self._run(
            [
                "apt-get",
                "indextargets",
                "--format",
                "$(CREATED_BY)|$(RELEASE)|$(ARCHITECTURE)|$(FILENAME)",
            ]
        )
        for line in listing.splitlines():
            made_by, release, arch, file = line.split("|")
            if (made_by, release) == (kind, suite) and (
                kind == "Sources" or arch == architecture
            ):
                return self._run([_HELPER, "cat-file", file])
        raise AptError(f"no {kind} of {suite} for {architecture}:\n{listing}")

    def download(self, pins, folder):
        """Fetches files of the pool; returns {pin path: error} of failures.

        What is there afterwards, at `folder`/<sha256>, has that sha256.
        """
        os.makedirs(folder, exist_ok=True)
        errors = {}
        for base in self.bases:
            command = [_HELPER, "download-file"]
            for pin in pins:
                target = os.path.join(folder, pin["sha256"])
                if not os.path.exists(target):
                    command += [base + pin["path"], target]
                    command += ["SHA256:" + pin["sha256"]]
            if len(command) == 2:
                break
            try:
                self._run(command)
            except AptError as error:
                errors[base] = str(error)
        missing = {}
        for pin in pins:
            target = os.path.join(folder, pin["sha256"])
            if not os.path.exists(target):
                missing[pin["path"]] = "not at " + ", ".join(self.bases)
            elif _sha256(target) != pin["sha256"]:
                os.remove(target)
                missing[pin["path"]] = "wrong sha256"
        return missing


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
