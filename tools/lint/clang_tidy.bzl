# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over every C file, with the flags that it is compiled with.

Runs as a validation of whatever `bazel test` builds (.bazelrc): a finding
fails the build of the target, an unchanged file costs nothing.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain", "use_cpp_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

_ATTRS = ["actual", "data", "deps", "elf", "image", "implementation_deps", "tests"]

ClangTidyInfo = provider(
    "What clang-tidy had to say.",
    fields = {"reports": "depset of File: of a target and all that it needs."},
)

def _reports_of_deps(ctx):
    reports = []
    for name in _ATTRS:
        deps = getattr(ctx.rule.attr, name, None) or []
        for dep in deps if type(deps) == "list" else [deps]:
            if type(dep) == "Target" and ClangTidyInfo in dep:
                reports.append(dep[ClangTidyInfo].reports)
    return reports

def _is_ours(target):
    return target.label.workspace_root == "" and CcInfo in target

def _is_checked_here(ctx):
    """Once is enough: on the host, unless only a board can compile it.

    A target that only boards use says so in target_compatible_with. Sources
    that a select() picks for boards have a target of their own.
    """
    hosted = find_cpp_toolchain(ctx).libc == "glibc"
    return hosted or len(ctx.rule.attr.target_compatible_with) > 0

def _command_line(ctx, compilation_context, file):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        cc_toolchain = toolchain,
        ctx = ctx,
        requested_features = ctx.features,
        # The compiler enforces it; here it would only want the module maps.
        unsupported_features = ctx.disabled_features + ["layering_check", "module_maps"],
    )
    defines = depset(
        ctx.rule.attr.local_defines,
        transitive = [compilation_context.defines],
    )
    variables = cc_common.create_compile_variables(
        cc_toolchain = toolchain,
        feature_configuration = features,
        include_directories = compilation_context.includes,
        preprocessor_defines = defines,
        quote_include_directories = compilation_context.quote_includes,
        source_file = file.path,
        system_include_directories = compilation_context.system_includes,
        user_compile_flags = ctx.rule.attr.copts,
    )
    return cc_common.get_memory_inefficient_command_line(
        action_name = ACTION_NAMES.c_compile,
        feature_configuration = features,
        variables = variables,
    )

def _check(ctx, target, file):
    # Private headers and implementation_deps are not in the target's CcInfo.
    compilation_context = cc_common.merge_compilation_contexts(
        compilation_contexts = [target[CcInfo].compilation_context] + [
            dep[CcInfo].compilation_context
            for dep in getattr(ctx.rule.attr, "implementation_deps", []) + ctx.rule.attr.deps
            if CcInfo in dep
        ],
    )
    toolchain = find_cpp_toolchain(ctx)
    out = ctx.actions.declare_file("%s.%s.tidy" % (ctx.label.name, file.basename))
    ctx.actions.run_shell(
        arguments = [
            out.path,
            ctx.file._clang_tidy.path,
            "--quiet",
            "--config-file=" + ctx.file._config.path,
            file.path,
            "--",
            # It is not where clang-tidy would look for it.
            "-resource-dir=" + ctx.files._resource_headers[0].dirname.removesuffix("/include"),
        ] + _command_line(ctx, compilation_context, file),
        command = 'out=$1; shift; "$@" > "$out" 2>&1 || { cat "$out"; exit 1; }',
        inputs = depset(
            [file, ctx.file._config] + ctx.rule.files.srcs,
            transitive = [compilation_context.headers, toolchain.all_files],
        ),
        mnemonic = "ClangTidy",
        outputs = [out],
        progress_message = "Checking %{label} (clang-tidy)",
        tools = [ctx.file._clang_tidy, ctx.attr._clang_tidy_files[DefaultInfo].files],
    )
    return out

def _impl(target, ctx):
    files = []
    if _is_ours(target) and _is_checked_here(ctx):
        files = [file for file in getattr(ctx.rule.files, "srcs", []) if file.extension == "c"]

    # Bazel runs the validations of aspects of top-level targets only.
    reports = depset(
        [_check(ctx, target, file) for file in files],
        transitive = _reports_of_deps(ctx),
    )
    return [
        ClangTidyInfo(reports = reports),
        OutputGroupInfo(_validation = reports),
    ]

clang_tidy = aspect(
    implementation = _impl,
    attr_aspects = _ATTRS,
    attrs = {
        "_clang_tidy": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@clang_tools//:clang-tidy",
        ),
        "_clang_tidy_files": attr.label(
            cfg = "exec",
            default = "@clang_tools//:files",
        ),
        "_resource_headers": attr.label(
            cfg = "exec",
            default = "@llvm//:resource_headers",
        ),
        "_config": attr.label(allow_single_file = True, default = "//:.clang-tidy"),
    },
    fragments = ["cpp"],
    toolchains = use_cpp_toolchain(),
)
