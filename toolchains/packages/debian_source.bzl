# SPDX-License-Identifier: Apache-2.0
"""A repository made of one pinned upstream tarball of a Debian source."""

load(":fetch_pins.bzl", "fetch_pins")

def _debian_source_impl(rctx):
    rctx.path(rctx.attr.build_file)
    archive = fetch_pins(rctx, [json.decode(rctx.attr.pin)])[0]
    rctx.extract(archive, stripPrefix = rctx.attr.strip_prefix)
    rctx.delete("pins")
    rctx.symlink(rctx.attr.build_file, "BUILD.bazel")

debian_source = repository_rule(
    implementation = _debian_source_impl,
    doc = "Unpacks an upstream source archive.",
    attrs = {
        "build_file": attr.label(
            doc = "Its BUILD file.",
            mandatory = True,
        ),
        "pin": attr.string(
            doc = "A JSON dictionary, see fetch_pins.",
            mandatory = True,
        ),
        "strip_prefix": attr.string(
            doc = "Folder of the archive that becomes the repository's root.",
        ),
    },
)
