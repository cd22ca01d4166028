# SPDX-License-Identifier: Apache-2.0
"""The runner's verdict on a guest that says and does what a test wants."""

load("@rules_cc//cc:defs.bzl", "cc_test")
load(":guest_source.bzl", "guest_source")
load(":verdict_test.bzl", "verdict_test")

def guest_verdict_test(name, lines, end, verdict = "", limit_s = 30):
    """Runs a guest on rpi4 and compares what the runner makes of it.

    Args:
      name: of the test.
      lines: list of strings, what the guest prints.
      end: exit code of QEMU, or a name that guest.S.tpl defines.
      verdict: start of the reason why it fails; "" if it passes.
      limit_s: what the runner is told as its time limit.
    """
    guest_source(
        name = name + ".source",
        end = end,
        lines = lines,
        tags = ["manual"],
    )
    cc_test(
        name = name + ".guest",
        size = "small",
        srcs = [":%s.source" % name],
        linkopts = ["-Wl,-Ttext=0x80000"],
        tags = ["manual"],
        target_compatible_with = ["//platforms/rpi4:constraint"],
    )
    verdict_test(
        name = name,
        size = "small",
        actual = ":%s.guest" % name,
        board = "rpi4",
        limit_s = limit_s,
        tags = [
            "board",
            "rpi4",
        ],
        target_compatible_with = ["@platforms//os:linux"],
        verdict = verdict,
    )
