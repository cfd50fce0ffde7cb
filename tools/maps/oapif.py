"""What `oapif` runs: each claim is a function that returns what it looked at, or raises."""

import argparse
import json
import math
import os
import random
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.dont_write_bytecode = True

import pyproj  # noqa: E402

from served import Served, demo_city  # noqa: E402

TABLES = {
    "categories": "category", "organizations": "organization", "districts": "district",
    "subdistricts": "subdistrict", "communities": "community", "unit-grids": "unit_grid",
    "management-grids": "management_grid", "responsibility-grids": "responsibility_grid",
    "evaluation-grids": "evaluation_grid", "road-chief-segments": "road_chief_segment",
    "components": "component", "places": "place", "mandates": "mandate",
    "partitions": "partition", "rulings": "ruling", "cases": "case_file",
}
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


class City:
    """The served city and its register, read by SQLite alone."""

    def __init__(self, served: Served):
        self.served, self.url = served, served.address
        self.token = served.token("viewer")
        self.register = sqlite3.connect(f"file:{served.register}?mode=ro", uri=True)

    def get(self, path, **query):
        address = path if path.startswith("http") else self.url + path
        if query:
            address += "?" + urllib.parse.urlencode(query)
        request = urllib.request.Request(
            address, headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply), reply.headers

    def keys(self, collection):
        rows = self.register.execute(f"SELECT row_key FROM {TABLES[collection]}")
        return sorted((key for key, in rows), key=str.encode)

    def filled(self):
        return [name for name in TABLES if self.keys(name)]

    def points(self):
        """Longitude and latitude of the components that are single points, by their keys."""
        rows = self.register.execute("SELECT row_key, geometry FROM component")
        return {key: struct.unpack("<dd", blob[43:59]) for key, blob in rows if len(blob) == 60}


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def listed(city, _):
    document, _ = city.get("/collections")
    names = [entry["id"] for entry in document["collections"]]
    check(sorted(names) == sorted(city.filled()), f"{names} are listed, not {city.filled()}")
    for entry in document["collections"]:
        check(entry["itemCount"] == len(city.keys(entry["id"])), f"count of {entry['id']}")
    return f"{len(names)} collections"


def pages(city, _):
    features = 0
    for name in city.filled():
        path, found = f"/collections/{name}/items?limit=700", []
        while path:
            page, _ = city.get(path)
            found += [feature["id"] for feature in page["features"]]
            check(page["numberReturned"] == len(page["features"]), "numberReturned")
            path = next((l["href"] for l in page["links"] if l["rel"] == "next"), None)
        check(found == city.keys(name), f"pages of {name} are not its rows")
        features += len(found)
    return f"{features} features"


def boxes(city, asked):
    points = city.points()
    places = list(points.values())
    chance = random.Random(1)
    count = 20 if asked.quick else 200
    for _ in range(count):
        (x1, y1), (x2, y2) = chance.choice(places), chance.choice(places)
        west, east, south, north = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        page, _ = city.get("/collections/components/items", limit=10_000,
                           bbox=f"{west},{south},{east},{north}")
        found = {f["id"] for f in page["features"]} & points.keys()
        expected = {key for key, (x, y) in points.items()
                    if west <= x <= east and south <= y <= north}
        check(found == expected, f"{west},{south},{east},{north}")
    return f"{count} boxes"


def systems(city, _):
    key, (longitude, latitude) = next(iter(city.points().items()))
    item = "/collections/components/items/" + urllib.parse.quote(key, safe="")
    codes = [4490, 4326, 3857, *range(4513, 4555)]
    far = 0
    for code in codes:
        source = "EPSG:4326" if code in (4326, 3857) else "EPSG:4490"
        transform = pyproj.Transformer.from_crs(source, f"EPSG:{code}")
        expected = transform.transform(latitude, longitude)
        if not all(map(math.isfinite, expected)):
            far += 1
            continue
        feature, headers = city.get(item, crs=f"{EPSG}{code}")
        found = feature["geometry"]["coordinates"]
        check(headers["Content-Crs"] == f"<{EPSG}{code}>", "Content-Crs")
        tolerance = 1e-9 if code in (4490, 4326) else 1e-3
        check(all(abs(a - b) <= tolerance for a, b in zip(found, expected)),
              f"EPSG:{code} {found}, PROJ {expected}")
        half = 1e-7 if code in (4490, 4326) else 0.02
        box = ",".join(f"{value + sign * half:.9f}" for sign in (-1, 1) for value in expected)
        page, _ = city.get("/collections/components/items", bbox=box, code=key,
                           **{"bbox-crs": f"{EPSG}{code}"})
        check(len(page["features"]) == 1, f"bbox in EPSG:{code}")
    return f"{len(codes)} systems, {far} without a place there"


def gdal(city, _):
    for root in (city.url, city.url + "/ogc"):
        for name in city.filled():
            said = subprocess.run(
                ["ogrinfo", "-ro", "-so", f"OAPIF:{root}", name], capture_output=True, text=True,
                timeout=120, env=os.environ | {
                    "GDAL_HTTP_HEADERS": f"Authorization: Bearer {city.token}"})
            count = re.search(r"Feature Count: (\d+)", said.stdout)
            check(count and int(count[1]) == len(city.keys(name)),
                  f"{root} {name}: {said.stdout[-200:]} {said.stderr[-300:]}")
    return f"{len(city.filled())} layers from two landing pages"


def owslib(city, _):
    from owslib.ogcapi.features import Features
    client = Features(city.url + "/", headers={
        "Authorization": f"Bearer {city.token}", "Accept": "application/json"})
    check(len(client.conformance()["conformsTo"]) == 5, "conformance")
    check(set(client.feature_collections()) >= set(city.filled()), "collections")
    for name in city.filled():
        page = client.collection_items(name, limit=10)
        check(page["numberMatched"] == len(city.keys(name)), name)
        first = page["features"][0]["id"]
        single = client.collection_item(name, urllib.parse.quote(first, safe=""))
        check(single["id"] == first, f"{name} {first}")
    west, south = min(city.points().values())
    found = client.collection_items("components", bbox=[west, south, west, south])
    check(found["features"], "bbox")
    return f"{len(city.filled())} collections"


QGIS = """
import sys
from qgis.core import QgsApplication, QgsRectangle, QgsFeatureRequest, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
for name in sys.argv[2:]:
    layer = QgsVectorLayer(f"url='{sys.argv[1]}' typename='{name}' pageSize='200'", name, "OAPIF")
    if not layer.isValid():
        print(name, "invalid", layer.error().summary())
        continue
    features = list(layer.getFeatures())
    box = features[0].geometry().boundingBox()
    some = list(layer.getFeatures(QgsFeatureRequest().setFilterRect(box)))
    print(name, len(features), len(some) > 0)
application.exitQgis()
"""


def qgis(city, _):
    probe = subprocess.run(["/usr/bin/python3", "-c", "import qgis.core"], capture_output=True)
    if probe.returncode:
        return "skipped, python3-qgis is not there"
    names = ["districts", "subdistricts", "communities", "places"]
    said = subprocess.run(
        ["/usr/bin/python3", "-c", QGIS, city.url, *names], capture_output=True, text=True,
        timeout=300, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    for name in names:
        wanted = f"{name} {len(city.keys(name))} True"
        check(wanted in said.stdout.splitlines(), f"{wanted}: {said.stdout} {said.stderr[-500:]}")
    return f"{len(names)} layers"


def fuzz(city, asked):
    calls = 300 if asked.quick else asked.calls
    document, _ = city.get("/api")
    operations = sum(len(path) for path in document["paths"].values())
    tool = Path(sys.executable).parent / "schemathesis"
    checks = ("not_a_server_error,status_code_conformance,content_type_conformance,"
              "response_schema_conformance")
    with tempfile.TemporaryDirectory() as folder:
        description = Path(folder) / "api.json"
        description.write_text(json.dumps(document))
        said = subprocess.run(
            [tool, "run", description, "--url", city.url, "--checks", checks, "--phases",
             "examples,fuzzing", "--max-examples", str(-(-calls // operations)), "--seed", "1",
             "--suppress-health-check", "all", "--continue-on-failure", "--no-color", "--warnings", "off",
             "-H", f"Authorization: Bearer {city.served.token('administrator')}"],
            capture_output=True, text=True, cwd=folder, timeout=3600)
    check(said.returncode == 0, said.stdout[-6000:] + said.stderr[-500:])
    generated = re.search(r"(\d+) generated", said.stdout)
    return f"{generated[1] if generated else calls} calls to {operations} operations"


CLAIMS = {"list": listed, "pages": pages, "boxes": boxes, "systems": systems, "gdal": gdal,
          "owslib": owslib, "qgis": qgis, "fuzz": fuzz}


def options():
    parser = argparse.ArgumentParser(prog="oapif")
    parser.add_argument("program", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default=",".join(CLAIMS))
    parser.add_argument("--calls", type=int, default=10_000)
    return parser.parse_args()


def main():
    asked = options()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        served = demo_city(asked.program.resolve(), Path(folder))
        try:
            city = City(served)
            for name in asked.only.split(","):
                try:
                    print(f"{name}: {CLAIMS[name](city, asked)}", flush=True)
                except (AssertionError, urllib.error.URLError, KeyError) as error:
                    failed = True
                    print(f"{name}: FAILED {error}", flush=True)
        finally:
            served.close()
    return failed


sys.exit(main())
