#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boots %{image} in QEMU and judges it.
cd "${TEST_SRCDIR:-$0.runfiles}/%{workspace}" || exit
# Modules are named from the root of the repository. -S: none of others.
exec %{python} -S -c '
import runpy, sys
sys.path.insert(0, "")
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
' %{main} %{qemu} %{image} %{arguments} "$@"
