"""Fixtures of the vector tile project: the tests' own decoder and the package agree about them."""
import json
import subprocess
import tempfile
from pathlib import Path

import mapbox_vector_tile

from reading.served import ROOT

DECODER = ROOT / ".build" / "decode-tile"
SOURCES = sorted((ROOT / "Tests" / "TestSupport").glob("*.swift"))
MAIN = ROOT / "tools" / "maps" / "decode.swift"


def decoder():
    """The tests' decoder as a program of its own, built when it changed."""
    newest = max(path.stat().st_mtime for path in [*SOURCES, MAIN])
    if not DECODER.exists() or DECODER.stat().st_mtime < newest:
        with tempfile.TemporaryDirectory() as folder:
            main = Path(folder) / "main.swift"
            main.write_text(MAIN.read_text())
            subprocess.run(
                ["swiftc", "-swift-version", "6", "-O", "-parse-as-library", "-o", DECODER,
                 *SOURCES, MAIN], check=True)
    return DECODER


def look(judge, folder):
    program = decoder()
    files = sorted([*folder.glob("fixtures/*/tile.mvt"), *folder.glob("real-world/*/*.mvt")])
    judge.hold(bool(files), "fixtures are there", folder)
    agreed = 0
    for path in files:
        run = subprocess.run([program, path], capture_output=True, text=True)
        try:
            theirs = by_package(path.read_bytes())
        except Exception as error:
            theirs = error
        name = path.relative_to(folder)
        if run.returncode == 0 and not isinstance(theirs, Exception):
            mine = json.loads(run.stdout)["layers"]
            judge.hold(mine == theirs, "the decoders disagree", name)
            agreed += mine == theirs
        elif run.returncode == 0:
            # The package reads nothing of an unknown type, and no strange value.
            judge.measure("fixtures that only the tests' decoder reads", 1, f"{name}: {theirs}")
    judge.say(f"fixtures: {len(files)} tiles, {agreed} read alike by both")


def by_package(data):
    """A tile as the tests' decoder writes it."""
    read = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    return [{"name": name, "version": layer["version"], "extent": layer["extent"],
             "features": [feature_of(feature) for feature in layer["features"]]}
            for name, layer in read.items()]


KINDS = {0: "unknown", 1: "point", 2: "line", 3: "polygon"}


def feature_of(feature):
    shape = feature["geometry"]
    places = shape["coordinates"]
    paths = {"Point": lambda: [[places]], "MultiPoint": lambda: [[place] for place in places],
             "LineString": lambda: [places], "MultiLineString": lambda: places,
             "Polygon": lambda: [ring[:-1] for ring in places],
             "MultiPolygon": lambda: [ring[:-1] for part in places for ring in part]}
    made = {"type": KINDS[feature["type"]], "properties": feature["properties"],
            "geometry": paths[shape["type"]]()}
    # The package gives 0 for a feature without an id.
    return {"id": feature["id"], **made} if feature["id"] else made
