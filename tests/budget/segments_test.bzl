# SPDX-License-Identifier: Apache-2.0
"""W^X, as the ELF headers of a kernel image state it."""

load("//tests:image_test.bzl", "image_test")

def segments_test(name, image, **kwargs):
    """Fails if any memory is both writable and executable.

    Args:
      name: of the test.
      image: a kernel_image.
      **kwargs: for the test.
    """
    image_test(
        name = name,
        size = "small",
        image = image,
        main = "//tests/budget:segments.py",
        srcs = [
            "//tests:image.py",
            "//toolchains/qemu:elf.py",
        ],
        **kwargs
    )
