"""A city on disk, and deliveries into it through the program as a surveyor makes them."""

import collections
import json
import os
import subprocess

GISDATA = os.path.join(os.path.dirname(__file__), "..", "..", "gisdata")


class Delivered:
    """What became of one delivery."""

    def __init__(self, account, findings, differences, refusal=None):
        self.account, self.findings, self.differences = account, findings, differences
        self.refusal = refusal

    @property
    def rules(self):
        """How many findings each rule has."""
        return collections.Counter(f["rule"] for f in self.findings)

    def rows(self, rule, about=""):
        """The rows that a rule found, in sentences that begin so."""
        return {f.get("row") for f in self.findings
                if f["rule"] == rule and f["english"].startswith(about)}

    @property
    def refuses_layer(self):
        return any(f["severity"] == "error" and "row" not in f for f in self.findings)


class City:
    def __init__(self, program, path, name, scheme):
        self.program, self.path = program, path
        self.run("init", path, "--name", name, "--code", name, "--scheme", scheme)

    def run(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True)
        if done.returncode not in allowed:
            raise SystemExit(f"{' '.join(arguments)}: {done.stderr or done.stdout}")
        return done

    def take(self, layer, path, *options):
        """Imports what must have no error."""
        self.run("import", self.path, layer, path, *options)

    def deliver(self, layer, path, mapping, *options, publish=True):
        """Stages with a mapping file, checks, and publishes without the rejected rows."""
        told = ["--mapping", f"{GISDATA}/mappings/{mapping}.json", *options]
        staged = self.run("stage", self.path, layer, path, *told, "--json", allowed=(0, 64, 65))
        if staged.returncode:
            return Delivered(None, [], {}, staged.stderr.strip())
        name = json.loads(staged.stdout)["delivery"]
        report = json.loads(
            self.run("check", self.path, name, "--report", "json", allowed=(0, 1)).stdout)
        delivered = Delivered(report["account"], report["findings"], report["differences"])
        if publish and not delivered.refuses_layer:
            done = self.run("publish", self.path, name, "--without-rejected")
            delivered.published = done.stdout.strip()
        else:
            self.run("discard", self.path, name)
        return delivered
