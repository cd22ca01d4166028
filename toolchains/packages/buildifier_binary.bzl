# SPDX-License-Identifier: Apache-2.0
"""The formatter of BUILD files, which Debian does not have.

It comes from its own release page or, without a way there, from --distdir.
Without either the repository says so: `available` is False in
available.bzl, and the formatting test is skipped.
"""

_VERSION = "8.2.1"
_URL = "https://github.com/bazelbuild/buildtools/releases/download/v%s/%s"
_SHA256 = {
    "aarch64": "3baa1cf7eb41d51f462fdd1fff3a6a4d81d757275d05b2dd5f48671284e9a1a5",
    "amd64": "6ceb7b0ab7cf66fceccc56a027d21d9cc557a7f34af37d2101edb56b92fcfa1a",
}
_FILE = {
    "aarch64": "buildifier-linux-arm64",
    "amd64": "buildifier-linux-amd64",
}
_BUILD = """\
# SPDX-License-Identifier: Apache-2.0
package(default_visibility = ["//visibility:public"])

{exports}
filegroup(
    name = "files",
    srcs = {srcs},
)
"""

def _buildifier_binary_impl(rctx):
    arch = {"arm64": "aarch64", "x86_64": "amd64"}.get(
        rctx.os.arch,
        rctx.os.arch,
    )
    available = False
    if "linux" in rctx.os.name and arch in _SHA256:
        available = rctx.download(
            allow_fail = True,
            executable = True,
            output = "buildifier",
            sha256 = _SHA256[arch],
            url = _URL % (_VERSION, _FILE[arch]),
        ).success
    rctx.file("available.bzl", """\
# SPDX-License-Identifier: Apache-2.0
\"\"\"Says whether this machine could get buildifier.\"\"\"

available = %s
""" % available)
    rctx.file("BUILD.bazel", _BUILD.format(
        exports = "exports_files([\"buildifier\"])\n" if available else "",
        srcs = ["buildifier"] if available else [],
    ))

buildifier_binary = repository_rule(
    implementation = _buildifier_binary_impl,
    doc = "Fetches buildifier, if it can be had.",
    # Looked for again by each new Bazel server; found in the repository cache
    # if it was ever found.
    local = True,
)
