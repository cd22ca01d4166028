# SPDX-License-Identifier: Apache-2.0
"""For rules whose `bazel run` boots an image interactively."""

load("//platforms:boards.bzl", "BOARDS")

# Private attributes that a rule needs to call qemu_launcher().
QEMU_LAUNCHER_ATTRS = {
    "_qemu": attr.label_list(
        allow_files = True,
        cfg = "exec",
        default = [
            Label("@qemu//:" + binary)
            for binary in {entry.qemu_binary: None for entry in BOARDS.values()}
        ],
    ),
    "_qemu_files": attr.label(
        cfg = "exec",
        default = Label("@qemu//:files"),
    ),
    "_qemu_launcher_template": attr.label(
        allow_single_file = True,
        default = Label("//toolchains/qemu:qemu_launcher.sh.tpl"),
    ),
}

def qemu_arguments(board):
    """What makes QEMU this board.

    Args:
      board: a value of BOARDS.

    Returns:
      list of strings.
    """
    return ["-M", board.qemu_machine] + board.qemu_args

def qemu_binary(ctx, board):
    """The emulator of a board.

    Args:
      ctx: of a rule with QEMU_LAUNCHER_ATTRS.
      board: a value of BOARDS.

    Returns:
      File.
    """
    for file in ctx.files._qemu:
        if file.basename == board.qemu_binary:
            return file
    fail("@qemu has no " + board.qemu_binary)

def qemu_launcher(ctx, *, board, img):
    """Writes a script that boots an image as the board's firmware would.

    All cores, real time, the terminal on the serial line: Ctrl-A X leaves,
    Ctrl-C reaches the board. Arguments of the script go to QEMU.

    Args:
      ctx: of a rule with QEMU_LAUNCHER_ATTRS.
      board: a value of BOARDS.
      img: File, the raw image.

    Returns:
      struct(executable = File, runfiles = runfiles).
    """
    launcher = ctx.actions.declare_file(ctx.label.name + ".run")
    binary = qemu_binary(ctx, board)
    ctx.actions.expand_template(
        is_executable = True,
        output = launcher,
        substitutions = {
            "%{arguments}": " ".join([
                "'%s'" % a
                for a in qemu_arguments(board) + (board.qemu_all_cores_args or [])
            ]),
            "%{image}": img.short_path,
            "%{qemu}": binary.short_path,
            "%{workspace}": ctx.workspace_name,
        },
        template = ctx.file._qemu_launcher_template,
    )
    return struct(
        executable = launcher,
        runfiles = ctx.runfiles(
            [img, binary],
            transitive_files = ctx.attr._qemu_files[DefaultInfo].files,
        ),
    )
