# SPDX-License-Identifier: Apache-2.0
"""Checks how many bytes the board's firmware has to load.

usage: image_size.py IMAGE.json MAXIMUM
"""

import os
import sys

from tests import image as images


def main(arguments):
    image = images.Image(arguments[0])
    maximum = int(arguments[1])
    size = os.path.getsize(image.img)
    print(
        "%s: image of %d bytes, at most %d allowed"
        % (image.board, size, maximum)
    )
    return 0 if 0 < size <= maximum else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
