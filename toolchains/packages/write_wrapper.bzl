# SPDX-License-Identifier: Apache-2.0
"""Writes the scripts that run a packaged program with its own libraries."""

# The program is started through the loader of its own C library: nothing of
# the machine's is loaded, and no variable is set that programs started by it
# would inherit. --inhibit-cache keeps the loader from /etc/ld.so.cache.
#
# `$0` stays the program's name: clang finds ld.lld and starts itself again
# (clang -cc1, which accepts no option before it) by it.
_WRAPPER = """\
#!/bin/sh
# Generated. Runs {program} with the libraries that were packaged for it.
case "$0" in
*/{path}) root="${{0%/{path}}}" ;;
{path}) root=. ;;
*) root="${{0%/*}}/{up}" ;;
esac
{absolute}if [ ! -e "$root/{program}" ]; then
  echo "$0: run this as <repository>/{path}, not through a link" >&2
  exit 127
fi
unset LD_LIBRARY_PATH LD_PRELOAD LD_AUDIT
{environment}case "${{1-}}" in
-cc1*) ;;
*) set -- {arguments}"$@" ;;
esac
exec "$root/{libraries}{loader}" --inhibit-cache \\
  --library-path "{library_path}" \\
  --argv0 "{argv0}" "$root/{program}" "$@"
"""

# For programs that change their working directory and look at their own path.
_ABSOLUTE = """\
case "$root" in
/*) ;;
*) root="$PWD/$root" ;;
esac
"""

def write_wrapper(rctx, path, tool, host, libraries):
    """Writes one script.

    Args:
      rctx: the repository's context.
      path: of the script in this repository.
      tool: dictionary: `program` (path in this repository), optional
        `arguments` (list, `$root` is this repository), `environment`
        (NAME -> value), `absolute` (the program sees its absolute path),
        `library_folders` (list, the loader's first; {triplet} as in
        debian_packages).
      host: struct(triplet, loader).
      libraries: directory of the repository with the libraries relative to
        this one: "" or "../<name>/".
    """
    folders = [
        folder.replace("{triplet}", host.triplet)
        for folder in tool.get("library_folders", [
            "lib/{triplet}",
            "usr/lib/{triplet}",
        ])
    ]
    absolute = tool.get("absolute", False)
    rctx.file(path, _WRAPPER.format(
        absolute = _ABSOLUTE if absolute else "",
        argv0 = "$root/" + path if absolute else "$0",
        arguments = "".join([
            '"%s" ' % argument
            for argument in tool.get("arguments", [])
        ]),
        environment = "".join([
            'export %s="%s"\n' % item
            for item in tool.get("environment", {}).items()
        ]),
        libraries = libraries,
        library_path = ":".join([
            "$root/%s%s" % (libraries, folder)
            for folder in folders
        ]),
        loader = "%s/%s" % (folders[0], host.loader),
        path = path,
        program = tool["program"],
        up = "/".join([".." for _ in path.split("/")[:-1]]),
    ), executable = True)
