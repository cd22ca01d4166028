# SPDX-License-Identifier: Apache-2.0
"""Programs of ours in Python that run the benchmark."""

load("//tests:python_launcher.bzl", "PYTHON_LAUNCHER_ATTRS", "python_launcher")
load(
    "//toolchains/qemu:qemu_launcher.bzl",
    "QEMU_LAUNCHER_ATTRS",
    "qemu_arguments",
    "qemu_binary",
)
load(":benchmark_program.bzl", "BENCHMARK_BOARD", "BenchmarkProgramInfo")

def _host_programs(ctx):
    """What runs on the host, and the files that takes."""
    if not ctx.file.host_program:
        return [], []
    plain = {
        "loader": ctx.file.host_loader.short_path,
        "program": ctx.file.host_program.short_path,
    }
    programs = [
        {
            "loader": None,
            "name": name,
            "preload": None,
            "program": target.files.to_list()[0].short_path,
        }
        for target, name in ctx.attr.own_host_programs.items()
    ] + [dict(plain, name = "glibc", preload = None)] + [
        dict(plain, name = name, preload = target.files.to_list()[0].short_path)
        for target, name in ctx.attr.host_preloads.items()
    ]
    return programs, (
        [ctx.file.host_loader, ctx.file.host_program] +
        ctx.files.host_files +
        ctx.files.host_preloads +
        ctx.files.own_host_programs
    )

def _modules(ctx):
    """The folder that Python modules are in, or None."""
    for file in ctx.files.modules:
        folder, found, _ = file.short_path.partition("/pygal/__init__.py")
        if found:
            return folder
    return None

def _impl(ctx):
    qemu = qemu_binary(ctx, BENCHMARK_BOARD)
    programs = {
        target.label.name: target[BenchmarkProgramInfo]
        for target in ctx.attr.programs
    }
    host_programs, host_files = _host_programs(ctx)
    description = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(description, json.encode_indent({
        "budgets": json.decode(ctx.attr.budgets),
        "host": host_programs,
        "machine_arguments": qemu_arguments(BENCHMARK_BOARD) +
                             BENCHMARK_BOARD.qemu_test_args,
        "modules": _modules(ctx),
        "programs": {
            name: {
                "adapter": program.adapter,
                "elf": program.elf.short_path,
                "map": program.map.short_path,
                "objects": program.objects,
            }
            for name, program in programs.items()
        },
        "qemu": qemu.short_path,
    }))
    return [python_launcher(
        ctx,
        arguments = [description.short_path],
        files = depset(
            [ctx.file.main, description, qemu] +
            ctx.files.srcs +
            ctx.files.modules +
            host_files +
            [program.elf for program in programs.values()] +
            [program.map for program in programs.values()],
            transitive = [ctx.attr._qemu_files[DefaultInfo].files],
        ),
        main = ctx.file.main,
    )]

_ATTRS = {
    "budgets": attr.string(
        default = "{}",
        doc = "JSON, see budgets.bzl.",
    ),
    "host_files": attr.label(doc = "The C library and such for `host_program`."),
    "host_loader": attr.label(allow_single_file = True),
    "host_preloads": attr.label_keyed_string_dict(
        allow_files = True,
        doc = "Library that replaces malloc -> its name.",
    ),
    "host_program": attr.label(
        allow_single_file = True,
        doc = "Measures malloc of whatever it is run with.",
    ),
    "main": attr.label(allow_single_file = [".py"], mandatory = True),
    "modules": attr.label(doc = "Pygal, for who draws."),
    "own_host_programs": attr.label_keyed_string_dict(
        doc = "Programs that measure an allocator of ours on the host -> name.",
    ),
    "programs": attr.label_list(
        mandatory = True,
        providers = [BenchmarkProgramInfo],
    ),
    "srcs": attr.label_list(
        allow_files = [".py"],
        doc = "What `main` imports.",
    ),
} | PYTHON_LAUNCHER_ATTRS | QEMU_LAUNCHER_ATTRS

benchmark_runner = rule(
    implementation = _impl,
    attrs = _ATTRS,
    executable = True,
)

benchmark_test = rule(
    implementation = _impl,
    attrs = _ATTRS,
    test = True,
)
