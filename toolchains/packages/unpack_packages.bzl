# SPDX-License-Identifier: Apache-2.0
"""Unpacks .deb files with nothing but Bazel."""

# Where a package may have links that leave the repository. (Links to
# directories are not followed, so the list need not be exact.)
_LINK_FOLDERS = ["lib", "lib64", "usr/lib", "usr/bin"]

def _prune(rctx, drop, keep):
    for path in drop:
        rctx.delete(path)
    for folder, names in keep.items():
        for entry in rctx.path(folder).readdir():
            if entry.basename not in names:
                rctx.delete(entry)

def _delete_foreign_links(rctx, triplet):
    """Deletes links that lead to the machine's own files or nowhere."""
    root = str(rctx.path(".").realpath) + "/"
    folders = _LINK_FOLDERS + ["%s/%s" % (path, triplet) for path in (
        "lib",
        "usr/lib",
    )]
    for folder in folders:
        path = rctx.path(folder)
        if not path.exists:
            continue
        for entry in path.readdir():
            if not str(entry.realpath).startswith(root) or not entry.exists:
                rctx.delete(entry)

def unpack_packages(rctx, files, drop, keep, triplet):
    """Unpacks packages over one another into the repository's root.

    Args:
      rctx: the repository's context.
      files: the .deb files, paths in the repository.
      drop: paths that are of no use here.
      keep: folder -> names of its entries; all others are of no use here.
      triplet: the Debian name of the architecture in library paths.
    """
    for file in files:
        rctx.extract(file, output = "unpacked")
        for entry in rctx.path("unpacked").readdir():
            if entry.basename.startswith("data.tar"):
                rctx.extract(entry)
        rctx.delete("unpacked")
        rctx.delete(file)
    rctx.delete("pins")
    _prune(rctx, drop, keep)
    _delete_foreign_links(rctx, triplet)
