# SPDX-License-Identifier: Apache-2.0
"""The text of .github/workflows/ci.yml."""

load(":matrix.bzl", "jobs")

_TEXT = """\
# SPDX-License-Identifier: Apache-2.0
# Made from tools/ci and platforms/boards.bzl: bazel run //:update
name: CI

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

concurrency:
  group: ${{ github.workflow }}-${{ github.ref }}
  cancel-in-progress: true

env:
  # Packages: Bazel's own and those that the build pins.
  PACKAGES: |
    ~/.cache/daedalus
    ~/.cache/bazel/*/cache/repos

jobs:
  # So that the gates need not fetch the same, each for itself.
  packages:
%{machine}
    timeout-minutes: 30
    steps:
%{checkout}
      - uses: actions/cache@v4
        id: packages
        with:
          path: ${{ env.PACKAGES }}
          key: %{packages_key}
      - if: steps.packages.outputs.cache-hit != 'true'
        run: ./bazelw build --nobuild //...

  gate:
    name: ${{ matrix.gate }}
    needs: packages
%{machine}
    timeout-minutes: 60
    strategy:
      fail-fast: false
      matrix:
        gate:
%{gates}
    steps:
%{checkout}
      - uses: actions/cache/restore@v4
        with:
          path: ${{ env.PACKAGES }}
          key: %{packages_key}
      # Saved once for each state of the lock: later runs build what has
      # changed since, and the cache does not grow.
      - uses: actions/cache@v4
        with:
          path: ~/.cache/bazel-disk
          key: disk-${{ matrix.gate }}-%{lock}
      - run: echo "build --disk_cache=$HOME/.cache/bazel-disk" >> ~/.bazelrc
      - run: .ci/run ${{ matrix.gate }}

  # One name for branch protection, whatever boards there are.
  all:
    if: always()
    needs: gate
    runs-on: ubuntu-24.04
    steps:
      - run: test ${{ needs.gate.result }} = success
"""

# ./bazelw brings everything else, and mounts it: hence the privileges.
_MACHINE = """\
    runs-on: ubuntu-24.04
    container:
      image: debian:12
      options: --privileged
    defaults:
      run:
        shell: bash"""

# The checkout belongs to a user of the machine around the container.
_CHECKOUT = """\
      - run: |
          apt-get update
          apt-get install --yes --no-install-recommends ca-certificates git
          git config --global --add safe.directory "$GITHUB_WORKSPACE"
      - uses: actions/checkout@v4
        with:
          persist-credentials: false"""

_LOCK = "${{ hashFiles('bazelw', 'MODULE.bazel', 'toolchains/packages/lock.bzl') }}"

def workflow_text():
    """A job for each gate or part of one, each on a machine of its own.

    Returns:
      string.
    """
    text = _TEXT
    for name, value in {
        "checkout": _CHECKOUT,
        "gates": "\n".join(["          - " + job for job in jobs()]),
        "lock": _LOCK,
        "machine": _MACHINE,
        "packages_key": "packages-" + _LOCK,
    }.items():
        text = text.replace("%{" + name + "}", value)
    return text
