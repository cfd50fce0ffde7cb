"""A program that answers over HTTP on this machine, and who asks it."""
import gzip
import http.client
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Failed(Exception):
    """The program did not do what it was asked."""


def say(program, *arguments):
    """Runs the program to its end and returns what it prints."""
    run = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True)
    if run.returncode:
        raise Failed(f"{arguments[0]} ends with {run.returncode}: {run.stderr[-400:]}")
    return run.stdout


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.is_packed = headers.get("content-encoding") == "gzip" and body[:2] == b"\x1f\x8b"
        self.data = gzip.decompress(body) if self.is_packed else body
        self.tag = headers.get("etag")

    def json(self):
        return json.loads(self.data)


class Server:
    """A server over a city, gone at the end of its block."""

    def __init__(self, program, city):
        self.token = say(
            program, "token", "create", city, "--role", "viewer", "--name", "readers",
            "--quiet").strip()
        self.output = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [str(program), "serve", str(city), "--port", "0", "--tiles", str(ROOT / "tiles")],
            stdout=self.output, stderr=subprocess.STDOUT)
        self.port = self._port()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def _port(self):
        for _ in range(2400):
            self.output.seek(0)
            text = self.output.read()
            found = re.search(r"127\.0\.0\.1:(\d+)", text)
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                raise Failed(f"serve ends with {self.process.returncode}: {text[-400:]}")
            time.sleep(0.05)
        raise Failed("serve says no port within two minutes")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def get(self, path, token="viewer", packed=False, tag=None, method="GET", connection=None):
        """Asks for a path; `token` None asks as the public."""
        headers = {"Accept-Encoding": "gzip" if packed else "identity"}
        if token:
            secret = self.token if token == "viewer" else token
            headers["Authorization"] = f"Bearer {secret}"
        if tag:
            headers["If-None-Match"] = tag
        connection = connection or self.connection
        connection.request(method, path, headers=headers)
        reply = connection.getresponse()
        named = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, named, reply.read())

    def tile(self, tile, layers="all", **asked):
        zoom, column, row = tile
        return self.get(f"/tiles/{layers}/{zoom}/{column}/{row}.mvt", **asked)

    def bytes(self, tile, layers="all"):
        """The bytes of a tile; nothing where it is empty."""
        reply = self.tile(tile, layers)
        if reply.status not in (200, 204):
            raise Failed(f"{tile} is answered with {reply.status}: {reply.data[:200]}")
        return reply.data
