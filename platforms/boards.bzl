# SPDX-License-Identifier: Apache-2.0
"""The boards: the one table that every rule, test and document reads.

A board is an entry here plus `platforms/<name>/{BUILD.bazel,board.c}`;
docs/adding-a-board.md walks through it.
"""

# Fields of an entry:
#   soc               constraint value in //platforms/soc
#   cpu               constraint value that picks the compiler
#   image             file name that the board's firmware loads
#   qemu_binary       emulator, a target of @qemu
#   qemu_machine      -M
#   qemu_args         what the machine needs every time
#   qemu_test_args    added for tests: one running core, so that `-icount`
#                     turns a time into a fact
#   max_image_bytes   size budget of the product image
#   max_boot_instructions  budget from reset to the last prompt byte
BOARDS = {
    "rpi4": struct(
        cpu = "@platforms//cpu:aarch64",
        image = "kernel8.img",
        max_boot_instructions = 3827,
        max_image_bytes = 52175,
        qemu_args = [],
        qemu_binary = "qemu-system-aarch64",
        qemu_machine = "raspi4b",
        qemu_test_args = [
            "-global",
            "bcm2838.enabled-cpus=1",
        ],
        soc = "bcm2711",
    ),
    "virt": struct(
        cpu = "@platforms//cpu:aarch64",
        image = "kernel.img",
        max_boot_instructions = 3827,
        max_image_bytes = 52175,
        qemu_args = [
            "-cpu",
            "cortex-a72",
            "-m",
            "256",
            "-nic",
            "none",
        ],
        qemu_binary = "qemu-system-aarch64",
        qemu_machine = "virt,gic-version=2,dtb-randomness=off",
        qemu_test_args = [
            "-smp",
            "1",
        ],
        soc = "qemu_virt",
    ),
}
