# SPDX-License-Identifier: Apache-2.0
"""All external repositories of ours, for WORKSPACE and MODULE.bazel alike."""

load(":buildifier_binary.bzl", "buildifier_binary")
load(":debian_packages.bzl", "debian_packages")
load(":debian_source.bzl", "debian_source")
load(":lock.bzl", "LOCK")
load(":sets.bzl", "SETS")
load(":tools.bzl", "TOOLS")

_ARCHITECTURES = ["amd64", "arm64"]

def _pin(suite, architecture, name):
    # One that is not there fails where it is fetched, and not here: the tool
    # that would pin it could not be built.
    pins = LOCK.get(suite, {}).get(architecture, {})
    return json.encode(dict(
        pins.get(name, {"suite": suite}),
        architecture = architecture,
        name = name,
    ))

def repositories():
    """Declares the repositories of sets.bzl, and @buildifier."""
    for name, suites in SETS["packages"].items():
        kept = TOOLS[name]
        debian_packages(
            name = name,
            build_file = "//toolchains/packages:%s.BUILD" % name,
            drop = kept["drop"],
            keep = kept["keep"],
            libraries = kept.get("libraries"),
            pins = {
                architecture: [
                    _pin(suite, architecture, package)
                    for suite, packages in suites.items()
                    for package in packages
                ]
                for architecture in _ARCHITECTURES
            },
            tools = {
                path: json.encode(tool)
                for path, tool in kept["tools"].items()
            },
            zip_library = kept.get("zip_library"),
        )
    for name, wish in SETS["sources"].items():
        debian_source(
            name = name,
            build_file = "//third_party/{0}:{0}.BUILD".format(name),
            pin = _pin(wish["suite"], "source", wish["file"]),
            # Debian's own mark of a repacked archive is not in its folder.
            strip_prefix = wish.get("folder") or wish["file"].partition(".orig")[0].partition("+")[0].replace("_", "-"),
        )
    buildifier_binary(name = "buildifier")
