# SPDX-License-Identifier: Apache-2.0
"""Links a bare-metal program, and writes the linker's map beside it."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain", "use_cpp_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

KernelElfInfo = provider(
    "A linked program.",
    fields = {
        "elf": "File: with symbols and debug information.",
        "map": "File: the linker's map.",
    },
)

# sys.path as in //tests:python_launcher.sh.tpl.
_RUN = "import runpy, sys; sys.path.insert(0, ''); del sys.argv[0]; " + \
       "runpy.run_path(sys.argv[0], run_name='__main__')"

def _link(ctx, features, name, contexts, link_map = None):
    return cc_common.link(
        name = name,
        actions = ctx.actions,
        additional_outputs = [link_map] if link_map else [],
        cc_toolchain = find_cpp_toolchain(ctx),
        feature_configuration = features,
        linking_contexts = contexts,
        output_type = "executable",
        user_link_flags = ["-Wl,-Map=" + link_map.path] if link_map else [],
    ).executable

def _symbol_table(ctx, command, inputs, output):
    ctx.actions.run(
        arguments = ["-S", "-c", _RUN, ctx.file._symbol_table.path, command] +
                    [file.path for file in inputs + [output]],
        executable = ctx.file._python,
        inputs = inputs + [ctx.file._symbol_table, ctx.file._elf_reader],
        mnemonic = "SymbolTable",
        outputs = [output],
        progress_message = "Writing %{output}",
        tools = [ctx.attr._python_files[DefaultInfo].files],
    )

def _compile(ctx, features, source):
    context, _ = cc_common.create_linking_context_from_compilation_outputs(
        name = ctx.label.name + ".symbols",
        actions = ctx.actions,
        # Nobody calls it by name.
        alwayslink = True,
        cc_toolchain = find_cpp_toolchain(ctx),
        compilation_outputs = cc_common.compile(
            name = ctx.label.name + ".symbols",
            actions = ctx.actions,
            cc_toolchain = find_cpp_toolchain(ctx),
            feature_configuration = features,
            srcs = [source],
        )[1],
        disallow_dynamic_library = True,
        feature_configuration = features,
    )
    return context

def _impl(ctx):
    name = ctx.label.name
    features = cc_common.configure_features(
        cc_toolchain = find_cpp_toolchain(ctx),
        ctx = ctx,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    contexts = [dep[CcInfo].linking_context for dep in ctx.attr.deps]
    link_map = ctx.actions.declare_file(name + ".map")
    if ctx.attr.symbols:
        # The table lies behind the code: with it, functions are where they were.
        unnamed = _link(ctx, features, name + ".unnamed", contexts)
        table = ctx.actions.declare_file(name + ".symbols.S")
        _symbol_table(ctx, "make", [unnamed], table)
        contexts.append(_compile(ctx, features, table))
        unchecked = _link(ctx, features, name + ".unchecked", contexts, link_map)
        elf = ctx.actions.declare_file(name)
        _symbol_table(ctx, "check", [unchecked, table], elf)
    else:
        elf = _link(ctx, features, name, contexts, link_map)
    return [
        DefaultInfo(executable = elf, files = depset([elf, link_map])),
        KernelElfInfo(elf = elf, map = link_map),
    ]

kernel_elf = rule(
    implementation = _impl,
    attrs = {
        "deps": attr.label_list(mandatory = True, providers = [CcInfo]),
        "symbols": attr.bool(
            doc = "Whether the program knows the names of its functions.",
        ),
        "_elf_reader": attr.label(
            allow_single_file = True,
            default = "//toolchains/qemu:elf.py",
        ),
        "_python": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@python//:python3",
        ),
        "_python_files": attr.label(
            cfg = "exec",
            default = "@python//:files",
        ),
        "_symbol_table": attr.label(
            allow_single_file = True,
            default = ":symbol_table.py",
        ),
    },
    fragments = ["cpp"],
    provides = [KernelElfInfo],
    toolchains = use_cpp_toolchain(),
)
