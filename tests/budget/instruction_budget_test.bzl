# SPDX-License-Identifier: Apache-2.0
"""A ceiling for the number of instructions that something takes."""

load("//tests:image_test.bzl", "image_test")

def instruction_budget_test(name, script, image, max_instructions, **kwargs):
    """Fails if what `script` counts is more than `max_instructions`.

    Args:
      name: of the test.
      script: boot_instructions.py or its like.
      image: a kernel_image.
      max_instructions: the most that passes.
      **kwargs: for the test.
    """
    image_test(
        name = name,
        size = "small",
        arguments = [str(max_instructions)],
        image = image,
        main = script,
        srcs = [
            "//tests:image.py",
            "//tests/budget:trace.py",
        ],
        **kwargs
    )
