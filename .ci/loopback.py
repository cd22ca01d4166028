# SPDX-License-Identifier: Apache-2.0
"""Runs a command after raising the loopback device of this network namespace.

A new namespace has one, but it is down, and Bazel's client talks to its server
through it. `unshare --net python3 loopback.py COMMAND...`
"""

import fcntl
import os
import socket
import struct
import sys

# linux/sockios.h, linux/if.h: struct ifreq is a name and a union of 24 bytes.
SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1


def main(command):
    request = struct.pack("16sH22x", b"lo", IFF_UP)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, request)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
