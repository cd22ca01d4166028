# SPDX-License-Identifier: Apache-2.0
"""Fetches pinned files of a Debian pool into a repository.

In this order: Bazel's repository cache; the mirrors that
DAEDALUS_DEBIAN_MIRROR names; apt's own downloader; --distdir. Whatever the
way, Bazel checks the sha256 and keeps the file in its repository cache.
"""

load(":apt_download.bzl", "apt_download")
load(":pin_error.bzl", "pin_error")

def _file(pin):
    """Path of a fetched file. The name keeps what extract() goes by."""
    return "pins/" + pin["path"].rpartition("/")[2]

def _download(rctx, pins, urls):
    """Fetches in parallel, from urls(pin); returns the pins that failed."""
    pending = [
        rctx.download(
            allow_fail = True,
            block = False,
            output = _file(pin),
            sha256 = pin["sha256"],
            url = urls(pin),
        )
        for pin in pins
    ]
    return [
        pin
        for pin, download in zip(pins, pending)
        if not download.wait().success
    ]

def fetch_pins(rctx, pins):
    """Fetches all pins or fails with a message that says what to do.

    Args:
      rctx: the repository's context.
      pins: list of dictionaries: name, version, architecture, path (in the
        archive), sha256, size.

    Returns:
      A list of the files' paths in the repository, in the order of `pins`.
    """
    for pin in pins:
        if "sha256" not in pin:
            fail(("%s (%s, %s) is in sets.bzl but not in lock.bzl; run " +
                  "bazel run //toolchains/packages:lock") %
                 (pin["name"], pin["suite"], pin["architecture"]))
    total = len(pins)
    tried = ["Bazel's repository cache"]
    missing = _download(rctx, pins, lambda pin: [])

    # Not in `environ`: the same files from another mirror are the same.
    mirrors = [
        url.rstrip("/") + "/"
        for url in rctx.os.environ.get("DAEDALUS_DEBIAN_MIRROR", "").split(",")
        if url.strip()
    ]
    if missing and mirrors:
        rctx.report_progress("fetching %d of %d packages" % (
            len(missing),
            total,
        ))
        missing = _download(
            rctx,
            missing,
            lambda pin: [mirror + pin["path"] for mirror in mirrors],
        )
        tried += ["DAEDALUS_DEBIAN_MIRROR, %s" % mirror for mirror in mirrors]

    if missing:
        size = 0
        for pin in missing:
            size += pin["size"]
        rctx.report_progress("fetching %d of %d packages with apt, %d MB" % (
            len(missing),
            total,
            size // 1000000,
        ))
        tried += apt_download(rctx, missing, "fetched")
        arrived = [
            pin
            for pin in missing
            if rctx.path("fetched/" + pin["sha256"]).exists
        ]
        failed = _download(
            rctx,
            arrived,
            lambda pin: ["file://%s/%s" % (
                rctx.path("fetched"),
                pin["sha256"],
            )],
        )
        missing = [pin for pin in missing if pin not in arrived] + failed
        rctx.delete("fetched")

    if missing and not mirrors:
        # Bazel looks into --distdir by the last part of a URL.
        missing = _download(
            rctx,
            missing,
            lambda pin: ["file:///not-in-distdir/" +
                         pin["path"].rpartition("/")[2]],
        )
        tried.append("--distdir, if given")

    if missing:
        fail(pin_error(rctx.name, missing, tried))
    return [_file(pin) for pin in pins]
