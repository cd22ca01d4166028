# SPDX-License-Identifier: Apache-2.0
"""A ceiling for the size of a kernel image."""

load("//tests:image_test.bzl", "image_test")

def size_budget_test(name, image, max_bytes, **kwargs):
    """Fails if the raw image has more than `max_bytes` bytes.

    Args:
      name: of the test.
      image: a kernel_image.
      max_bytes: the most that passes.
      **kwargs: for the test.
    """
    image_test(
        name = name,
        size = "small",
        arguments = [str(max_bytes)],
        image = image,
        main = "//tests/budget:image_size.py",
        srcs = ["//tests:image.py"],
        **kwargs
    )
