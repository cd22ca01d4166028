# SPDX-License-Identifier: Apache-2.0
"""A bit of everything that Python does with memory. Prints the same always."""

import ast
import collections
import concurrent.futures
import ctypes
import hashlib
import json
import lzma
import os
import queue
import random
import re
import threading
import zlib


def structures():
    """Many small objects, large containers, strings that grow."""
    numbers = random.Random(1)
    rows = [
        {
            "id": i,
            "name": "n%d" % (i * 7919),
            "tags": [str(j) for j in range(i % 17)],
            "weight": numbers.random(),
        }
        for i in range(20000)
    ]
    for _ in range(2):
        text = json.dumps(rows)
        rows = json.loads(text)
    words = re.findall(r"n\d+", text)
    table = collections.defaultdict(list)
    for word in words:
        table[len(word)].append(word)
    grown = bytearray()
    for i in range(100000):
        grown += b"%d," % i
    tree = ast.parse("\n".join(f"x{i} = [{i}, (x, {i})]" for i in range(2000)))
    yield len(text), len(words), sorted(map(len, table.values()))
    yield hashlib.sha256(grown).hexdigest(), len(ast.dump(tree))


def compressors():
    """Libraries of C that allocate by themselves, some of it much at once."""
    data = random.Random(2).randbytes(1 << 20) + bytes(1 << 20)
    for library in (zlib, lzma):
        packed = library.compress(data)
        yield len(packed), library.decompress(packed) == data
    # Blocks that go back to the system.
    for size in (1 << 20, 40 << 20, 70 << 20):
        blocks = [ctypes.create_string_buffer(size) for _ in range(2)]
        for block in blocks:
            block[size - 1] = b"x"
        yield size, [sum(block.raw[-3:]) for block in blocks]


def threads():
    """Objects made by one thread and freed by another; threads that end."""
    items = queue.Queue(maxsize=64)
    totals = []

    def produce(start):
        for i in range(start, start + 2000):
            items.put([str(i)] * (i % 50) + [bytes(i)])
        items.put(None)

    def consume():
        total = 0
        while (item := items.get()) is not None:
            total += len(item) + len(item[-1])
        totals.append(total)

    workers = [threading.Thread(target=consume) for _ in range(3)]
    workers += [
        threading.Thread(target=produce, args=(i * 1000,)) for i in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    yield sum(totals)
    for _ in range(200):
        brief = threading.Thread(target=lambda: [bytes(i) for i in range(300)])
        brief.start()
        brief.join()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        yield sum(pool.map(lambda i: len(json.dumps([i] * i)), range(400)))


def children():
    """Forks while another thread allocates."""
    stop = threading.Event()

    def allocate():
        while not stop.is_set():
            [str(i) * 20 for i in range(200)]

    busy = [threading.Thread(target=allocate) for _ in range(2)]
    for thread in busy:
        thread.start()
    codes = []
    for i in range(30):
        child = os.fork()
        if child == 0:
            os._exit(len(json.dumps(list(range(500)))) % 100 + i)
        codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    stop.set()
    for thread in busy:
        thread.join()
    yield codes


for part in (structures, compressors, threads, children):
    for line in part():
        print(part.__name__, line)
