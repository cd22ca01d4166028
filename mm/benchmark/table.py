# SPDX-License-Identifier: Apache-2.0
"""The results of the benchmark for people to read."""


def _number(value):
    if value is None:
        return "-"
    # Worst cases are whole numbers, means seldom.
    return "%.0f" % value if value >= 100 or value % 1 == 0 else "%.1f" % value


def _pair(workload, statistic):
    """A column: what malloc and free cost."""

    def cell(figures):
        cells = [
            figures.get("%s %s %s" % (workload, operation, statistic))
            for operation in ("malloc", "free")
        ]
        if cells == [None, None]:
            return "-"
        return "/".join(_number(each) for each in cells)

    return cell


def _one(name, form=_number):
    return lambda figures: form(figures.get(name))


def _share(value):
    return "-" if value is None else "%.1f %%" % value


def _ratio(value):
    return "-" if value is None else "%.3f" % value


def _whole(value):
    return "-" if value is None else "%d" % value


def _yes(value):
    return {None: "-", 0: "fails", 1: "yes"}[value]


def _costs(mean):
    return [
        ("W1", _one("W1 malloc " + mean)),
        ("W2", _pair("W2", mean)),
        ("W2f", _pair("W2f", mean)),
        ("W3", _pair("W3", mean)),
        ("W4", _pair("W4", mean)),
        ("W4 @16", _pair("W4@16", mean)),
        ("W4 8000 slots", _pair("W4 8000", mean)),
        ("W5a", _one("W5a realloc " + mean)),
        ("W5b", _one("W5b realloc " + mean)),
    ]


_TAILS = [
    ("W1 worst", _one("W1 malloc worst", _whole)),
    ("W3 worst", _pair("W3", "worst")),
    ("W4 p99", _pair("W4", "p99")),
    ("W4 worst", _pair("W4", "worst")),
    ("W4 @16 worst", _pair("W4@16", "worst")),
    ("W4 8000 worst", _pair("W4 8000", "worst")),
    ("W5b worst", _one("W5b realloc worst", _whole)),
]
_HOLES = [
    ("malloc(2048)", _one("W6 malloc(2048) succeeds", _yes)),
    ("its cost", _one("W6 malloc(2048) worst", _whole)),
    ("worst malloc", _one("W6 malloc worst", _whole)),
    ("one that fails", _one("W6 malloc that fails worst", _whole)),
    ("worst free", _one("W6 free worst", _whole)),
    ("largest block / freed", _one("W6 largest block of holes, %", _share)),
    ("at the end / heap", _one("W6 largest block at the end, %", _share)),
]
_MEMORY = [
    ("W1 bytes/object", _one("W1 bytes per object")),
    ("W4 heap/peak", _one("W4 smallest heap / peak", _ratio)),
    ("W4 8000 heap/peak", _one("W4 8000 smallest heap / peak", _ratio)),
    ("code", _one("code, bytes", _whole)),
    ("constants", _one("constants, bytes", _whole)),
    ("RAM", _one("RAM, bytes", _whole)),
]


def _lines(title, columns, results):
    rows = [["allocator"] + [name for name, _ in columns]]
    for name, figures in results.items():
        rows.append([name] + [cell(figures) for _, cell in columns])
    # Columns in which nobody has anything are left out.
    kept = [
        column
        for column in range(len(rows[0]))
        if any(row[column] != "-" for row in rows[1:])
    ]
    widths = [max(len(row[column]) for row in rows) for column in kept]
    yield ""
    yield title
    for row in rows:
        cells = [row[column] for column in kept]
        yield "  ".join(
            [cells[0].ljust(widths[0])]
            + [
                cell.rjust(width)
                for cell, width in zip(cells[1:], widths[1:])
            ]
        ).rstrip()


def text(board, host):
    """Returns the tables for {name: figures} of the board and of the host."""
    lines = []
    if board:
        lines += _lines(
            "AArch64, instructions per call, mean (malloc/free)",
            _costs("mean"),
            board,
        )
        lines += _lines("the same, 99th percentile and worst", _TAILS, board)
        lines += _lines("W6, holes of 1024 bytes", _HOLES, board)
        lines += _lines(
            "memory: smallest heap for W4 with static RAM / most bytes in use;"
            " bytes of code, constants and static RAM",
            _MEMORY,
            board,
        )
    if host:
        lines += _lines(
            "this machine, nanoseconds per call, mean of the fastest 99 %"
            " (malloc/free)",
            _costs("trimmed"),
            host,
        )
    return "\n".join(lines).lstrip("\n") + "\n"
