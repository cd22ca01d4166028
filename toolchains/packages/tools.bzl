# SPDX-License-Identifier: Apache-2.0
"""What we keep of the packages of each repository, and which programs we run.

Repository -> attributes of debian_packages.
"""

_DOCUMENTATION = [
    "etc",
    "usr/share",
    "usr/lib/{triplet}/audit",
    "usr/lib/{triplet}/gconv",
]

_LLVM_BIN = "usr/lib/llvm-19/bin"
_CLANG_LIB = "usr/lib/llvm-19/lib/clang/19"

def _llvm(program, **kwargs):
    return dict(program = "%s/%s" % (_LLVM_BIN, program), **kwargs)

# Modules of Python whose libraries would be more than the modules.
_PYTHON_MODULES = [
    "_crypt",
    "_curses",
    "_curses_panel",
    "_dbm",
    "_hashlib",
    "_sqlite3",
    "_ssl",
    "_uuid",
    "nis",
    "readline",
]

# Headers of the kernel that the C library's headers include.
_LINUX_HEADERS = [
    "byteorder",
    "close_range.h",
    "const.h",
    "errno.h",
    "falloc.h",
    "fanotify.h",
    "futex.h",
    "ioctl.h",
    "kernel.h",
    "limits.h",
    "mount.h",
    "param.h",
    "posix_types.h",
    "prctl.h",
    "quota.h",
    "random.h",
    "rseq.h",
    "socket.h",
    "stat.h",
    "stddef.h",
    "swab.h",
    "sysinfo.h",
    "types.h",
    "version.h",
]

TOOLS = {
    # What //mm:benchmark compares with on the host; it starts the loader
    # itself.
    "allocators": {
        "drop": _DOCUMENTATION,
        "keep": {},
        "tools": {},
    },
    "cbmc": {
        "drop": _DOCUMENTATION + ["usr/lib64"],
        "keep": {
            "usr/bin": ["cbmc"],
            "usr/lib": [
                "{triplet}",
                "libminisat.so.2",
                "libminisat.so.2.1.0",
            ],
        },
        "tools": {
            "bin/cbmc": {
                # Its suite has everything below /usr.
                "library_folders": ["usr/lib/{triplet}", "usr/lib"],
                "program": "usr/bin/cbmc",
            },
        },
    },
    # Modules for @python; nothing of them is compiled.
    "charts": {
        "drop": _DOCUMENTATION,
        "keep": {},
        "tools": {},
    },
    "clang_tools": {
        "drop": _DOCUMENTATION + ["usr/bin"],
        "keep": {_LLVM_BIN: ["clang-format", "clang-tidy"]},
        # Theirs are clang's; two copies would cost 300 MB.
        "libraries": "@llvm//:BUILD.bazel",
        "tools": {
            "bin/clang-format": _llvm("clang-format"),
            "bin/clang-tidy": _llvm("clang-tidy"),
        },
    },
    # libgcc.a for soft-float Arm; the rest is for Linux.
    "libgcc_arm": {
        "drop": _DOCUMENTATION,
        "keep": {"usr/lib/gcc-cross/arm-linux-gnueabi/12": ["libgcc.a"]},
        "tools": {},
    },
    "llvm": {
        "drop": _DOCUMENTATION + [
            "usr/bin",
            "usr/include",
            "usr/lib/clang",
            "usr/lib/cmake",
            "usr/lib/llvm-19/build",
            "usr/lib/llvm-19/cmake",
            "usr/lib/llvm-19/include",
            "usr/lib/llvm-19/share",
        ],
        "keep": {
            _LLVM_BIN: [
                "clang",
                "lld",
                "llvm-ar",
                "llvm-dwarfdump",
                "llvm-nm",
                "llvm-objcopy",
                "llvm-profdata",
                "llvm-readobj",
                "llvm-size",
                "llvm-strings",
            ],
            "usr/lib/llvm-19/lib": ["clang"],
        },
        "tools": {
            # Its own folder would be the loader's if it asked /proc.
            "bin/clang": _llvm("clang", arguments = [
                "-no-canonical-prefixes",
                "-resource-dir=$root/" + _CLANG_LIB,
            ]),
            "bin/ld.lld": _llvm("lld"),
            "bin/llvm-ar": _llvm("llvm-ar"),
            "bin/llvm-dwarfdump": _llvm("llvm-dwarfdump"),
            "bin/llvm-nm": _llvm("llvm-nm"),
            "bin/llvm-objcopy": _llvm("llvm-objcopy"),
            "bin/llvm-profdata": _llvm("llvm-profdata"),
            "bin/llvm-readelf": _llvm("llvm-readobj"),
            "bin/llvm-size": _llvm("llvm-size"),
            "bin/llvm-strings": _llvm("llvm-strings"),
            "bin/llvm-strip": _llvm("llvm-objcopy"),
        },
    },
    # What //mm:preload is tested with; its tests start them themselves.
    "lrzsz": {
        "drop": _DOCUMENTATION,
        "keep": {},
        "tools": {
            "bin/sb": {"program": "usr/bin/sb"},
            "bin/sx": {"program": "usr/bin/sx"},
        },
    },
    "programs": {
        "drop": _DOCUMENTATION + [
            "usr/lib/git-core",
            "var",
        ],
        "keep": {
            "usr/bin": ["git", "sqlite3"],
            "usr/lib": ["{triplet}", "gcc"],
            "usr/lib/gcc/{triplet}/12": ["cc1"],
        },
        "tools": {},
    },
    "python": {
        "drop": _DOCUMENTATION + [
            "usr/lib/binfmt.d",
            "usr/lib/python3.11/pydoc_data",
            "usr/lib/python3.11/sitecustomize.py",
            "usr/lib/python3.11/test",
        ] + [
            "usr/lib/python3.11/lib-dynload/%s.cpython-311-{triplet}.so" % name
            for name in _PYTHON_MODULES
        ],
        "keep": {},
        "tools": {
            # Beside the program: it finds its library from there. -I: no
            # variable and no package of the machine's. -B: what is in the
            # repository stays as it is.
            "usr/bin/python3": {
                "absolute": True,
                "arguments": ["-I", "-B"],
                "program": "usr/bin/python3.11",
            },
        },
        "zip_library": {
            "usr/lib/python311.zip": [
                "usr/lib/python3.11",
                "usr/lib/python3/dist-packages",
            ],
        },
    },
    "qemu": {
        "drop": _DOCUMENTATION + ["usr/lib/udev"],
        "keep": {"usr/bin": ["qemu-system-aarch64", "qemu-system-arm"]},
        "tools": {
            "bin/" + name: {
                # It would load the machine's modules and look for the
                # machine's firmware files: there are none of either here.
                "arguments": ["-L", "$root/usr/share/qemu"],
                "environment": {"QEMU_MODULE_DIR": "$root/usr/lib/qemu"},
                "program": "usr/bin/" + name,
            }
            for name in ["qemu-system-aarch64", "qemu-system-arm"]
        },
    },
    "shellcheck": {
        "drop": _DOCUMENTATION,
        "keep": {},
        "tools": {"bin/shellcheck": {"program": "usr/bin/shellcheck"}},
    },
    "sysroot": {
        # Headers are for C; the C++ library is for the fuzzer's run time.
        "drop": _DOCUMENTATION + [
            "usr/bin",
            "usr/include/c++",
            "usr/include/{triplet}/c++",
        ] + ["usr/include/" + folder for folder in [
            "misc",
            "mtd",
            "rdma",
            "sound",
            "video",
            "xen",
        ]],
        "keep": {
            "usr/include/linux": _LINUX_HEADERS,
            "usr/lib/llvm-19/lib/clang/19/lib/linux": [
                prefix + "-{cpu}" + suffix
                for prefix in [
                    "libclang_rt.asan",
                    "libclang_rt.asan-preinit",
                    "libclang_rt.asan_static",
                    "libclang_rt.builtins",
                    "libclang_rt.fuzzer",
                    "libclang_rt.fuzzer_no_main",
                    "libclang_rt.lsan",
                    "libclang_rt.profile",
                    "libclang_rt.tsan",
                    "libclang_rt.ubsan_minimal",
                    "libclang_rt.ubsan_standalone",
                ]
                for suffix in [".a", ".a.syms"]
            ],
        },
        "tools": {},
    },
    # Its locale and its descriptions of terminals come with it.
    "terminal": {
        "drop": _DOCUMENTATION + [
            "sbin",
            "usr/lib/tmpfiles.d",
            "usr/lib/{triplet}/utempter",
            "usr/sbin",
            "var",
        ],
        "keep": {"usr/bin": ["picocom", "tmux"]},
        "tools": {
            "bin/picocom": {"program": "usr/bin/picocom"},
            "bin/tmux": {
                "environment": {
                    "LC_ALL": "C.UTF-8",
                    "LOCPATH": "$root/usr/lib/locale",
                    "TERMINFO": "$root/lib/terminfo",
                },
                "program": "usr/bin/tmux",
            },
        },
    },
    # A module for @python, without what needs a library.
    "yaml": {
        "drop": _DOCUMENTATION + [
            "usr/lib/python3/dist-packages/yaml/_yaml.cpython-311-{triplet}.so",
        ],
        "keep": {},
        "tools": {},
    },
}
