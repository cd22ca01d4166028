# SPDX-License-Identifier: Apache-2.0
"""What unmodified programs are made to do, in a folder of its own.

Each scenario takes a Runner and returns what must be the same whatever malloc
the programs have.
"""

import hashlib
import os

_SQL = """
create table item(id integer primary key, name text, kind int, price real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
insert into item select i, 'item ' || (i * 7919 % 100003), i % 97,
  (i * 31 % 1000) / 10.0 from n;
create index item_name on item(name);
create index item_kind on item(kind, price);
select count(*), sum(price), max(name) from item;
select kind, count(*), round(avg(price), 3) from item group by kind
  order by kind;
select a.id, b.id from item a join item b on a.name = b.name and a.id < b.id
  order by 1, 2 limit 20;
select length(group_concat(name, '|')) from item;
select sum(length(hex(zeroblob(id % 300)))) from item;
update item set name = upper(name) || id where kind % 2 = 0;
delete from item where kind % 3 = 0;
select count(*), sum(length(name)) from item;
select json_group_array(json_object('k', kind, 'n', c)) from
  (select kind, count(*) c from item group by kind order by kind);
vacuum;
pragma integrity_check;
"""

_DATE = "2024-05-06T07:08:09+00:00"


def _write(runner, name, text):
    path = os.path.join(runner.folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _digest(runner, name):
    with open(os.path.join(runner.folder, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest().encode()


def _python(runner, environment):
    with open("mm/preload/testdata/workload.py", encoding="utf-8") as file:
        script = _write(runner, "workload.py", file.read())
    command = runner.command(
        "python", "usr/bin/python3.11", runner.path("python", "usr/bin/python3")
    )
    return runner.check(
        command + ["-s", "-B", script],
        environment={"PYTHONHASHSEED": "0", **environment},
    )


def python(runner):
    """Python as it is: its own allocator has the objects up to 512 bytes."""
    return _python(runner, {})


def python_malloc(runner):
    """Python that calls malloc() for every object."""
    return _python(runner, {"PYTHONMALLOC": "malloc"})


def sqlite(runner):
    """100,000 rows in a file."""
    command = runner.command("programs", "usr/bin/sqlite3", "sqlite3")
    return runner.check(command + ["-batch", "rows.db"], stdin=_SQL.encode())


def git(runner):
    """A repository with a history; packing has threads and processes."""
    tools = os.path.join(runner.folder, "tools")
    os.makedirs(tools)
    # git starts itself, by the name it finds there.
    script = os.path.join(tools, "git")
    runner.write_script(script, runner.command("programs", "usr/bin/git", "git"))
    environment = {
        "GIT_AUTHOR_DATE": _DATE,
        "GIT_COMMITTER_DATE": _DATE,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_EXEC_PATH": tools,
        "HOME": runner.folder,
        "PATH": tools + ":/usr/bin:/bin",
    }

    def run(*arguments):
        options = ["-C", os.path.join(runner.folder, "tree")]
        for option in (
            "user.name=A",
            "user.email=a@example.org",
            "gc.autoDetach=false",
            "pack.threads=4",
            "pack.windowMemory=64m",
        ):
            options += ["-c", option]
        return runner.check(
            [script, *options, *arguments], environment=environment
        )

    os.makedirs(os.path.join(runner.folder, "tree"))
    run("init", "--quiet", "--template=", "--initial-branch=main", ".")
    printed = []
    for commit in range(12):
        for i in range(80):
            text = "".join(
                f"line {line * (i + 1) % 1009} of {i}\n" if line % 40 else
                f"commit {commit}\n"
                for line in range(300 + 10 * commit)
            )
            _write(runner, f"tree/dir{i % 7}/file{i}.txt", text)
        run("add", "--all")
        run("commit", "--quiet", "--message", f"Commit {commit}")
    printed.append(run("log", "--stat", "--format=fuller"))
    printed.append(run("gc", "--aggressive", "--quiet"))
    printed.append(run("fsck", "--full", "--strict", "--no-progress"))
    printed.append(run("rev-list", "--objects", "--all"))
    printed.append(run("blame", "--porcelain", "dir0/file0.txt"))
    printed.append(run("grep", "--count", "-e", "commit [0-9]"))
    printed.append(run("diff", "--stat", "HEAD~5"))
    return b"\n".join(printed)


def _c_source():
    functions = [
        f"""
static int f{n}(int a, int b) {{
  int s = {n};
  for (int i = 0; i < a; i++) {{
    s += b * i;
    switch ((s ^ {n * 31}) & 7) {{
      case 0: s += {n}; break;
      case 1: s ^= b; break;
      case 2: s *= 3; break;
      case 5: s -= f{max(n - 1, 0)}_again(i, s); break;
      default: s--;
    }}
  }}
  return s;
}}
int f{n}_again(int a, int b) {{ return a > 9 ? f{n}(a / 2, b) : b; }}
"""
        for n in range(400)
    ]
    prototypes = [f"int f{n}_again(int, int);\n" for n in range(400)]
    return "".join(prototypes + functions)


def clang(runner):
    """Compiles a file with clang."""
    source = _write(runner, "large.c", _c_source())
    command = runner.command(
        "llvm", "usr/lib/llvm-19/bin/clang", runner.path("llvm", "bin/clang")
    )
    printed = runner.check(
        command
        + ["-no-canonical-prefixes", "--target=x86_64-linux-gnu", "-O2", "-g"]
        + ["-c", "-ffreestanding", "-o", "large.o", source]
        + ["-ffile-prefix-map=" + runner.folder + "=."]
    )
    return printed + _digest(runner, "large.o")


def gcc(runner):
    """Compiles a file with GCC."""
    source = _write(runner, "large.i", _c_source())
    folder = runner.path("programs", "usr/lib/gcc")
    cpu = os.listdir(folder)[0]
    command = runner.command("programs", f"usr/lib/gcc/{cpu}/12/cc1", "cc1")
    printed = runner.check(
        command + ["-quiet", "-O2", "-fpreprocessed", source, "-o", "large.s"]
    )
    return printed + _digest(runner, "large.s")


def lld(runner):
    """Links all of a C library, with threads."""
    folder = runner.path("sysroot", "usr/lib")
    cpu = [name for name in os.listdir(folder) if name.endswith("-linux-gnu")]
    archive = os.path.join(folder, cpu[0], "libc.a")
    command = runner.command("llvm", "usr/lib/llvm-19/bin/lld", "ld.lld")
    for _ in range(4):
        # Its threads warn in any order.
        runner.check(
            command
            + ["--threads=4", "-o", "all", "--whole-archive", archive]
            + ["--unresolved-symbols=ignore-all", "--noinhibit-exec"]
            + ["--icf=all", "-O2", "--build-id=sha1", "--no-relax"],
            # It ends as others do, instead of at once.
            environment={"LLD_IN_TEST": "1"},
        )
    return _digest(runner, "all")


SCENARIOS = (python, python_malloc, sqlite, git, clang, gcc, lld)
