# SPDX-License-Identifier: Apache-2.0
"""config.txt, which the firmware of a Raspberry Pi reads before it loads an image."""

# Of every Raspberry Pi; the board's own lines are in platforms/boards.bzl.
# Each with why it is there.
_CONSOLE = """\
# The PL011, at 115200 baud, on GPIO 14 and 15 and not on Bluetooth; the
# firmware's own messages go there, too.
enable_uart=1
init_uart_clock=48000000
uart_2ndstage=1
dtoverlay=disable-bt
"""

def config_txt(board, entry):
    """What the file says.

    Args:
      board: key of BOARDS.
      entry: its value, with a `config_txt`.

    Returns:
      string.
    """
    is_64bit = entry.cpu == "@platforms//cpu:aarch64"
    lines = ["# Daedalus for " + board]
    lines.append("arm_64bit=%d" % (1 if is_64bit else 0))
    lines.append("kernel=" + entry.image)
    lines.append("# Where it is linked for; not all firmware would put it there.")
    lines += ["%s=%s" % setting for setting in entry.config_txt.items()]
    return "\n".join(lines) + "\n" + _CONSOLE
