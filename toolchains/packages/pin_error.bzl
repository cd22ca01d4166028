# SPDX-License-Identifier: Apache-2.0
"""What a user reads when pinned packages cannot be had."""

# The lock tool runs on @python, too.
_WITHOUT_PYTHON = """; with a Python 3.11 of
      your own: PYTHONPATH=. python3 toolchains/packages/lock.py"""

def pin_error(repository, pins, tried):
    """Writes the message.

    Args:
      repository: canonical name of the repository that needs the packages.
      pins: list of pins (name, version, architecture, path, sha256) that are
        missing.
      tried: list of strings, one for each place that was asked.

    Returns:
      The message, several lines.
    """

    # In Bzlmod mode a repository's own name comes last.
    name = repository.rpartition("~")[2]
    lines = ["%d pinned package(s) of @%s cannot be fetched:" % (
        len(pins),
        name,
    )]
    for pin in pins:
        lines.append("  %s %s (%s)" % (
            pin["name"],
            pin["version"],
            pin["architecture"],
        ))
        lines.append("    %s" % pin["path"])
        lines.append("    sha256 %s" % pin["sha256"])
    lines.append("Tried, in this order:")
    for place in tried:
        lines.append("  - " + place)
    lines += [
        "No network, or the version has left the mirror. One of these helps:",
        "  - bazel run //toolchains/packages:lock",
        "      pins the versions that the archive has now" +
        (_WITHOUT_PYTHON if name == "python" else ""),
        "  - --repo_env=DAEDALUS_DEBIAN_MIRROR=<url>[,<url>...]",
        "      a mirror or a snapshot that still has it (<url>/pool/...)",
        "  - --distdir=<folder>",
        "      a folder with the files named above",
    ]
    return "\n".join(lines)
