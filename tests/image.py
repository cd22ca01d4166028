# SPDX-License-Identifier: Apache-2.0
"""The kernel image that an image_test is about."""

import json
import types


class Image:
    """Paths are relative to the working directory of the test.

    Attributes:
      board: name of the board.
      config_txt: what its firmware reads, or None.
      elf: the linked program.
      img: what the board's firmware loads.
      link_map: what the linker says of where all is.
      launcher: what `bazel run` of the image runs.
      qemu: the emulator.
      machine_arguments: what makes QEMU this board.
      all_cores_arguments: what then gives it all its cores; None if it has one.
      one_core_arguments: what leaves it one running core.
      chip, core, entry_level, elf_entry_level, heap, ram, variants: see
        platforms/boards.bzl.
    """

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            description = json.load(file)
        self.chip = description["chip"]
        self.core = description["core"]
        self.entry_level = description["entry_level"]
        self.elf_entry_level = description["elf_entry_level"]
        self.heap = description["heap"]
        self.ram = description["ram"]
        self.variants = {
            name: types.SimpleNamespace(**variant)
            for name, variant in description["variants"].items()
        }
        self.board = description["board"]
        self.config_txt = description["config_txt"]
        self.elf = description["elf"]
        self.img = description["img"]
        self.launcher = description["launcher"]
        self.qemu = description["qemu"]
        self.link_map = description["link_map"]
        self.machine_arguments = description["machine_arguments"]
        self.all_cores_arguments = description["all_cores_arguments"]
        self.one_core_arguments = description["one_core_arguments"]
