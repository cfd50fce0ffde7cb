"""What is wrong with published files, counted with shapely and plain Python, never by the program.

Every function returns the numbers of the rows at fault as the program counts them: features from 1,
lines of a table from 2.
"""

import csv
import gzip
import json
import os
import sys

import shapely
from shapely.geometry import shape

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "prepare"))
from gcj02 import unshifted  # noqa: E402
from seams import UNITS, to_lattice  # noqa: E402


class Source:
    """A published file: its attributes and geometries by the number of the row."""

    def __init__(self, path):
        self.path = path
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            if ".csv" in path:
                rows = list(csv.DictReader(file))
                self.attributes = dict(enumerate(rows, 2))
                self.geometries = {
                    n: shapely.Point(float(r["XCOORD"]), float(r["YCOORD"]))
                    for n, r in self.attributes.items() if "XCOORD" in r}
            else:
                features = json.load(file)["features"]
                self.attributes = {n: f["properties"] for n, f in enumerate(features, 1)}
                self.geometries = {
                    n: shape(f["geometry"]) for n, f in enumerate(features, 1) if f["geometry"]}

    def text(self, row, column):
        """What a row says in a column, as a program that reads texts sees it."""
        value = self.attributes[row].get(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def missing(self, column):
        return {n for n in self.attributes if not self.text(n, column)}

    def repeated(self, column):
        """The rows whose text stands in a row before them."""
        seen, rows = set(), set()
        for n in self.attributes:
            text = self.text(n, column)
            if text in seen:
                rows.add(n)
            elif text:
                seen.add(text)
        return rows

    def saying(self, column, *texts):
        return {n for n in self.attributes if self.text(n, column) in texts}

    def outside(self, areas):
        """The rows of which no vertex lies in any of the areas (in lattice units)."""
        whole = shapely.union_all(list(areas.values()))
        shapely.prepare(whole)
        return {n for n, g in self.geometries.items()
                if not shapely.intersects_xy(
                    whole, (shapely.get_coordinates(g) * UNITS).round()).any()}

    def elsewhere(self, column, areas, code, city):
        """The rows whose label is not the code of an area they stand in.

        A row on a border stands in both areas; one that stands in no area and not in the city says
        nothing about labels. All areas are in lattice units.
        """
        codes = sorted(areas)
        tree = shapely.STRtree([areas[c] for c in codes])
        whole = shapely.union_all(list(city.values()))
        rows = set()
        for n, geometry in self.geometries.items():
            label = self.text(n, column)
            if not label:
                continue
            place = to_lattice(geometry)
            found = {codes[i] for i in tree.query(place, predicate="intersects")}
            if (found or whole.intersects(place)) and code(label) not in found:
                rows.add(n)
        return rows

    def invalid(self, is_shifted=False):
        """The rows whose polygon is not valid on the lattice."""
        def placed(geometry):
            if is_shifted:
                geometry = shapely.transform(geometry, unshifted)
            return to_lattice(geometry)
        return {n for n, g in self.geometries.items() if not placed(g).is_valid}


def overlapping(areas):
    """The pairs of areas that share ground."""
    codes = sorted(areas)
    tree = shapely.STRtree([areas[c] for c in codes])
    pairs = set()
    for i, j in zip(*tree.query([areas[c] for c in codes], predicate="intersects")):
        if i < j and shapely.relate_pattern(areas[codes[i]], areas[codes[j]], "T********"):
            pairs.add((codes[i], codes[j]))
    return pairs


def gaps(areas):
    """How many pieces of ground the areas enclose and none has."""
    whole = shapely.union_all(list(areas.values()))
    holes = [h for p in getattr(whole, "geoms", [whole]) for h in p.interiors]
    return len(holes)
