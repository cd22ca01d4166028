# SPDX-License-Identifier: Apache-2.0
"""The boards: the one table that every rule, test and document reads.

A board is an entry here plus `platforms/<name>/{BUILD.bazel,board.c}`;
docs/adding-a-board.md walks through it.
"""

# Fields of an entry:
#   soc               constraint value in //platforms/soc
#   cpu               constraint value that picks the compiler
#   image             file name that the board's firmware loads
#   config_txt        what the firmware has to be told on this board alone
#                     (kernel/config_txt.bzl has the rest); None: no such file.
#                     kernel_address is the board's LOAD_ADDR
#   qemu_binary       emulator, a target of @qemu
#   qemu_machine      -M
#   qemu_args         what the machine needs every time
#   qemu_test_args    added for tests: one running core, so that `-icount`
#                     turns a time into a fact
#   qemu_all_cores_args  added for `bazel run` and for tests that run on all
#                     cores, or None if the board has one
#   max_image_bytes   size budget of the product image
#   max_boot_instructions  budget from reset to the last prompt byte; about
#                     2,000 of it draw the map of the MMU
#   max_echo_instructions  budget from the interrupt of a key to its echo
#                     (DaedalusOS: 187)
# (DaedalusOS at the same scope: 52,176 bytes, 3,828 instructions.)
#   cores             how many; of virt, in tests on all cores
# What the boot log and commands must say (tests/serial):
#   chip, core        their names
#   entry_level       exception level that `image` is entered at
#   elf_entry_level   the same for the linked program: QEMU starts an ELF file
#                     on all cores at once, and without its boot stub
#   heap              "0x<start>-0x<end>", written out once more: a slip of the
#                     pen in platforms/<name>/BUILD.bazel is to be seen
#   ram               "<size> at <base> (<source>)", as `meminfo` says it
#   variants          name -> another machine that `-M` and such can make of
#                     the board, each booted by a test of its own:
#       args              added to those of QEMU
#       boots             "image" or "elf"
#       entry_level       as above
#       powers_off        whether the `poweroff` command finds whom to ask
BOARDS = {
    "rpi0": struct(
        chip = "BCM2835",
        config_txt = {"kernel_address": "0x10000"},
        core = "ARM1176JZF-S",
        cores = 1,
        cpu = "@platforms//cpu:arm",
        elf_entry_level = 1,
        entry_level = 1,
        heap = "0x00880000-0x01080000",
        image = "kernel.img",
        # 2,400 are for the 1.2 us that a pull needs to settle on real pins.
        max_boot_instructions = 7200,
        max_echo_instructions = 140,
        max_image_bytes = 126976,
        qemu_all_cores_args = None,
        qemu_args = [],
        qemu_binary = "qemu-system-arm",
        qemu_machine = "raspi0",
        qemu_test_args = [],
        ram = "448 MiB at 0x00000000 (firmware)",
        soc = "bcm2835",
        variants = {},
    ),
    "rpi2": struct(
        chip = "BCM2836",
        config_txt = {"kernel_address": "0x10000"},
        core = "Cortex-A7",
        cores = 4,
        cpu = "@platforms//cpu:armv7",
        elf_entry_level = 1,
        entry_level = 1,
        heap = "0x00880000-0x01080000",
        image = "kernel7.img",
        # 2,160 for the pull.
        max_boot_instructions = 8850,
        max_echo_instructions = 140,
        max_image_bytes = 126976,
        qemu_all_cores_args = [],
        qemu_args = [],
        qemu_binary = "qemu-system-arm",
        qemu_machine = "raspi2b",
        qemu_test_args = [
            "-global",
            "bcm2836.enabled-cpus=1",
        ],
        ram = "960 MiB at 0x00000000 (firmware)",
        soc = "bcm2836",
        variants = {
            # As the firmware does it. QEMU does not, so these words at 0x8000 do:
            # cps #0x16; mov r0, #0x100; orr r0, r0, #1; mcr p15, 0, r0, c1, c1, 0
            # (SCR: not secure, HVC); movw r0, #0x1da; msr spsr_cxsf, r0;
            # mov lr, #0x10000; movs pc, lr.
            "hyp": struct(
                args = [
                    "-device",
                    "loader,addr=0x8000,data=0xe3a00c01f1020016,data-len=8",
                    "-device",
                    "loader,addr=0x8008,data=0xee010f11e3800001,data-len=8",
                    "-device",
                    "loader,addr=0x8010,data=0xe16ff000e30001da,data-len=8",
                    "-device",
                    "loader,addr=0x8018,data=0xe1b0f00ee3a0e801,data-len=8",
                    "-device",
                    "loader,addr=0x8000,cpu-num=0",
                ],
                boots = "elf",
                entry_level = 2,
                powers_off = True,
            ),
        },
    ),
    "rpi3": struct(
        chip = "BCM2837",
        config_txt = {"kernel_address": "0x80000"},
        core = "Cortex-A53",
        cores = 4,
        cpu = "@platforms//cpu:aarch64",
        elf_entry_level = 3,
        entry_level = 2,
        heap = "0x00880000-0x01080000",
        image = "kernel8.img",
        # 3,360 are for the 1.2 us that a pull needs to settle on real pins.
        max_boot_instructions = 9550,
        max_echo_instructions = 130,
        max_image_bytes = 131072,
        qemu_all_cores_args = [],
        qemu_args = [],
        qemu_binary = "qemu-system-aarch64",
        qemu_machine = "raspi3b",
        qemu_test_args = [
            "-global",
            "bcm2837.enabled-cpus=1",
        ],
        ram = "960 MiB at 0x00000000 (firmware)",
        soc = "bcm2837",
        variants = {},
    ),
    "rpi4": struct(
        chip = "BCM2711",
        config_txt = {"kernel_address": "0x80000"},
        core = "Cortex-A72",
        cores = 4,
        cpu = "@platforms//cpu:aarch64",
        elf_entry_level = 3,
        entry_level = 2,
        heap = "0x00880000-0x01080000",
        image = "kernel8.img",
        max_boot_instructions = 6150,
        max_echo_instructions = 130,
        max_image_bytes = 126976,
        qemu_all_cores_args = [],
        qemu_args = [],
        qemu_binary = "qemu-system-aarch64",
        qemu_machine = "raspi4b",
        qemu_test_args = [
            "-global",
            "bcm2838.enabled-cpus=1",
        ],
        ram = "960 MiB at 0x00000000 (firmware)",
        soc = "bcm2711",
        variants = {},
    ),
    "virt": struct(
        chip = "QEMU virt",
        config_txt = None,
        core = "Cortex-A72",
        cores = 4,
        cpu = "@platforms//cpu:aarch64",
        elf_entry_level = 1,
        entry_level = 1,
        heap = "0x40a00000-0x41200000",
        image = "kernel.img",
        max_boot_instructions = 6400,
        max_echo_instructions = 130,
        max_image_bytes = 126976,
        qemu_all_cores_args = [
            "-smp",
            "4",
        ],
        qemu_args = [
            "-cpu",
            "cortex-a72",
            "-m",
            "256",
            "-nic",
            "none",
        ],
        qemu_binary = "qemu-system-aarch64",
        qemu_machine = "virt,gic-version=3,dtb-randomness=off",
        qemu_test_args = [
            "-smp",
            "1",
        ],
        ram = "256 MiB at 0x40000000 (device tree)",
        soc = "qemu_virt",
        variants = {
            # Nobody is above us, so there is no PSCI. More cores than we have places for.
            "el3": struct(
                args = [
                    "-M",
                    "secure=on",
                    "-smp",
                    "8",
                ],
                boots = "elf",
                entry_level = 3,
                powers_off = False,
            ),
            "el3_and_el2": struct(
                args = [
                    "-M",
                    "secure=on,virtualization=on",
                    "-smp",
                    "4",
                ],
                boots = "elf",
                entry_level = 3,
                powers_off = False,
            ),
            "hypervisor": struct(
                args = [
                    "-M",
                    "virtualization=on",
                ],
                boots = "image",
                entry_level = 2,
                powers_off = True,
            ),
        },
    ),
}
