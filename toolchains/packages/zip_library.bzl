# SPDX-License-Identifier: Apache-2.0
"""Packs Python's library into one file; zip_library.py says why and how."""

def zip_library(rctx, script, host, archive, folders):
    """Replaces the modules in `folders` by one zip file of compiled ones.

    Args:
      rctx: the repository's context, with Python unpacked into it.
      script: label of zip_library.py.
      host: struct(triplet, loader).
      archive: path of the zip file in the repository.
      folders: where the modules are, paths in the repository.
    """
    libraries = "lib/{0}:usr/lib/{0}".format(host.triplet)
    result = rctx.execute(
        [
            rctx.path("lib/%s/%s" % (host.triplet, host.loader)),
            "--inhibit-cache",
            "--library-path",
            libraries,
            "--argv0",
            str(rctx.path("usr/bin/python3.11")),
            "usr/bin/python3.11",
            "-S",
            "-s",
            "-B",
            rctx.path(script),
            archive,
        ] + folders,
        # Every machine writes the same file.
        environment = {
            "PYTHONHASHSEED": "0",
            "PYTHONHOME": str(rctx.path("usr")),
        },
    )
    if result.return_code != 0:
        fail("zip_library.py failed: " + result.stderr)
