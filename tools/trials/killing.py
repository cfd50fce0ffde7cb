"""A city, a delivery that is killed on its way in, and one that waits meanwhile."""
import collections
import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import time

WAITING_ROWS = 2000


class Damage(SystemExit):
    """Something that a kill must not do; ends the program with a sentence."""

    def __init__(self, moment, what):
        super().__init__(f"kill-import: after {moment}: {what}")


class Trial:
    """Kills deliveries to copies of one city."""

    def __init__(self, program, city, folder):
        self.program, self.folder = program, folder
        self.whole = folder / "whole" / "city.db"
        self.whole.parent.mkdir()
        self.killed_file, self.waiting_file = folder / "killed.csv", folder / "waiting.csv"
        self.counts = collections.Counter()
        # How much faster the machine is than when it was measured.
        self.scale = 1.0
        self.prepare(city)
        self.measure()

    # The city before anything is killed.

    def prepare(self, city):
        for file in city.parent.glob(city.stem + "*"):
            if file.is_file():
                shutil.copy(file, self.whole.parent / ("city" + file.name[len(city.stem):]))
        exported = self.folder / "exported.csv"
        self.say("export", self.whole, "components", exported)
        self.write_deliveries(exported)
        for name in ["one", "two", "three"]:
            self.say("token", "create", self.whole, "--role", "viewer", "--name", name)
        self.say("token", "revoke", self.whole, "--name", "two")
        self.waiting = self.stage(self.whole, self.waiting_file)
        self.waiting_rows = self.rows_of(self.whole, self.waiting)
        self.ledger = self.contents_of_ledger(self.whole.parent)
        self.before = self.edition(self.whole)

    def write_deliveries(self, exported):
        """Two deliveries of other rows: the first ones wait, all others are killed."""
        with open(exported, newline="") as file:
            rows = csv.DictReader(file)
            names = ["code", "category", "name", *[n for n in rows.fieldnames if n == "WKT"]]
            rows = [
                {name: row[name] for name in names} | {"name": row["name"] + " 复查"} for row in rows]
        for place, part in [(self.waiting_file, rows[:WAITING_ROWS]),
                            (self.killed_file, rows[WAITING_ROWS:])]:
            with open(place, "w", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(part)

    def measure(self):
        """How long each verb takes, and where it all leads."""
        city = self.copy("measured")
        self.times = {}
        delivery = None
        for verb in ["stage", "check", "publish"]:
            begin = time.monotonic()
            if verb == "stage":
                delivery = self.stage(city, self.killed_file)
            else:
                self.say(verb, city, delivery)
            self.times[verb] = time.monotonic() - begin
        self.after = self.edition(city)
        self.say("publish", city, self.waiting)
        self.last = self.edition(city)
        other = self.copy("imported")
        begin = time.monotonic()
        self.say("import", other, "components", self.killed_file, "--crs", "EPSG:4490")
        self.times["import"] = time.monotonic() - begin
        if self.edition(other) != self.after:
            raise Damage("no kill", "import and publish lead to different contents")
        took = ", ".join(f"{verb} {seconds:.2f} s" for verb, seconds in self.times.items())
        rows = sum(1 for _ in open(self.killed_file)) - 1
        self.about = (f"{rows} components of a city of {self.whole.stat().st_size >> 20} MB: {took}; "
                      f"from edition {self.before[0]} to {self.after[0]}")
        for place in [city, other]:
            shutil.rmtree(place.parent)

    # One kill.

    def kill(self, share, as_import, number):
        """Kills a delivery when a share of its time has passed, and looks at everything."""
        city = self.copy(f"city-{number}")
        verbs = ["import"] if as_import else ["stage", "check", "publish"]
        left = share * sum(self.times[verb] for verb in verbs) * self.scale
        delivery = None
        moment = "the end"
        for verb in verbs:
            ended, left, delivery, spent = self.run_for(left, verb, city, delivery)
            if not ended:
                moment = f"{spent * 1000:.0f} ms of {verb}"
                self.counts[verb] += 1
                self.scale = min(self.scale * 1.02, 1.1)
                break
        else:
            self.counts["too late"] += 1
            self.scale *= 0.9
        self.look(city, moment, number)
        self.try_again(city, moment)
        shutil.rmtree(city.parent)

    def run_for(self, seconds, verb, city, delivery):
        """Runs a verb; kills it when the time is up."""
        arguments = (
            [city, "components", self.killed_file, "--crs", "EPSG:4490"]
            if verb in ("stage", "import") else [city, delivery])
        begin = time.monotonic()
        process = subprocess.Popen(
            [self.program, verb, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        try:
            output, _ = process.communicate(timeout=max(seconds, 0))
        except subprocess.TimeoutExpired:
            spent = time.monotonic() - begin
            process.kill()
            process.communicate()
            return False, 0, delivery, spent
        spent = time.monotonic() - begin
        if verb == "stage":
            delivery = output.split()[1]
        return True, seconds - spent, delivery, spent

    def look(self, city, moment, number):
        """The register is whole, old or new; ledger and waiting delivery are as they were."""
        # By turns the first to open the file is the program, or SQLite alone.
        looks = [self.look_by_sqlite, self.look_by_program]
        for look in looks if number % 2 else reversed(looks):
            look(city, moment)
        if self.contents_of_ledger(city.parent) != self.ledger:
            raise Damage(moment, "the ledger is another one")
        if self.rows_of(city, self.waiting) != self.waiting_rows:
            raise Damage(moment, "the delivery that waited has other rows")
        with sqlite3.connect(self.staged(city, self.waiting)) as base:
            if base.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Damage(moment, "the delivery that waited is damaged")

    def look_by_sqlite(self, city, moment):
        base = sqlite3.connect(city)
        faults = base.execute("PRAGMA integrity_check").fetchall()
        strays = base.execute("PRAGMA foreign_key_check").fetchall()
        base.close()
        if faults != [("ok",)] or strays:
            raise Damage(moment, f"SQLite finds {faults[:3]} {strays[:3]}")

    def look_by_program(self, city, moment):
        edition = self.edition(city)
        if edition == self.before:
            self.counts["old"] += 1
        elif edition == self.after:
            self.counts["new"] += 1
        else:
            raise Damage(moment, f"an edition between the two: {edition}")

    def try_again(self, city, moment):
        """What was killed goes in a second time, then what waited, and the end is the same."""
        left = [path.stem for path in (city.parent / "city.staging").glob("components-*.db")
                if path.stem != self.waiting]
        if left and self.edition(city) == self.before:
            self.counts["found staged"] += 1
            self.say("publish", city, left[0])
        else:
            self.say("import", city, "components", self.killed_file, "--crs", "EPSG:4490")
        if self.edition(city) != self.after:
            raise Damage(moment, "other contents after a second try")
        self.say("publish", city, self.waiting)
        if self.edition(city)[1] != self.last[1]:
            raise Damage(moment, "other contents after the delivery that waited")

    def tally(self):
        """What was met, in a line."""
        verbs = ", ".join(
            f"{self.counts[verb]} in {verb}" for verb in ["stage", "check", "publish", "import"])
        return (f"{verbs}, {self.counts['too late']} after all of it; {self.counts['old']} at the "
                f"old edition, {self.counts['new']} at the new one, every city whole")

    # What the trial asks of the program.

    def say(self, *arguments):
        run = subprocess.run(
            [self.program, *map(str, arguments)], capture_output=True, text=True)
        if run.returncode != 0:
            raise Damage("no kill", f"{arguments[0]} ends with {run.returncode}: "
                                    f"{run.stderr or run.stdout}")
        return run.stdout

    def copy(self, name):
        """A copy of the city with all that stands beside it."""
        folder = self.folder / name
        shutil.copytree(self.whole.parent, folder)
        return folder / "city.db"

    def stage(self, city, file):
        return self.say("stage", city, "components", file, "--crs", "EPSG:4490").split()[1]

    def edition(self, city):
        """The number of the last edition and the hash of what the register really says."""
        told = self.say("verify", city)
        number = json.loads(self.say("history", city, "--json"))[-1]["number"]
        return number, told.split("content ")[1]

    def staged(self, city, delivery):
        return city.parent / "city.staging" / f"{delivery}.db"

    def rows_of(self, city, delivery):
        """The staged rows, byte by byte."""
        with sqlite3.connect(self.staged(city, delivery)) as base:
            return hashlib.sha256(repr([
                base.execute("SELECT layer, summary FROM delivery").fetchall(),
                base.execute("SELECT name, bytes FROM part ORDER BY id").fetchall(),
            ]).encode()).hexdigest()

    @staticmethod
    def contents_of_ledger(folder):
        """The bytes of the ledger and every row of every table of it."""
        path = folder / "city.ledger.db"
        base = sqlite3.connect(path)
        tables = [name for name, in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = {name: base.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        base.close()
        if not rows["token"] or not rows["audit"]:
            raise Damage("no kill", "the ledger is empty")
        return hashlib.sha256(path.read_bytes()).hexdigest(), rows
