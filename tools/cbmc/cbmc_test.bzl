# SPDX-License-Identifier: Apache-2.0
"""Proofs by the bounded model checker CBMC, as tests.

Loops are unwound as often as `unwind` says, and that this was often enough is
proved, too: what passes holds in every run of the harness.
"""

load("//tests:python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")

# What we ship for; both have 8-bit bytes, 32-bit int and little-endian words.
_WORDS = {
    32: struct(cbmc = "arm", triple = "armv7a-none-eabi"),
    64: struct(cbmc = "arm64", triple = "aarch64-none-elf"),
}

_OPTIONS = [
    "--bounds-check",
    "--conversion-check",
    "--div-by-zero-check",
    "--drop-unused-functions",
    # It would be preprocessed by a compiler of the machine's: library.c.
    "--no-library",
    "--pointer-check",
    "--pointer-overflow-check",
    "--pointer-primitive-check",
    "--signed-overflow-check",
    # Only what a property depends on: a quarter of the time less.
    "--slice-formula",
    "--undefined-shift-check",
    "--unsigned-overflow-check",
    "--unwinding-assertions",
]

def _mutated(ctx, file):
    out = ctx.actions.declare_file("%s.mutated/%s" % (ctx.label.name, file.short_path))
    ctx.actions.expand_template(
        output = out,
        substitutions = ctx.attr.models | ctx.attr.mutation,
        template = file,
    )
    return out

def _path(*parts):
    return "/".join([part for part in parts if part]) or "."

def _preprocess(ctx, file, root, headers, triple):
    """CBMC would call a compiler of the machine's for this."""
    out = ctx.actions.declare_file("%s.i/%s.i" % (ctx.label.name, file.basename.removesuffix(".c")))
    ctx.actions.run(
        arguments = [
            "-E",
            "--target=" + triple,
            "-std=c11",
            "-ffreestanding",
            "-nostdlibinc",
            "-Wall",
            "-Werror",
        ] + [
            "-iquote" + _path(root, ctx.label.package, folder)
            for folder in ctx.attr.includes
        ] + [
            "-iquote" + root,
            "-iquote" + _path(ctx.file._header.owner.workspace_root),
        ] + ["-D" + define for define in ctx.attr.defines] + [
            file.path,
            "-o",
            out.path,
        ],
        executable = ctx.file._clang,
        inputs = [file, ctx.file._header] + headers,
        mnemonic = "CbmcPreprocess",
        outputs = [out],
        tools = [ctx.attr._clang_files[DefaultInfo].files],
    )
    return out

def _impl(ctx):
    word = _WORDS[ctx.attr.word]
    root = _path(ctx.label.workspace_root)
    files = ctx.files.srcs
    headers = ctx.files.hdrs
    if ctx.attr.models or ctx.attr.mutation:
        root = _path(ctx.bin_dir.path, ctx.label.workspace_root, ctx.label.package, ctx.label.name + ".mutated")
        files = [_mutated(ctx, file) for file in files]
        headers = [_mutated(ctx, file) for file in headers]
    sources = [
        _preprocess(ctx, file, root, headers, word.triple)
        for file in files + [ctx.file._library]
    ]
    task = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(task, json.encode_indent({
        "command": [
            ctx.file._cbmc.short_path,
            "--arch",
            word.cbmc,
            "--function",
            ctx.attr.entry,
            "--unwind",
            str(ctx.attr.unwind),
        ] + _OPTIONS + ctx.attr.options + [file.short_path for file in sources],
        "minimum": ctx.attr.minimum,
        "refutes": ctx.attr.refutes,
        "wraps": ctx.attr.wraps,
    }))
    return [python_launcher(
        ctx,
        arguments = [task.short_path],
        files = depset(
            sources + [task, ctx.file._main, ctx.file._cbmc] + ctx.files._srcs,
            transitive = [ctx.attr._cbmc_files[DefaultInfo].files],
        ),
        main = ctx.file._main,
    )]

_cbmc_test = rule(
    implementation = _impl,
    attrs = {
        "defines": attr.string_list(doc = "NAME=VALUE, for all sources."),
        "entry": attr.string(doc = "The harness: a function.", mandatory = True),
        "hdrs": attr.label_list(allow_files = [".c", ".h"], doc = "What the sources include."),
        "includes": attr.string_list(doc = "Folders of this package that come before the root."),
        "minimum": attr.int(doc = "The number of properties may not fall below this."),
        "models": attr.string_dict(doc = "Text in the sources -> what stands for it in this proof."),
        "mutation": attr.string_dict(doc = "Text in the sources -> other text: a planted bug."),
        "options": attr.string_list(doc = "More options of CBMC."),
        "refutes": attr.string(doc = "Passes if a property with this in its text fails."),
        "srcs": attr.label_list(allow_files = [".c"], mandatory = True),
        "unwind": attr.int(default = 1, doc = "How often loops and recursions are unwound, plus 1."),
        "word": attr.int(default = 64, doc = "Bits of a pointer.", values = [32, 64]),
        "wraps": attr.string_list(doc = "Functions in which unsigned arithmetic wraps on purpose."),
        "_cbmc": attr.label(allow_single_file = True, cfg = "exec", default = "@cbmc"),
        "_cbmc_files": attr.label(cfg = "exec", default = "@cbmc//:files"),
        "_clang": attr.label(allow_single_file = True, cfg = "exec", default = "@llvm//:clang"),
        "_clang_files": attr.label(cfg = "exec", default = "@llvm//:clang_files"),
        "_header": attr.label(allow_single_file = True, default = "//tools/cbmc:cbmc.h"),
        "_library": attr.label(allow_single_file = True, default = "//tools/cbmc:library.c"),
        "_main": attr.label(allow_single_file = True, default = "//tools/cbmc:run_cbmc.py"),
        "_srcs": attr.label(allow_files = True, default = "//tools/cbmc:verdict.py"),
    } | PYTHON_LAUNCHER_ATTRS,
    test = True,
)

def cbmc_test(name, minimum, tags = [], size = "medium", **kwargs):
    """A proof. Passes if every property of every run of `entry` holds.

    These are: what CBMC_PROVE() says; no access outside an object, through null
    or through a stale pointer; no arithmetic that overflows or wraps (but see
    `wraps`), shifts too far or divides by 0; no value cut off by a conversion;
    no loop that goes on after `unwind`. Of each CBMC_REACH() some run must get
    there.

    Args:
      name: of the test.
      minimum: how many properties must have been checked at least.
      tags: of the test; it also has "cbmc".
      size: of the test.
      **kwargs: attributes of the rule above.
    """
    _cbmc_test(
        name = name,
        size = size,
        minimum = minimum,
        tags = tags + ["cbmc"],
        **kwargs
    )

def cbmc_refutation_test(name, mutation, refutes, tags = [], size = "medium", **kwargs):
    """A planted bug. Passes if the proof finds it.

    Args:
      name: of the test.
      mutation: text in the sources -> other text. Passes only if a proof of the
        changed sources fails, so a text that has gone is noticed.
      refutes: part of the text of a property that must fail.
      tags: of the test; it also has "cbmc".
      size: of the test.
      **kwargs: attributes of the rule above.
    """
    _cbmc_test(
        name = name,
        size = size,
        mutation = mutation,
        refutes = refutes,
        tags = tags + ["cbmc"],
        **kwargs
    )
