"""Runs the program with limits in a folder of its own, and says what it did to everything around."""
import hashlib
import os
import resource
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

# Files above this size are told apart by size and time alone.
HASHED_BYTES = 64 << 20
ADDRESS_SPACE = 16 << 30
FILE_BYTES = 4 << 30
# Python walks a tree of folders by recursion.
sys.setrecursionlimit(10_000)


@dataclass
class Run:
    """What a run of the program did."""
    status: int
    output: str
    error: str
    seconds: float
    megabytes: float
    timed_out: bool

    @property
    def signal(self):
        return -self.status if self.status < 0 else None


def run(arguments, folder, seconds=60, cwd=None):
    """Runs a program with its home and its temporary files in a folder, until it ends or time is up."""
    environment = {
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"), "CPL_TMPDIR": str(folder / "tmp")}

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    output, error = folder / ".output", folder / ".error"
    with open(output, "wb") as out, open(error, "wb") as err:
        process = subprocess.Popen(
            [str(argument) for argument in arguments], stdin=subprocess.DEVNULL, stdout=out,
            stderr=err, env=environment, cwd=cwd or folder / "run", preexec_fn=limit)
        late = threading.Timer(seconds, process.kill)
        late.start()
        begin = os.times().elapsed
        _, status, usage = os.wait4(process.pid, 0)
        took = os.times().elapsed - begin
        timed_out = not late.is_alive()
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    run = Run(
        process.returncode, output.read_text("utf-8", "surrogateescape"),
        error.read_text("utf-8", "surrogateescape"), took, usage.ru_maxrss / 1024,
        timed_out and process.returncode == -signal.SIGKILL)
    output.unlink()
    error.unlink()
    return run


def snapshot(folder):
    """Every entry below a folder: kind, mode, size, time of change and, up to a size, contents."""
    entries = {}
    for parent, folders, files in os.walk(os.fsencode(folder)):
        for name in folders + files:
            path = os.path.join(parent, name)
            state = os.lstat(path)
            kind = state.st_mode
            entry = (kind, state.st_size, state.st_mtime_ns)
            if os.path.islink(path):
                entry += (os.readlink(path),)
            elif kind & 0o170000 == 0o100000 and state.st_size <= HASHED_BYTES:
                entry += (hashlib.sha256(Path(os.fsdecode(path)).read_bytes()).hexdigest(),)
            # A folder's size and time follow its entries, which are compared themselves.
            elif kind & 0o170000 == 0o040000:
                entry = (kind,)
            entries[os.path.relpath(path, os.fsencode(folder))] = entry
    return entries


def differences(before, after):
    """The names that came, went or changed."""
    return sorted(
        os.fsdecode(name) for name in before.keys() | after.keys()
        if before.get(name) != after.get(name))
