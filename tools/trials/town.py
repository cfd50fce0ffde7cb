"""A city and the clean deliveries that it writes itself."""
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from trials.delivery import Delivery

# The layers with shapes; all others are tables.
SHAPED = ["districts", "subdistricts", "communities", "unit-grids", "management-grids",
          "responsibility-grids", "evaluation-grids", "road-chief-segments", "components", "places",
          "partitions", "rulings", "cases"]


class Failed(Exception):
    """The program did not do what it was asked."""


class Town:
    """What a city exports, read once for each layer."""

    def __init__(self, program, city, folder):
        self.program, self.city, self.folder = program, city, folder
        self.known = {}

    def say(self, *arguments, statuses=(0,)):
        run = subprocess.run(
            [str(self.program), *map(str, arguments)], capture_output=True, text=True)
        if run.returncode not in statuses:
            raise Failed(f"{arguments[0]} {arguments[2:4]} ends with {run.returncode}: "
                         f"{(run.stderr or run.stdout)[-400:]}")
        return run.stdout

    def layers(self):
        """The layers that the city has rows of."""
        editions = json.loads(self.say("history", self.city, "--json"))
        return list(dict.fromkeys(edition["layer"] for edition in editions))

    def export(self, layer, ending, *options):
        path = self.folder / f"exported-{layer}.{ending}"
        path.unlink(missing_ok=True)
        self.say("export", self.city, layer, path, *options)
        return path

    def clean(self, layer, is_points=False):
        """A delivery that changes nothing, to be spoilt; `is_points` as a table with lon and lat."""
        if layer not in self.known:
            delivery = Delivery.read(
                layer, self.export(layer, "geojson" if layer in SHAPED else "csv"))
            if layer == "people":
                # Names leave no city; a delivery must have some.
                delivery.fields.append("name")
                for row in delivery.rows:
                    row["name"] = "样例"
            self.known[layer] = delivery
        delivery = self.known[layer].changed()
        if is_points:
            points = [place for place, shape in enumerate(delivery.shapes)
                      if shape["type"] == "Point"]
            delivery.rows = [delivery.rows[place] for place in points]
            delivery.shapes = [delivery.shapes[place] for place in points]
            delivery.form = "points"
        return delivery

    def exported(self, layer, *options):
        """A delivery as the city exports it with options."""
        delivery = Delivery.read(layer, self.export(layer, "csv", *options))
        delivery.options = ["--crs", "EPSG:4490"]
        return delivery

    def partitions(self):
        """Partitions of a city that has none: one for each unit grid."""
        grids = self.clean("unit-grids")
        owners = [row["code"] for row in self.clean("organizations").rows]
        rows = [{"code": f"BQ-{place}", "categories": "matter/06010",
                 "organization": owners[place % len(owners)]} for place in range(len(grids.rows))]
        return Delivery("partitions", list(rows[0]), rows, list(grids.shapes))

    def after(self, delivery):
        """A city that has published a delivery; this one stays as it is."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        city = folder / "later.db"
        for ending in ["", "-wal", "-shm"]:
            if Path(f"{self.city}{ending}").exists():
                shutil.copy(f"{self.city}{ending}", f"{city}{ending}")
        path = delivery.write(folder)
        self.say("import", city, delivery.layer, path, *delivery.options)
        return Town(self.program, city, folder)

    def check(self, layer, path, *options):
        """Stages and checks a file; returns the report, and leaves nothing behind."""
        delivery = self.say("stage", self.city, layer, path, *options).split()[1]
        try:
            report = self.say("check", self.city, delivery, "--report", "json", statuses=(0, 1))
        finally:
            self.say("discard", self.city, delivery)
        return json.loads(report)
