"""Fixtures of the vector tile project: the tests' own decoder and the package agree about them."""
import json
import math
import subprocess

import mapbox_vector_tile

from reading.served import ROOT

DECODER = ROOT / ".build" / "decode-tile"
SOURCES = sorted((ROOT / "Tests" / "TestSupport").glob("*.swift"))
MAIN = ROOT / "tools" / "maps" / "decode.swift"


def decoder():
    """The tests' decoder as a program of its own, built when it changed."""
    newest = max(path.stat().st_mtime for path in [*SOURCES, MAIN])
    if not DECODER.exists() or DECODER.stat().st_mtime < newest:
        subprocess.run(
            ["swiftc", "-swift-version", "6", "-O", "-parse-as-library", "-o", DECODER, *SOURCES,
             MAIN], check=True)
    return DECODER


def look(judge, folder):
    program = decoder()
    files = sorted([*folder.glob("fixtures/*/tile.mvt"), *folder.glob("real-world/*/*.mvt")])
    judge.hold(bool(files), "fixtures are there", folder)
    agreed = 0
    for path in files:
        run = subprocess.run([program, path], capture_output=True, text=True)
        mine = unnumbered(json.loads(run.stdout)["layers"]) if run.returncode == 0 else None
        try:
            theirs = by_package(path.read_bytes())
        except Exception:
            theirs = None
        if mine and theirs and is_valid(path):
            judge.hold(alike(mine, theirs), "the decoders disagree", path.relative_to(folder))
            agreed += 1
        judge.hold(not is_valid(path) or mine and theirs, "a valid tile is not read by both",
                   path.relative_to(folder))
    judge.say(f"fixtures: {len(files)} tiles, {agreed} read by both and alike")


# Called valid by the project, and refused by one of the two: features of no type; half a billion
# points, of which one is there.
DISPUTED = {"016", "039", "057"}


def unnumbered(layers):
    """Layers without ids of 0, which the package gives to features without an id too."""
    for layer in layers:
        for feature in layer["features"]:
            if feature.get("id") == 0:
                del feature["id"]
    return layers


def is_valid(path):
    info = path.with_name("info.json")
    if path.parent.name in DISPUTED:
        return False
    return not info.exists() or json.loads(info.read_text())["validity"]["v2"]


def alike(mine, theirs):
    """The same, numbers of 32 bits as near as they can be."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return mine.keys() == theirs.keys() and all(alike(mine[key], theirs[key]) for key in mine)
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(alike, mine, theirs))
    if isinstance(mine, float) or isinstance(theirs, float):
        return math.isclose(mine, theirs, rel_tol=1e-6)
    return mine == theirs


def by_package(data):
    """A tile as the tests' decoder writes it."""
    read = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    return [{"name": name, "version": layer["version"], "extent": layer["extent"],
             "features": [feature_of(feature) for feature in layer["features"]]}
            for name, layer in read.items()]


KINDS = {"Point": "point", "LineString": "line", "Polygon": "polygon"}


def feature_of(feature):
    shape = feature["geometry"]
    places = shape["coordinates"]
    paths = {"Point": lambda: [[places]], "MultiPoint": lambda: [[place] for place in places],
             "LineString": lambda: [places], "MultiLineString": lambda: places,
             "Polygon": lambda: [ring[:-1] for ring in places],
             "MultiPolygon": lambda: [ring[:-1] for part in places for ring in part]}
    made = {"type": KINDS[shape["type"].removeprefix("Multi")], "properties": feature["properties"],
            "geometry": paths[shape["type"]]()}
    return {"id": feature["id"], **made} if feature["id"] else made
