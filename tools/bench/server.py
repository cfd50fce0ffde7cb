"""A served copy of a city, with a token; and what its process takes of memory."""

import contextlib
import http.client
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time

import city


class Server:
    """A running process that answers on a port of this machine."""

    def __init__(self, process, port, headers=None, register=None, program=None):
        self.process, self.port, self.headers = process, port, headers or {}
        self.register, self.program = register, program

    def get(self, path):
        """One answer over a connection of its own: status and body."""
        status, _, body = self.ask(path)
        return status, body

    def ask(self, path):
        """One answer over a connection of its own: status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=self.headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def request(self, path):
        """The bytes of a request that keeps its connection."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"] + [
            f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def wait(self, path, seconds=120):
        """Asks until the first 200 comes; a refused connection is asked again at once."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if self.get(path)[0] == 200:
                    return
            except (ConnectionError, http.client.HTTPException):
                pass
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            time.sleep(0.001)
        raise RuntimeError(f"no answer on port {self.port} within {seconds} s")

    def memory(self, books=("status", "smaps_rollup")):
        """Megabytes of the process by kind, from the kernel's own books; the second walks through
        every page."""
        found = {}
        for name in books:
            with open(f"/proc/{self.process.pid}/{name}", encoding="ascii") as file:
                for key, value in re.findall(r"^(VmRSS|VmHWM|RssAnon|RssFile|Pss):\s+(\d+) kB",
                                             file.read(), re.MULTILINE):
                    found[key] = int(value) / 1024
        return found

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def copied(path):
    """A copy of a register in a temporary folder, taken as SQLite itself would."""
    folder = tempfile.mkdtemp(prefix="bench-city-")
    try:
        target = f"{folder}/city.db"
        with contextlib.closing(city.connect(path)) as original, \
                contextlib.closing(sqlite3.connect(target)) as copy:
            original.backup(copy)
        yield target
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def token(program, register):
    return subprocess.run(
        [program, "token", "create", register, "--role", "dispatcher", "--name",
         f"bench {time.monotonic_ns()}", "--quiet"],
        check=True, capture_output=True, text=True).stdout.strip()


def start(program, register, secret):
    """Starts `wangge serve`; says nothing about when it answers."""
    port = free_port()
    process = subprocess.Popen(
        [program, "serve", register, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Server(process, port, {"Authorization": f"Bearer {secret}"}, register, program)


@contextlib.contextmanager
def serving(program, path, question):
    """A server on a copy of a city that has answered a question."""
    with copied(path) as register:
        server = start(program, register, token(program, register))
        try:
            server.wait(question)
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def constant(bench, size, question):
    """The same server software with a constant body of a length, to compare with."""
    port = free_port()
    process = subprocess.Popen([bench, "constant", "--bytes", str(size), "--port", str(port)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(process, port, {"Authorization": f"Bearer {'x' * 46}"})
    try:
        server.wait(question)
        yield server
    finally:
        server.stop()


def questions(points, limit):
    """The paths that ask for the first verdicts of a points file."""
    places, asked = city.read_points(points, limit)
    return [f"/v1/verdict?at={x:.7f},{y:.7f}" + (f"&category={category}" if category else "")
            for (x, y), category in zip(places.tolist(), asked)]
