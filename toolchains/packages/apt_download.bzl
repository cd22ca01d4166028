# SPDX-License-Identifier: Apache-2.0
"""Fetches pool files through apt's own downloader, with its proxies."""

load(":debian_host.bzl", "debian_host")

_HELPER = "/usr/lib/apt/apt-helper"
_GET = "/usr/bin/apt-get"

# apt asks dpkg for these, which need not be here.
_CPUS = """\
amd64\tx86_64\t(amd64|x86_64)\t64\tlittle
arm64\taarch64\taarch64\t64\tlittle
"""
_TUPLES = "base-gnu-linux-<cpu>\t<cpu>\n"

def _options(rctx, architecture):
    """Options for a private apt: no root, no state of the machine's."""
    for path in ["lists/partial", "archives/partial"]:
        rctx.file("apt/%s/.keep" % path)
    rctx.file("apt/cputable", _CPUS)
    rctx.file("apt/tupletable", _TUPLES)
    state = str(rctx.path("apt"))
    options = {
        "APT::Architecture": architecture,
        "APT::Architectures": architecture,
        "APT::Sandbox::User": "root",
        "Acquire::Retries": "3",
        "Debug::NoLocking": "1",
        "Dir::Cache": state,
        "Dir::State": state,
        "Dir::State::status": "/dev/null",
        "Dir::dpkg::cputable": state + "/cputable",
        "Dir::dpkg::tupletable": state + "/tupletable",
    }
    return ["-o%s=%s" % item for item in options.items()]

def _archives(rctx, options):
    """Returns apt's archives (list of base URLs) and its complaints."""
    result = rctx.execute([_GET] + options + ["update", "--print-uris"])
    bases = []
    for line in result.stdout.split("\n"):
        base, found, suite = line.partition("dists/")
        suite = suite.partition("/InRelease'")[0]

        # Security archives have other pools.
        if not found or "/" in suite or "-security" in suite:
            continue
        if base[1:] not in bases:
            bases.append(base[1:])
    return bases, result.stderr.strip()

def apt_download(rctx, pins, folder):
    """Fetches what it can.

    Args:
      rctx: the repository's context.
      pins: what to fetch.
      folder: where to; the file of a pin is `folder`/<its sha256>.

    Returns:
      A list of strings: what was tried, with the reason of each failure.
    """
    if not rctx.path(_HELPER).exists or not rctx.path(_GET).exists:
        return ["apt: this machine has none (no %s)" % _HELPER]
    options = _options(rctx, debian_host(rctx).architecture)
    archives, complaints = _archives(rctx, options)
    tried = []
    rctx.file(folder + "/.keep")
    if not archives:
        tried.append("apt: it is configured with no archive " + complaints)
    for archive in archives:
        arguments = []
        for pin in pins:
            target = rctx.path("%s/%s" % (folder, pin["sha256"]))
            if not target.exists:
                arguments += [
                    archive + pin["path"],
                    str(target),
                    "SHA256:" + pin["sha256"],
                ]
        if not arguments:
            break
        result = rctx.execute(
            [_HELPER] + options + ["download-file"] + arguments,
            environment = {"LC_ALL": "C"},
            timeout = 3600,
        )
        errors = [
            line
            for line in result.stderr.split("\n")
            if line.startswith("E: Failed to fetch")
        ] or [result.stderr.strip()]
        if result.return_code:
            tried.append("apt, %s: %s%s" % (
                archive,
                errors[0],
                " (and %d more)" % (len(errors) - 1) if errors[1:] else "",
            ))
    rctx.delete("apt")
    return tried
