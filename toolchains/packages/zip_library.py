# SPDX-License-Identifier: Apache-2.0
"""Packs Python's library into one file of compiled modules.

usage: zip_library.py ZIP FOLDER...

Python looks for its library in lib/python<version>.zip before lib/python<...>,
so nothing else has to change. One file in place of 600, for every test to lay
out, and none to compile at every start. The modules are deleted; what is not a
.py file stays. The result is the same in every run with PYTHONHASHSEED=0.
"""

import marshal
import os
import sys
import zipfile

# Flags of a .pyc: its hash is not compared with that of a source file.
_UNCHECKED = (1).to_bytes(4, "little")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _modules(folder):
    for path, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                full = os.path.join(path, name)
                yield full, os.path.relpath(full, folder)


def _compiled(path, name):
    from importlib.util import MAGIC_NUMBER

    with open(path, "rb") as file:
        code = compile(file.read(), name, "exec", dont_inherit=True)
    # Version 2: later ones write how often an object happens to be shared.
    return MAGIC_NUMBER + _UNCHECKED + bytes(8) + marshal.dumps(code, 2)


def main(arguments):
    target, *folders = arguments
    done = []
    with zipfile.ZipFile(target, "w") as archive:
        for folder in folders:
            for path, name in _modules(folder):
                entry = zipfile.ZipInfo(name + "c", _EPOCH)
                archive.writestr(entry, _compiled(path, name))
                done.append(path)
    for path in done:
        os.remove(path)


if __name__ == "__main__":
    main(sys.argv[1:])
