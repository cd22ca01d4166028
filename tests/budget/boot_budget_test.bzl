# SPDX-License-Identifier: Apache-2.0
"""A ceiling for the number of instructions from reset to the prompt."""

load("//tests:image_test.bzl", "image_test")

def boot_budget_test(name, image, max_instructions, **kwargs):
    """Fails if booting takes more than `max_instructions` instructions.

    Args:
      name: of the test.
      image: a kernel_image.
      max_instructions: the most that passes.
      **kwargs: for the test.
    """
    image_test(
        name = name,
        size = "small",
        arguments = [str(max_instructions)],
        image = image,
        main = "//tests/budget:boot_instructions.py",
        srcs = ["//tests:image.py"],
        **kwargs
    )
