# SPDX-License-Identifier: Apache-2.0
"""A repository made of pinned Debian packages."""

load(":debian_host.bzl", "debian_host")
load(":fetch_pins.bzl", "fetch_pins")
load(":unpack_packages.bzl", "unpack_packages")
load(":write_wrapper.bzl", "write_wrapper")
load(":zip_library.bzl", "zip_library")

_ZIP_LIBRARY = Label(":zip_library.py")

def _debian_packages_impl(rctx):
    host = debian_host(rctx)

    # Labels first: an unknown one starts this function again.
    rctx.path(rctx.attr.build_file)
    rctx.path(_ZIP_LIBRARY)
    libraries = ""
    if rctx.attr.libraries:
        rctx.path(rctx.attr.libraries)
        libraries = "../%s/" % rctx.attr.libraries.workspace_name

    def expand(text):
        return text.replace("{cpu}", host.cpu).replace(
            "{triplet}",
            host.triplet,
        )

    pins = [json.decode(pin) for pin in rctx.attr.pins[host.architecture]]
    unpack_packages(
        rctx,
        drop = [expand(path) for path in rctx.attr.drop],
        files = fetch_pins(rctx, pins),
        keep = {
            expand(folder): [expand(name) for name in names]
            for folder, names in rctx.attr.keep.items()
        },
        triplet = host.triplet,
    )
    for archive, folders in rctx.attr.zip_library.items():
        zip_library(rctx, _ZIP_LIBRARY, host, archive, folders)
    for path, tool in rctx.attr.tools.items():
        write_wrapper(rctx, path, json.decode(tool), host, libraries)
    rctx.symlink(rctx.attr.build_file, "BUILD.bazel")

debian_packages = repository_rule(
    implementation = _debian_packages_impl,
    doc = "Unpacks packages and makes their programs run anywhere.",
    attrs = {
        "build_file": attr.label(
            doc = "Its BUILD file.",
            mandatory = True,
        ),
        "drop": attr.string_list(
            doc = "Paths to delete. {triplet} is x86_64-linux-gnu or such, " +
                  "{cpu} its first part; in `keep`, too.",
        ),
        "keep": attr.string_list_dict(
            doc = "Folder -> entries; all its others are deleted.",
        ),
        "libraries": attr.label(
            doc = "A file in the root of the debian_packages repository with " +
                  "the tools' libraries and loader, if it is not this one.",
        ),
        "pins": attr.string_list_dict(
            doc = "Architecture -> pins, each a JSON dictionary.",
            mandatory = True,
        ),
        "tools": attr.string_dict(
            doc = "Path of a wrapper -> JSON dictionary, see write_wrapper.",
        ),
        "zip_library": attr.string_list_dict(
            doc = "Zip file -> folders whose Python modules go into it.",
        ),
    },
)
