# SPDX-License-Identifier: Apache-2.0
"""The module extension that declares our repositories in MODULE.bazel."""

load(":repositories.bzl", "repositories")

def _packages_impl(_module_ctx):
    repositories()

packages = module_extension(
    implementation = _packages_impl,
    doc = "Declares everything that repositories.bzl does.",
)
