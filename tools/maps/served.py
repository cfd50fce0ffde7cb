"""A city served from a temporary folder, for browsers to look at."""

import json
import subprocess
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """A real server over a register, with tokens of some roles."""

    def __init__(self, program, register):
        self.program, self.register = program, register
        self.process = subprocess.Popen(
            [program, "serve", register, "--port", "0", "--tiles", ROOT / "tiles"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self._address()
        self.tokens = {}

    def _address(self):
        for line in self.process.stdout:
            if line.startswith("Serving"):
                return line.split(" on ")[1].strip()
        raise RuntimeError(f"{self.program} did not serve {self.register}")

    def token(self, role):
        if role not in self.tokens:
            made = subprocess.run(
                [self.program, "token", "create", self.register, "--role", role,
                 "--name", role, "--quiet"], check=True, capture_output=True, text=True)
            self.tokens[role] = made.stdout.strip()
        return self.tokens[role]

    def revoke(self, role):
        subprocess.run([self.program, "token", "revoke", self.register, "--name", role],
                       check=True, capture_output=True)
        del self.tokens[role]

    def ask(self, path, role="administrator", data=None):
        """A question of a program's, not of the browser's."""
        request = urllib.request.Request(
            self.address + path, data, {"Authorization": f"Bearer {self.token(role)}"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def close(self):
        self.process.terminate()
        self.process.wait()


def sample_town(program, folder):
    """The invented town of `gisdata/sample`."""
    register = folder / "town.db"
    subprocess.run([ROOT / "tools/make-sample", program, register], check=True,
                   stdout=subprocess.DEVNULL)
    return Served(program, register)


def demo_city(program, folder):
    """A small city with roads that cross."""
    register = folder / "city.db"
    subprocess.run([program, "demo", register, "--city", "shigatse", "--components", "4000"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Served(program, register)
