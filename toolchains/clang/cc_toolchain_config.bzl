# SPDX-License-Identifier: Apache-2.0
"""The clang toolchain configuration, one instance per CPU family."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "action_config",
    "feature",
    "tool",
)
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load(":features.bzl", "ARCHIVER_FEATURE", "MODULE_MAP_FEATURES", "flags", "sanitizer")

_COMPILE = [
    ACTION_NAMES.c_compile,
    ACTION_NAMES.cpp_compile,
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
    ACTION_NAMES.cpp_header_parsing,
]

_C = [ACTION_NAMES.c_compile]

_LINK = [
    ACTION_NAMES.cpp_link_executable,
    ACTION_NAMES.cpp_link_dynamic_library,
    ACTION_NAMES.cpp_link_nodeps_dynamic_library,
]

# What a link action of Bazel needs; own action_configs get none by themselves.
_LINK_IMPLIES = [
    "output_execpath_flags",
    "libraries_to_link",
    "user_link_flags",
    "linker_param_file",
]

_WARNINGS = [
    "-Wall",
    "-Wextra",
    "-Wconversion",
    "-Wshadow",
    "-Wundef",
    "-Wstrict-prototypes",
    "-Wmissing-prototypes",
    "-Wvla",
    "-Wdate-time",
    "-Werror",
]

def _reproducible(ctx):
    """Nothing of the machine, the day or the build mode gets into an output."""

    # Bzlmod puts its own words before the names of repositories.
    prefix = ctx.attr.clang.label.workspace_root.removesuffix("llvm")
    return [
        "-ffile-prefix-map=%s=external/" % prefix,
        "-ffile-compilation-dir=.",
        "-no-canonical-prefixes",
        "-Wno-builtin-macro-redefined",
        '-D__DATE__="redacted"',
        '-D__TIME__="redacted"',
        '-D__TIMESTAMP__="redacted"',
    ]

def _sysroot(ctx):
    return ctx.attr.sysroot.label.workspace_root if ctx.attr.sysroot else None

def _impl(ctx):
    target = "--target=" + ctx.attr.triple
    sysroot = _sysroot(ctx)
    compile_flags = [target] + ctx.attr.cpu_flags + ctx.attr.compile_flags + _reproducible(ctx)
    link_flags = [
        target,
        "-no-canonical-prefixes",
        "-fuse-ld=lld",
        "-Wl,--build-id=none",
        "-Wl,--gc-sections",
        "-Wl,--fatal-warnings",
    ] + ctx.attr.link_flags
    if sysroot:
        compile_flags.append("--sysroot=" + sysroot)
        link_flags.append("--sysroot=" + sysroot)
        link_flags.append("-resource-dir=" + sysroot + "/usr/lib/llvm-19/lib/clang/19")

    features = [
        feature(name = name)
        for name in ["dbg", "fastbuild", "opt"]
    ] + [
        flags("target", _COMPILE, compile_flags, enabled = True),
        flags("c_standard", _C, ["-std=c23"], enabled = True),
        flags("warnings", _C, _WARNINGS, enabled = True),
        flags("optimised", _COMPILE, ["-O2", "-g"], enabled = True, unless = ["dbg"]),
        flags("debug", _COMPILE, ["-Og", "-g3"], enabled = True, when = ["dbg"]),
        # `features = ["small"]`: for code that nobody waits for.
        flags("small", _C, ["-Oz"] + ctx.attr.small_flags, unless = ["dbg"]),
        # DCHECKs are for the host, the debugger and nothing else.
        flags(
            "no_debug_checks",
            _COMPILE,
            ["-DNDEBUG"],
            enabled = True,
            when = ["opt"] if ctx.attr.hosted else ["opt", "fastbuild"],
        ),
        flags("link", _LINK, link_flags, enabled = True),
        flags("shared", [
            ACTION_NAMES.cpp_link_dynamic_library,
            ACTION_NAMES.cpp_link_nodeps_dynamic_library,
        ], ["-shared"], enabled = True),
        ARCHIVER_FEATURE,
    ] + MODULE_MAP_FEATURES

    if ctx.attr.hosted:
        features += [
            sanitizer("asan", "address", _COMPILE, _LINK),
            sanitizer("ubsan", "undefined", _COMPILE, _LINK),
            sanitizer("tsan", "thread", _COMPILE, _LINK),
            sanitizer("fuzzer", "fuzzer", _COMPILE, _LINK),
            # A test owes nothing to the C library of the machine it runs on.
            # The sanitizers' runtimes exist for dynamic programs only.
            flags(
                "static",
                _LINK,
                ["-static"],
                enabled = True,
                unless = ["asan", "ubsan", "tsan", "fuzzer"],
            ),
        ]
    else:
        # Known here, so that --config=asan leaves boards as they are.
        features += [feature(name = name) for name in ["asan", "ubsan", "tsan", "fuzzer"]]

    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        abi_libc_version = "unknown",
        abi_version = "unknown",
        action_configs = [
            action_config(action, tools = [tool(tool = ctx.file.clang)])
            for action in _COMPILE
        ] + [
            action_config(action, implies = _LINK_IMPLIES, tools = [tool(tool = ctx.file.clang)])
            for action in _LINK
        ] + [
            action_config(
                ACTION_NAMES.cpp_link_static_library,
                implies = ["archiver", "linker_param_file"],
                tools = [tool(tool = ctx.file.ar)],
            ),
            action_config(ACTION_NAMES.strip, tools = [tool(tool = ctx.file.strip)]),
        ],
        compiler = "clang",
        cxx_builtin_include_directories = [],
        features = features,
        target_cpu = ctx.attr.triple,
        target_libc = "glibc" if ctx.attr.hosted else "none",
        target_system_name = ctx.attr.triple,
        toolchain_identifier = "clang-" + ctx.attr.triple,
    )

clang_toolchain_config = rule(
    implementation = _impl,
    attrs = {
        "ar": attr.label(allow_single_file = True, default = "@llvm//:llvm-ar"),
        "clang": attr.label(allow_single_file = True, default = "@llvm//:clang"),
        "compile_flags": attr.string_list(doc = "For every compile action."),
        "cpu_flags": attr.string_list(doc = "-mcpu and kin; may select() on the soc."),
        "hosted": attr.bool(doc = "Has an operating system, a libc and sanitizers."),
        "link_flags": attr.string_list(),
        "small_flags": attr.string_list(doc = "What else makes code small."),
        "strip": attr.label(allow_single_file = True, default = "@llvm//:llvm-strip"),
        "sysroot": attr.label(doc = "Any target of the sysroot's repository."),
        "triple": attr.string(mandatory = True, doc = "clang's --target."),
    },
    provides = [CcToolchainConfigInfo],
)
