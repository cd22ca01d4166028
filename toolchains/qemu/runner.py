# SPDX-License-Identifier: Apache-2.0
"""Runs one test program for a board in QEMU and judges it.

usage: runner.py QEMU IMAGE MACHINE-ARGUMENT...

The test passes if QEMU exits with 0 and the serial line showed the line
`exit status 0` and, should the program print TAP, its plan was kept and
nothing was `not ok`. An exit code alone proves little: a board that resets or
powers off by accident makes QEMU exit with 0, too.

Reads Bazel's test environment: TEST_TIMEOUT, TEST_TARGET, XML_OUTPUT_FILE,
TEST_UNDECLARED_OUTPUTS_DIR, TESTBRIDGE_TEST_ONLY, TEST_TOTAL_SHARDS.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import time

from toolchains.qemu import elf, junit, tap

SENTINEL = "exit status 0"
# What the firmware makes of its exit status: 0, 16 + (status & 0x3f), or 99
# from a panic. QEMU's own failures are 1.
_GUEST_CODES = range(16, 16 + 64)
_PANIC_CODE = 99
# No unit test prints as much; one that loops must not fill the disk.
_MAX_OUTPUT_BYTES = 1 << 20
_DEFAULT_TIMEOUT_S = 300.0
# Lines of kernel/panic.c.
_BACKTRACE = "  backtrace:"
_EXCEPTION = "panic: unhandled "

# Semihosting ends QEMU with an exit code.
_RUN_ARGUMENTS = [
    "-display",
    "none",
    "-monitor",
    "none",
    "-no-user-config",
    "-no-reboot",
    "-serial",
    "stdio",
    "-semihosting-config",
    "enable=on,target=native",
]


class Failure(Exception):
    """Why the program failed, in one line."""


class FailedTests(Failure):
    """The program is fine, its tests said `not ok`."""


class Console:
    """What the guest printed: passed on, kept, and read as TAP."""

    def __init__(self):
        self.data = bytearray()
        self.tap = tap.Tap(time.monotonic())
        self.lines = []
        self._start = 0  # of the unfinished line

    def feed(self, data):
        self.data += data
        # The log is for people and tools on the host.
        sys.stdout.buffer.write(data.replace(b"\r\n", b"\n"))
        sys.stdout.buffer.flush()
        now = time.monotonic()
        while (end := self.data.find(b"\n", self._start)) >= 0:
            self._line(self.data[self._start : end], now)
            self._start = end + 1

    def finish(self):
        if self._start < len(self.data):
            self._line(self.data[self._start :], time.monotonic())
            self._start = len(self.data)
            sys.stdout.buffer.write(b"\n")

    def _line(self, data, now):
        line = data.decode("utf-8", "replace").rstrip("\r")
        self.lines.append(line)
        self.tap.feed(line, now)

    def last_line(self):
        """The last line that is not empty, or ""."""
        return next((line for line in reversed(self.lines) if line), "")

    def find(self, prefix):
        """The last line that starts with `prefix`, or ""."""
        return next(
            (line for line in reversed(self.lines) if line.startswith(prefix)),
            "",
        )


def _program_counter(qmp, program):
    """Asks a QEMU that hangs where its first core is."""
    import json  # Only here: every test pays for an import at the top.

    def command(name, **arguments):
        request = {"execute": name, "arguments": arguments}
        stream.write(json.dumps(request) + "\n")
        stream.flush()
        while True:
            answer = json.loads(stream.readline())
            if "return" in answer or "error" in answer:
                return answer.get("return", "")

    qmp.settimeout(2)
    try:
        stream = qmp.makefile("rw")
        stream.readline()  # greeting
        command("qmp_capabilities")
        text = command(
            "human-monitor-command", **{"command-line": "info registers"}
        )
        # " PC=0000000000080000 X00=..." or "... R15=00008000".
        for word in text.replace("R15=", "PC=").split():
            if word.startswith("PC="):
                address = int(word[3:], 16)
                name = program.symbol(address)
                return "0x%x%s" % (address, name and " " + name)
    except (OSError, ValueError) as error:
        return "an unknown address (%s)" % error
    return "an unknown address"


def named_backtrace(lines, program):
    """Names for the lines of a backtrace that has none.

    Args:
      lines: what the guest printed.
      program: elf.Elf, or whatever else has a symbol().

    Yields:
      `0x80040 in function`.
    """
    start = len(lines) - lines[::-1].index(_BACKTRACE)
    # An exception's first line is the instruction, all others are returned to.
    back = 0 if any(_EXCEPTION in line for line in lines[:start]) else 1
    for line in lines[start:]:
        words = line.split()
        if not line.startswith("    0x") or len(words) != 1:
            return
        name = program.symbol(int(words[0], 16) - back)
        yield "%s in %s" % (words[0], name.partition("+")[0] or "no function")
        back = 1


def _load(image):
    try:
        return elf.Elf(image)
    except OSError as error:
        raise Failure("bad image: %s" % error) from error
    except elf.BadElf as error:
        raise Failure("bad image: %s: %s" % (image, error)) from error


def _watch(qemu, console, program, qmp, deadline, timeout):
    """Passes output on until QEMU ends. Returns what it wrote to stderr."""
    errors = bytearray()
    outputs = {
        qemu.stdout.fileno(): console.feed,
        qemu.stderr.fileno(): errors.extend,
    }
    poll = select.poll()
    for descriptor in outputs:
        poll.register(descriptor, select.POLLIN)
    while outputs:
        left = deadline - time.monotonic()
        if left <= 0:
            console.finish()
            raise Failure(
                "hang: no exit within %.1f s; core 0 is at %s"
                % (timeout, _program_counter(qmp, program))
            )
        for descriptor, _ in poll.poll(left * 1000 + 1):
            data = os.read(descriptor, 65536)
            if data:
                outputs[descriptor](data)
            else:
                poll.unregister(descriptor)
                del outputs[descriptor]
        if len(console.data) > _MAX_OUTPUT_BYTES:
            raise Failure(
                "output flood: more than %d MiB" % (_MAX_OUTPUT_BYTES >> 20)
            )
    console.finish()
    return errors.decode("utf-8", "replace")


def _judge(code, errors, console):
    """Raises Failure unless the test passed."""
    report = console.tap
    last_error = errors.strip().split("\n")[-1]
    if code < 0:
        raise Failure(
            "QEMU was killed by signal %d: %s" % (-code, last_error)
        )
    if code in (126, 127):
        raise Failure(
            "QEMU is not runnable (exit code %d): %s" % (code, last_error)
        )
    if code == _PANIC_CODE:
        panic = console.find("panic:") or "panic: (no message)"
        raise Failure("guest panicked: " + panic[len("panic:") :].strip())
    failures = report.failures()
    if failures:
        raise FailedTests(
            "%d of %d tests failed: %s"
            % (
                len(failures),
                len(report.results),
                ", ".join(result.name for result in failures),
            )
        )
    if code in _GUEST_CODES:
        status = console.find("exit status ") or "exit status unknown"
        raise Failure("guest failed: %s (QEMU exit code %d)" % (status, code))
    if code != 0:
        raise Failure(
            "QEMU failed with exit code %d: %s" % (code, last_error)
        )
    # The kernel's last word; one that came earlier was not the kernel's.
    if console.last_line() != SENTINEL:
        raise Failure(
            "missing sentinel: QEMU exited with 0, but the last line is not "
            "`%s` (reset, power-off or a jump into the wild?)" % SENTINEL
        )
    if report.seen and report.problem():
        raise Failure("TAP: " + report.problem())


def _run(command, console, program, timeout):
    deadline = time.monotonic() + timeout
    ours, theirs = socket.socketpair()
    with ours, theirs:
        monitor = "socket,id=qmp,fd=%d" % theirs.fileno()
        command = command + ["-chardev", monitor, "-mon", "qmp,mode=control"]
        try:
            qemu = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
            )
        except FileNotFoundError as error:
            raise Failure("QEMU is missing: " + command[0]) from error
        except OSError as error:
            raise Failure("QEMU is not runnable: %s" % error) from error
        theirs.close()
        with qemu:
            try:
                errors = _watch(
                    qemu, console, program, ours, deadline, timeout
                )
                # Its output has ended, so it is about to.
                qemu.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired as error:
                raise Failure("hang: QEMU went silent but stays") from error
            finally:
                if qemu.poll() is None:
                    qemu.kill()
        sys.stderr.write(errors)
        _judge(qemu.returncode, errors, console)


def _save(environment, console, failure, seconds, image):
    target = environment.get("TEST_TARGET", image)
    suite = target.rpartition(":")[2].rpartition("/")[2]
    output = console.data.decode("utf-8", "replace")
    path = environment.get("XML_OUTPUT_FILE")
    if path:
        # A failed test has an entry of its own.
        own_entry = failure is None or isinstance(failure, FailedTests)
        text = junit.report(
            suite,
            console.tap.results,
            "" if own_entry else str(failure),
            seconds,
            output.replace("\r\n", "\n"),
        )
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    folder = environment.get("TEST_UNDECLARED_OUTPUTS_DIR")
    # The test log has the same in a readable form; zipping a second copy
    # takes longer than most tests.
    if failure and folder and os.path.isdir(folder):
        with open(os.path.join(folder, "uart.log"), "wb") as file:
            file.write(console.data)


def _terminated(number, _):
    raise Failure("interrupted by signal %d" % number)


def main(arguments, environment):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    qemu, image, *machine = arguments
    # Leaves Bazel's own timeout for a runner that hangs itself.
    timeout = 0.9 * float(
        environment.get("TEST_TIMEOUT") or _DEFAULT_TIMEOUT_S
    )
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _terminated)
    console = Console()
    start = time.monotonic()
    failure = None
    program = None
    try:
        if int(environment.get("TEST_TOTAL_SHARDS") or 1) > 1:
            raise Failure("a board test cannot be sharded")
        if environment.get("TESTBRIDGE_TEST_ONLY"):
            print("runner: --test_filter has no effect on boards; running all")
        command = [qemu, *machine, *_RUN_ARGUMENTS, "-kernel", image]
        program = _load(image)
        _run(command, console, program, timeout)
    except Failure as caught:
        console.finish()
        failure = caught
    _save(environment, console, failure, time.monotonic() - start, image)
    if failure:
        if program and _BACKTRACE in console.lines:
            for line in named_backtrace(console.lines, program):
                print("runner: " + line)
        print("runner: FAILED: %s" % failure, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
