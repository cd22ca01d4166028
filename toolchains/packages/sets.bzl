# SPDX-License-Identifier: Apache-2.0
"""The packages we use, by name. lock.bzl says which version of each.

After a change here: bazel run //toolchains/packages:lock

`packages`: repository -> suite -> binary packages. They are the closure of
what the exposed tools load at run time, not of what their packages depend on;
//toolchains/packages:closure_test names what is missing.
`sources`: repository -> one file of a source package; `folder` is the
archive's own, where its name does not say.

Plain literals only: the lock tool reads this file, too.
"""

SETS = {
    "packages": {
        "allocators": {
            "bookworm": [
                "libc6",
                "libgcc-s1",
                "libjemalloc2",
                "libmimalloc2.0",
                "libstdc++6",
            ],
        },
        "cbmc": {
            "trixie": [
                "cbmc",
                "libc6",
                "libgcc-s1",
                "libstdc++6",
                "minisat",
                "zlib1g",
            ],
        },
        "charts": {
            "trixie": [
                "python3-importlib-metadata",
                "python3-pygal",
                "python3-zipp",
            ],
        },
        "clang_tools": {
            "bookworm": [
                "clang-format-19",
                "clang-tidy-19",
            ],
        },
        "libgcc_arm": {
            "bookworm": [
                "libgcc-12-dev-armel-cross",
            ],
        },
        "llvm": {
            "bookworm": [
                "clang-19",
                "libbsd0",
                "libc6",
                "libclang-common-19-dev",
                "libclang-cpp19",
                "libedit2",
                "libffi8",
                "libgcc-s1",
                "libicu72",
                "libllvm19",
                "liblzma5",
                "libmd0",
                "libstdc++6",
                "libtinfo6",
                "libxml2",
                "libz3-4",
                "libzstd1",
                "lld-19",
                "llvm-19",
                "zlib1g",
            ],
        },
        "lrzsz": {
            "bookworm": [
                "libc6",
                "lrzsz",
            ],
        },
        "programs": {
            "bookworm": [
                "cpp-12",
                "git",
                "libc6",
                "libgmp10",
                "libisl23",
                "libmpc3",
                "libmpfr6",
                "libpcre2-8-0",
                "libreadline8",
                "libsqlite3-0",
                "libtinfo6",
                "libzstd1",
                "sqlite3",
                "zlib1g",
            ],
        },
        "python": {
            "bookworm": [
                "libbz2-1.0",
                "libc6",
                "libexpat1",
                "libffi8",
                "liblzma5",
                "libpython3.11-minimal",
                "libpython3.11-stdlib",
                "python3-pexpect",
                "python3-ptyprocess",
                "python3.11-minimal",
                "zlib1g",
            ],
        },
        "qemu": {
            "bookworm": [
                "libaio1",
                "libblkid1",
                "libc6",
                "libcap2",
                "libcapstone4",
                "libdaxctl1",
                "libfdt1",
                "libffi8",
                "libfuse3-3",
                "libglib2.0-0",
                "libgmp10",
                "libgnutls30",
                "libhogweed6",
                "libibverbs1",
                "libidn2-0",
                "libjpeg62-turbo",
                "libkmod2",
                "liblzma5",
                "libmount1",
                "libndctl6",
                "libnettle8",
                "libnl-3-200",
                "libnl-route-3-200",
                "libnuma1",
                "libp11-kit0",
                "libpcre2-8-0",
                "libpixman-1-0",
                "libpmem1",
                "libpng16-16",
                "librdmacm1",
                "libsasl2-2",
                "libseccomp2",
                "libselinux1",
                "libslirp0",
                "libssl3",
                "libtasn1-6",
                "libunistring2",
                "liburing2",
                "libuuid1",
                "libvdeplug2",
                "libzstd1",
                "zlib1g",
            ],
            "bookworm-backports": [
                "libbpf1",
                "libelf1",
                "libudev1",
                "qemu-system-arm",
            ],
        },
        "shellcheck": {
            "bookworm": [
                "libc6",
                "libffi8",
                "libgmp10",
                "shellcheck",
            ],
        },
        "sysroot": {
            "bookworm": [
                "libc6",
                "libc6-dev",
                "libclang-rt-19-dev",
                "libgcc-12-dev",
                "libgcc-s1",
                "libstdc++-12-dev",
                "libstdc++6",
                "linux-libc-dev",
            ],
        },
        "terminal": {
            "bookworm": [
                "libc-bin",
                "libc6",
                "libevent-core-2.1-7",
                "libtinfo6",
                "libutempter0",
                "ncurses-base",
                "picocom",
                "tmux",
            ],
        },
        "yaml": {
            "bookworm": [
                "python3-yaml",
            ],
        },
    },
    "sources": {
        "cmocka": {
            "file": "cmocka_1.1.7.orig.tar.xz",
            "source": "cmocka",
            "suite": "trixie",
        },
        "libfdt": {
            "file": "device-tree-compiler_1.7.2.orig.tar.xz",
            "folder": "dtc-1.7.2",
            "source": "device-tree-compiler",
            "suite": "trixie",
        },
        "libffi": {
            "file": "libffi_3.4.8.orig.tar.gz",
            "source": "libffi",
            "suite": "trixie",
        },
        "lwip": {
            "file": "lwip_2.2.1+dfsg1.orig.tar.xz",
            "source": "lwip",
            "suite": "trixie",
        },
        "picolibc": {
            "file": "picolibc_1.8.10.orig.tar.gz",
            "source": "picolibc",
            "suite": "trixie",
        },
        "uthash": {
            "file": "uthash_2.3.0.orig.tar.gz",
            "source": "uthash",
            "suite": "trixie",
        },
    },
}
