#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs %{main} among its runfiles.
for root in "$0.runfiles" "$RUNFILES_DIR" "$TEST_SRCDIR"; do
  [ -d "$root/%{workspace}" ] && break
done
cd -- "$root/%{workspace}" || exit
# Modules are named from the root of the repository; no others are looked for.
exec %{python} -S -c '
import runpy, sys
sys.path.insert(0, "")
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
' %{main} %{arguments} "$@"
