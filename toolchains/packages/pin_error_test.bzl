# SPDX-License-Identifier: Apache-2.0
"""A test of the message for pins that cannot be fetched."""

load(":pin_error.bzl", "pin_error")

_PINS = [
    struct(name = "clang-19", version = "1:19.1.7-3", architecture = "amd64"),
    struct(name = "libc6", version = "2.36-9", architecture = "amd64"),
]

def _pin_error_test_impl(ctx):
    message = pin_error(
        "_main~packages~python",
        [
            {
                "architecture": pin.architecture,
                "name": pin.name,
                "path": "pool/main/x/%s.deb" % pin.name,
                "sha256": pin.name + "-hash",
                "version": pin.version,
            }
            for pin in _PINS
        ],
        ["the cache", "a mirror: 404"],
    )
    missing = [
        expected
        for expected in [
            "2 pinned package(s) of @python cannot",
            "clang-19 1:19.1.7-3 (amd64)",
            "pool/main/x/clang-19.deb",
            "sha256 clang-19-hash",
            "libc6 2.36-9 (amd64)",
            "- the cache\n  - a mirror: 404\n",
            "bazel run //toolchains/packages:lock",
            "python3 toolchains/packages/lock.py",
            "DAEDALUS_DEBIAN_MIRROR=",
            "--distdir=",
        ]
        if expected not in message
    ]
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, """\
#!/bin/sh
cat <<'END'
The message lacks: %s
It is:
%s
END
exit %d
""" % (missing, message, 1 if missing else 0), is_executable = True)
    return [DefaultInfo(executable = script)]

pin_error_test = rule(
    implementation = _pin_error_test_impl,
    test = True,
)
