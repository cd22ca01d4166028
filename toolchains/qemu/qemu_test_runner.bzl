# SPDX-License-Identifier: Apache-2.0
"""A test runner toolchain: a `cc_test` for a board boots in QEMU."""

def _get_runner(ctx, binary_info, processed_environment, qemu, image_runner):
    """Called by cc_test, with its own ctx."""
    launcher = ctx.actions.declare_file(ctx.label.name + ".qemu_test")
    image = binary_info.executable
    ctx.actions.expand_template(
        is_executable = True,
        output = launcher,
        substitutions = {
            "%{arguments}": " ".join(
                ["'%s'" % argument for argument in qemu.machine_arguments],
            ),
            "%{image}": image.short_path,
            "%{main}": image_runner.main.short_path,
            "%{python}": image_runner.python.short_path,
            "%{qemu}": qemu.binary.short_path,
            "%{workspace}": ctx.workspace_name,
        },
        template = image_runner.template,
    )
    runfiles = ctx.runfiles(
        [image],
        transitive_files = depset(transitive = [qemu.files, image_runner.files]),
    )
    return [
        DefaultInfo(
            executable = launcher,
            files = depset([image]),
            runfiles = runfiles.merge(binary_info.runfiles),
        ),
        RunEnvironmentInfo(environment = processed_environment),
    ]

def _impl(ctx):
    files = depset(
        ctx.files.srcs,
        transitive = [ctx.attr._python_files[DefaultInfo].files],
    )
    return [platform_common.ToolchainInfo(
        cc_test_info = struct(
            get_runner = struct(
                args = {
                    "image_runner": struct(
                        files = files,
                        main = ctx.file.main,
                        python = ctx.file._python,
                        template = ctx.file._template,
                    ),
                    "qemu": struct(
                        binary = ctx.file.qemu,
                        files = depset(
                            [ctx.file.qemu],
                            transitive = [ctx.attr.qemu_files[DefaultInfo].files],
                        ),
                        machine_arguments = ctx.attr.machine_arguments,
                    ),
                },
                func = _get_runner,
            ),
            linkopts = [],
            linkstatic = True,
        ),
    )]

qemu_test_runner = rule(
    implementation = _impl,
    attrs = {
        "machine_arguments": attr.string_list(
            doc = "What makes QEMU this board. No single quotes.",
            mandatory = True,
        ),
        "main": attr.label(allow_single_file = [".py"], mandatory = True),
        "qemu": attr.label(
            allow_single_file = True,
            cfg = "exec",
            mandatory = True,
        ),
        "qemu_files": attr.label(
            cfg = "exec",
            doc = "What `qemu` needs at run time.",
            mandatory = True,
        ),
        "srcs": attr.label_list(
            allow_files = [".py"],
            doc = "`main` and what it imports.",
            mandatory = True,
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
        "_template": attr.label(
            allow_single_file = True,
            default = ":qemu_test.sh.tpl",
        ),
    },
)
