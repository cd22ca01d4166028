# SPDX-License-Identifier: Apache-2.0
"""What Debian calls the machine that Bazel runs on."""

_HOSTS = {
    "aarch64": struct(
        architecture = "arm64",
        cpu = "aarch64",
        loader = "ld-linux-aarch64.so.1",
        triplet = "aarch64-linux-gnu",
    ),
    "amd64": struct(
        architecture = "amd64",
        cpu = "x86_64",
        loader = "ld-linux-x86-64.so.2",
        triplet = "x86_64-linux-gnu",
    ),
}

def debian_host(rctx):
    """Looks the host up; fails on one that we have no packages for.

    Args:
      rctx: a repository's context.

    Returns:
      struct(architecture, cpu, loader, triplet), all strings.
    """
    name = {"arm64": "aarch64", "x86_64": "amd64"}.get(
        rctx.os.arch,
        rctx.os.arch,
    )
    if "linux" not in rctx.os.name or name not in _HOSTS:
        fail("@%s: packages are for Linux on x86_64 and aarch64, not %s on %s" %
             (rctx.name, rctx.os.name, rctx.os.arch))
    return _HOSTS[name]
