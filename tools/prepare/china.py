"""Makes gisdata/china from the districts and the five-level code list of Vonng/adcode (CC BY 4.0).

    python3 tools/prepare/china.py ORIGINALS gisdata/china

ORIGINALS has the folders boundaries (GeoJSON in GCJ-02, and the counties of the whole country in
CGCS2000, against which the result is measured) and codes. Needs shapely 2. What was repaired, and how
far districts lie from the counties before and after, is printed; gisdata/README.md tells it.
"""

import csv
import gzip
import json
import os
import sys

import numpy as np
import shapely
from shapely.geometry import Polygon, shape

from gcj02 import shifted, unshifted
from seams import UNITS, feature, seamless, to_degrees, to_lattice
from tables import write_csv, write_geojson

ORIGINALS, OUT = sys.argv[1], sys.argv[2]
# Code, name, latitude, and how far outlines are simplified, in metres.
CITIES = [("210100", "shenyang", 41.8, 8), ("360100", "nanchang", 28.7, 8),
          ("410200", "kaifeng", 34.8, 8), ("540200", "shigatse", 29.2, 30)]
UNIT = 0.0111319  # metres of a lattice unit of latitude


def counties():
    """The counties of the country by code, in CGCS2000 degrees."""
    path = f"{ORIGINALS}/boundaries/national_counties_cgcs2000.topojson.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    change = topology.get("transform")
    arcs = []
    for arc in topology["arcs"]:
        places = np.array(arc, dtype=float)
        if change:
            places = places.cumsum(axis=0) * change["scale"] + change["translate"]
        arcs.append([tuple(p) for p in places])

    def ring(indices):
        places = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            places += part[1:] if places else part
        return places

    found = {}
    for layer in topology["objects"].values():
        for g in layer["geometries"]:
            polygons = {"Polygon": lambda a: [a], "MultiPolygon": lambda a: a}.get(g["type"])
            if polygons is None:
                continue
            parts = [Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in polygons(g["arcs"])]
            found[str(g["properties"]["gb"])[-6:]] = shapely.make_valid(shapely.union_all(parts))
    return found


def metres(geometry, latitude):
    """A geometry of degrees in metres of a local plane."""
    scale = np.array([UNIT * np.cos(np.radians(latitude)), UNIT]) * UNITS
    return shapely.transform(geometry, lambda xy: xy * scale)


def distances(geometry, county, latitude):
    """How far the vertices of an outline lie from another one, and the way between the centroids."""
    a, b = metres(geometry, latitude), metres(county, latitude)
    places = shapely.points(shapely.get_coordinates(a))
    far = shapely.distance(places, b.boundary)
    way = np.array(a.centroid.coords[0]) - np.array(b.centroid.coords[0])
    return far, way


def simplified(areas, latitude, tolerance):
    """Fewer vertices, the same for both neighbours; vertices that stay stay where they are."""
    codes = sorted(areas)
    thinner = shapely.coverage_simplify([areas[c] for c in codes], tolerance / UNIT)
    return dict(zip(codes, thinner))


def without_gaps(areas, report):
    """Gives ground that districts enclose and none has to the one that shares most of its border."""
    whole = shapely.union_all(list(areas.values()))
    for part in getattr(whole, "geoms", [whole]):
        for hole in part.interiors:
            gap = Polygon(hole)
            shared = {c: gap.boundary.intersection(a.boundary).length for c, a in areas.items()}
            best = max(sorted(shared), key=shared.get)
            areas[best] = shapely.union_all([areas[best], gap])
            report["gaps closed"] = report.get("gaps closed", 0) + 1
    return areas


def districts(code, name, latitude, tolerance, national):
    path = f"{ORIGINALS}/boundaries/{code}_{name}_districts_2016.geojson"
    with open(path, encoding="utf-8") as file:
        published = {str(f["properties"]["adcode"]): (f["properties"]["name"], shape(f["geometry"]))
                     for f in json.load(file)["features"]}
    report = {}
    areas = {c: shapely.transform(g, unshifted) for c, (_, g) in published.items()}
    areas = without_gaps(seamless(areas.items(), latitude, report), report)
    areas = simplified(areas, latitude, tolerance)
    assert shapely.coverage_is_valid(list(areas.values()))
    assert all(a.is_valid for a in areas.values())
    folder = f"{OUT}/{name}"
    os.makedirs(folder, exist_ok=True)
    write_geojson(f"{folder}/districts.geojson", [
        feature(areas[c], {"code": c, "name": published[c][0]}) for c in sorted(areas)])
    measure(name, published, areas, latitude, national)
    parts = sum(len(getattr(a, "geoms", [0])) for a in areas.values())
    vertices = sum(shapely.get_num_coordinates(a) for a in areas.values())
    print(f"{name}: {len(areas)} districts, {parts} parts, {vertices} vertices, {report}")
    return {c: published[c][0] for c in areas}


def measure(name, published, areas, latitude, national):
    """How far the districts lie from the counties of the same code, before and after."""
    before, after, ways = [], [], []
    for code, (_, geometry) in published.items():
        if code not in national:
            print(f"  {code} is not among the counties")
            continue
        far, way = distances(geometry, national[code], latitude)
        near, rest = distances(to_degrees(areas[code]), national[code], latitude)
        before.append(far)
        after.append(near)
        ways.append((np.hypot(*way), np.hypot(*rest)))
        print(f"  {code}: vertices {np.median(far):.0f} / {np.percentile(far, 95):.0f} m before, "
              f"{np.median(near):.0f} / {np.percentile(near, 95):.0f} m after; centroid "
              f"{ways[-1][0]:.0f} m before, {ways[-1][1]:.0f} m after")
    before, after = np.concatenate(before), np.concatenate(after)
    ways = np.median(np.array(ways), axis=0)
    print(f"{name}: vertices from the counties' outlines, median / 95 %: "
          f"{np.median(before):.0f} / {np.percentile(before, 95):.0f} m before, "
          f"{np.median(after):.0f} / {np.percentile(after, 95):.0f} m after; centroids, median: "
          f"{ways[0]:.0f} m before, {ways[1]:.0f} m after")


def divisions(code, name, names):
    """The subdistricts and communities of the districts that have an outline."""
    path = f"{ORIGINALS}/codes/{code}_{name}_adcode5_2016.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    real = [r for r in rows if r["dummy"] == "f" and r["virtual"] == "f"
            and "虚拟" not in r["name"] and r["code"][:6] in names]
    towns = [r for r in real if r["level"] == "town" and r["code"][6:9] < "400"]
    known = {r["code"] for r in towns}
    villages = [r for r in real if r["level"] == "village" and r["parent"] in known]
    table = [(c, n, "district", code) for c, n in sorted(names.items())]
    table += [(r["code"][:9], r["name"], "subdistrict", r["code"][:6])
              for r in sorted(towns, key=lambda r: r["code"])]
    table += [(r["code"], r["name"], "community", r["code"][:9])
              for r in sorted(villages, key=lambda r: r["code"])]
    write_csv(f"{OUT}/{name}/divisions.csv", ["code", "name", "level", "parent"], table)
    print(f"{name}: {len(towns)} subdistricts, {len(villages)} communities, "
          f"{len(rows) - len(table)} rows left out")


def check_formula():
    """Fails unless the shift reproduces a published pair and its inverse takes it back."""
    place, image = np.array([[113.912316, 22.543847]]), [[113.9171764808363, 22.540796131694766]]
    assert np.abs(shifted(place) - image).max() < 1e-12
    assert np.abs(unshifted(shifted(place)) - place).max() < 1e-11


check_formula()
NATIONAL = counties()
for CODE, NAME, LATITUDE, TOLERANCE in CITIES:
    divisions(CODE, NAME, districts(CODE, NAME, LATITUDE, TOLERANCE, NATIONAL))
