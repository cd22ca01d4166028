# SPDX-License-Identifier: Apache-2.0
"""docs/boards.md: what is on which board."""

load("//platforms:boards.bzl", "BOARDS")
load(":board_facts.bzl", "BoardFactsInfo")

_HEAD = """\
# Boards

Made from `platforms/boards.bzl` and from what each board is linked with:
`./bazelw run //:update` writes this page, a test compares it.

"""

_TAIL = """
"Entered at" is where QEMU hands over to an image, and to the program as an ELF
file; the kernel runs at EL1, or in supervisor mode, wherever it came from.

The drivers are those that a board or its chip names in `deps`. Bazel says the
same, and what they are made of:

```
./bazelw cquery --platforms=//platforms:rpi4 \\
  'kind(cc_library, deps(//platforms:board)) intersect //drivers/...'
```

(`cquery`, not `query`: which chip's drivers are linked depends on the platform.)
"""

_ARCHITECTURES = {
    "@platforms//cpu:aarch64": "AArch64",
    "@platforms//cpu:arm": "ARMv6",
    "@platforms//cpu:armv7": "ARMv7-A",
}

def _code(text):
    return "`%s`" % text

def _level(board, level):
    if board.cpu == "@platforms//cpu:aarch64":
        return "EL%d" % level
    return {1: "supervisor mode", 2: "hyp mode"}[level]

def _levels(board):
    levels = [_level(board, board.entry_level), _level(board, board.elf_entry_level)]
    return levels[0] if levels[0] == levels[1] else "%s, %s" % tuple(levels)

def _heap(board):
    start, end = [int(address, 16) for address in board.heap.split("-")]
    return "%d KiB at 0x%x" % ((end - start) // 1024, start)

def _other_levels(board):
    levels = [_level(board, variant.entry_level) for variant in board.variants.values()]
    return ", ".join({level: None for level in levels}.keys())

# Name of the row -> what is in it, of an entry and its BoardFactsInfo.
_ROWS = {
    "Chip": lambda board, _: board.chip,
    "Cores": lambda board, _: "%d × %s" % (board.cores, board.core),
    "Architecture": lambda board, _: _ARCHITECTURES[board.cpu],
    "QEMU's machine": lambda board, _: _code(board.qemu_machine.split(",")[0]),
    "Image": lambda board, _: _code(board.image),
    "`config.txt`": lambda board, _: "yes" if board.config_txt else "",
    "Loaded at": lambda _, facts: facts.symbols["LOAD_ADDR"],
    "Entered at": lambda board, _: _levels(board),
    "In tests, also at": lambda board, _: _other_levels(board),
    "RAM": lambda board, _: board.ram.partition(" (")[0],
    "Heap": lambda board, _: _heap(board),
}

def _row(cells):
    return "| %s |\n" % " | ".join([cell or "–" for cell in cells])

def _table(facts):
    text = _row(["Board"] + [_code(fact.board) for fact in facts])
    text += "|" + "---|" * (len(facts) + 1) + "\n"
    for name, cell in _ROWS.items():
        text += _row([name] + [cell(BOARDS[fact.board], fact) for fact in facts])
    drivers = {driver: None for fact in facts for driver in fact.drivers}
    for driver in sorted(drivers):
        text += _row([_code(driver)] + [
            "yes" if driver in fact.drivers else ""
            for fact in facts
        ])
    return text

def _impl(ctx):
    facts = [target[BoardFactsInfo] for target in ctx.attr.boards]
    document = ctx.actions.declare_file(ctx.label.name + ".md")
    ctx.actions.write(document, _HEAD + _table(facts) + _TAIL)
    return [DefaultInfo(files = depset([document]))]

boards_document = rule(
    implementation = _impl,
    attrs = {
        "boards": attr.label_list(mandatory = True, providers = [BoardFactsInfo]),
    },
)
