# SPDX-License-Identifier: Apache-2.0
"""Reads the indices of a Debian archive: Packages and Sources."""

import re

from toolchains.packages import debian_version


def fields_of(paragraph):
    """Returns the fields of one paragraph."""
    fields = {}
    name = None
    for line in paragraph.splitlines():
        if line[0] in " \t":
            if name is None:
                raise ValueError(f"continuation without a field: {line!r}")
            fields[name] += "\n" + line.strip()
        else:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"neither field nor continuation: {line!r}")
            fields[name] = value.strip()
    return fields


def _paragraphs_about(text, names):
    """Yields the fields of the paragraphs of some packages.

    An index has some 60,000 paragraphs: those of others are only skimmed.
    """
    for paragraph in text.split("\n\n"):
        match = re.search(r"^Package:\s*(\S+)", paragraph, re.M)
        if match and match[1] in names:
            yield fields_of(paragraph.strip("\n"))


def find_packages(text, names):
    """Returns {name: pin} with the newest version of each package found."""
    newest = {}
    for fields in _paragraphs_about(text, names):
        name = fields["Package"]
        known = newest.get(name)
        if known and debian_version.compare(
            known["Version"], fields["Version"]
        ) >= 0:
            continue
        newest[name] = fields
    return {
        name: {
            "version": fields["Version"],
            "path": fields["Filename"],
            "sha256": fields["SHA256"],
            "size": int(fields["Size"]),
        }
        for name, fields in newest.items()
    }


def find_source_files(text, wanted):
    """Returns {file name: pin} for (source package, file name) pairs."""
    found = {}
    for fields in _paragraphs_about(text, {source for source, _ in wanted}):
        source = fields["Package"]
        for line in fields.get("Checksums-Sha256", "").splitlines():
            if not line:
                continue
            sha256, size, file = line.split()
            if (source, file) in wanted:
                found[file] = {
                    "version": fields["Version"],
                    "path": fields["Directory"] + "/" + file,
                    "sha256": sha256,
                    "size": int(size),
                }
    return found
