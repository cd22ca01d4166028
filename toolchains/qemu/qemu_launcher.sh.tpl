#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boots %{image} in QEMU, with this terminal as its serial line.
# Arguments go to QEMU: `-s -S` waits for a debugger on port 1234.
for root in "$0.runfiles" "$RUNFILES_DIR" "$TEST_SRCDIR"; do
  [ -d "$root/%{workspace}" ] && break
done
root=$(cd -- "$root/%{workspace}" && pwd) || exit
# File names in arguments are the caller's.
cd -- "${BUILD_WORKING_DIRECTORY:-.}" || exit
[ -t 0 ] && echo 'QEMU: Ctrl-A X leaves; Ctrl-C reaches the board.' >&2
exec "$root/%{qemu}" %{arguments} \
  -display none -no-user-config -serial mon:stdio \
  -semihosting-config enable=on,target=native \
  -kernel "$root/%{image}" "$@"
