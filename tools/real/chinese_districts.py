"""Districts of six Chinese cities in three files each, and the counties of the whole country."""

import csv
import gzip
import json
import os

import shapely
from shapely.geometry import Polygon, mapping

from city import City
from oracle import Source, to_lattice, unshifted
from seams import feature, seamless, to_degrees
from tables import write_geojson

CITIES = [("210100", "shenyang", 41.8), ("321300", "suqian", 33.9), ("330100", "hangzhou", 30.2),
          ("360100", "nanchang", 28.7), ("410200", "kaifeng", 34.8), ("540200", "shigatse", 29.2)]
# Where districts were abolished between 2016 and today.
RETIRING = ["hangzhou", "nanchang"]
# The rule that a code that is no more is not used again.
RETIRED_CODE = "code-reused"


def run(program, originals, work, ledger):
    folder = f"{originals}/china/boundaries"
    with open(f"{originals}/china/codes/national_areas_2023.csv", encoding="utf-8") as file:
        valid = {row["code"] for row in csv.DictReader(file)}
    counties = national(program, folder, work, ledger)
    for code, name, latitude in CITIES:
        of_city(program, folder, work, ledger, code, name, latitude, counties, valid)


def of_city(program, folder, work, ledger, code, name, latitude, counties, valid):
    """The three files as published, beside the city of today; then a code of yesterday again."""
    city = City(program, f"{work}/{name}.db", name, "national")
    registered = seamless([(c, g) for c, g in counties.items() if c[:4] == code[:4]], latitude, {})
    registered = seamless([(c, to_degrees(g)) for c, g in registered.items()], latitude, {})
    today = f"{work}/{name}.geojson"
    write_geojson(today, [
        feature(registered[c], {"code": c, "name": c}) for c in sorted(registered)])
    city.take("districts", today, "--crs", "EPSG:4490")
    for year, column in [("2016", "adcode"), ("2020", "adcode"), ("old", "id")]:
        path = f"{folder}/{code}_{name}_districts_{year}.geojson"
        if not os.path.exists(path):
            continue
        source = Source(path)
        label = f"china-{name}-{year}"
        delivered = city.deliver(
            "districts", path, f"china-districts-{year}", "--whole", publish=False)
        bad = source.invalid(is_shifted=True)
        ledger.row(label, delivered, {"geometry-invalid": bad})
        codes = {n: source.text(n, column) for n in source.attributes}
        ledger.codes(label, delivered, set(codes.values()), set(registered), valid)
        # As the layer would stand: where a row is rejected, what is registered stays.
        stand = {codes[n]: to_lattice(shapely.transform(g, unshifted))
                 for n, g in source.geometries.items() if n not in bad}
        for n in bad:
            if codes[n] in registered:
                stand[codes[n]] = registered[codes[n]]
        ledger.areas(label, delivered, stand)
    if name in RETIRING:
        retired(city, folder, ledger, code, name, today, valid)


def retired(city, folder, ledger, code, name, today, valid):
    """The city of 2016, then that of today, and then a file that still has yesterday's codes."""
    old = f"{folder}/{code}_{name}_districts_2016.geojson"
    city.deliver("districts", old, "china-districts-2016", "--whole")
    city.take("districts", today, "--crs", "EPSG:4490", "--whole")
    delivered = city.deliver("districts", old, "china-districts-2016", publish=False)
    source = Source(old)
    gone = {n for n in source.attributes if source.text(n, "adcode") not in valid}
    ledger.row(f"china-{name}-2016 after today", delivered, {RETIRED_CODE: gone})


def national(program, folder, work, ledger):
    """Every county of the country as one delivery, and their outlines by code."""
    path = f"{folder}/national_counties_cgcs2000.topojson.gz"
    city = City(program, f"{work}/national.db", "national", "national")
    rows = topology(path)
    write_geojson(f"{work}/counties.geojson", [
        {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}
        for properties, geometry in rows])
    source = Source(f"{work}/counties.geojson")
    delivered = city.deliver("districts", path, "china-counties-cgcs2000", publish=False)
    ledger.row("china-counties-cgcs2000", delivered, {
        "geometry-invalid": source.invalid(), "code-duplicate": source.repeated("gb"),
        ("field-missing", "The row has no code."): source.missing("gb"),
        ("field-missing", "The row has no name."): source.missing("name")})
    bad = source.invalid()
    ledger.areas("china-counties-cgcs2000", delivered, {
        source.text(n, "gb").removeprefix("156"): to_lattice(g)
        for n, g in source.geometries.items() if n not in bad})
    return {str(p["gb"])[-6:]: shapely.make_valid(g) for p, g in rows}


def topology(path):
    """The attributes and geometries of a TopoJSON file, read by hand."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    change = topology.get("transform")
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        places = []
        for dx, dy in arc:
            x, y = (x + dx, y + dy) if change else (dx, dy)
            places.append((x * change["scale"][0] + change["translate"][0],
                           y * change["scale"][1] + change["translate"][1]) if change else (x, y))
        arcs.append(places)

    def ring(indices):
        places = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            places += part[1:] if places else part
        return places

    rows = []
    for layer in topology["objects"].values():
        for g in layer["geometries"]:
            parts = {"Polygon": lambda a: [a], "MultiPolygon": lambda a: a}.get(g["type"])
            if parts is None:
                continue
            polygons = [Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in parts(g["arcs"])]
            rows.append((g["properties"], polygons[0] if len(polygons) == 1
                         else shapely.MultiPolygon(polygons)))
    return rows
