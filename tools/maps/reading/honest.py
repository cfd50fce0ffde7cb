"""Honest: counts sum to the number of components, and what a tile leaves out it says."""
import collections

import numpy
import shapely

from reading import tile as tiles
from reading.mercator import EXTENT
from reading.register import AREAS

# A tile is counted in eight by eight cells.
CELLS = 8
LAYERS = "components,component-counts"


class Places:
    """Where every component stands: its place if it is one point."""

    def __init__(self, register):
        rows = register.rows["components"]
        self.world = numpy.array([shape.coords[0] if shape.geom_type == "Point" else (-1, -1)
                                  for shape in rows.shapes])
        self.degrees = numpy.array([shape.coords[0] if shape.geom_type == "Point" else (-1, -1)
                                    for shape in rows.degrees])
        self.is_point = self.world[:, 0] >= 0
        self.total = len(rows)

    def cells(self, zoom):
        """The numbers of the points in each cell of a zoom."""
        cells = numpy.floor(self.world[self.is_point] * 2 ** zoom * CELLS).astype(numpy.int64)
        numbers = numpy.flatnonzero(self.is_point)
        found = collections.defaultdict(list)
        for number, (x, y) in zip(numbers, cells):
            found[x, y].append(number)
        return found


def look(judge, server, register):
    places = Places(register)
    judge.hold(places.total > 0, "the city has components", "")
    for zoom in register.zooms:
        if zoom <= register.layer("component-counts")["zooms"][1]:
            counted(judge, server, register, places, zoom)
        else:
            single(judge, server, register, places, zoom)
        if zoom in (10, 13):
            names(judge, server, register, zoom)


def names(judge, server, register, zoom):
    """Every area with a name has its label once."""
    layers = [layer["id"] for layer in register.drawn(zoom)
              if layer["id"] in AREAS and layer["attributes"].get("name", 99) <= zoom]
    labels = collections.Counter()
    for tile in register.tiles(zoom):
        data = server.bytes(tile, ",".join([*layers, "labels"]))
        if b"labels" in data:
            labels.update((feature.texts["layer"], feature.texts["code"])
                          for feature in tiles.by_package(data).get("labels", []))
    wanted = collections.Counter((layer, texts["code"]) for layer in layers
                                 for texts in register.rows[layer].texts)
    judge.hold(labels == wanted, "labels are not one an area",
               f"z{zoom} {list((wanted - labels).items())[:3]} {list((labels - wanted).items())[:3]}")
    judge.say(f"honest: zoom {zoom} names {sum(labels.values()):,} areas")


def features_of(server, tile):
    data = server.bytes(tile, LAYERS)
    return tiles.by_package(data) if data else {}


def counted(judge, server, register, places, zoom):
    total, cells = 0, places.cells(zoom)
    seen = set()
    for tile in register.tiles(zoom):
        for feature in features_of(server, tile).get("component-counts", []):
            total += feature.texts["count"]
            x = tile[1] * CELLS + int(feature.shape.x * CELLS // EXTENT)
            y = tile[2] * CELLS + int(feature.shape.y * CELLS // EXTENT)
            judge.hold((x, y) not in seen, "a cell is counted twice", f"{tile} {feature.shape}")
            seen.add((x, y))
            if places.is_point.all():
                cell(judge, tile, feature.texts, places, cells.get((x, y), []), register)
    judge.hold(total == places.total, "counts do not sum to the number of components",
               f"z{zoom}: {total} of {places.total}")
    judge.say(f"honest: zoom {zoom} counts {total:,} of {places.total:,} in {len(seen)} cells")


def cell(judge, tile, texts, places, members, register):
    """One cell: its members, their box, and where they come apart."""
    where = f"{tile} {texts}"
    judge.hold(texts["count"] == len(members), "a cell does not count its members", where)
    if not members:
        return
    degrees = places.degrees[members]
    ends = [*degrees.min(axis=0), *degrees.max(axis=0)]
    told = [texts[end] for end in ("west", "south", "east", "north")]
    judge.hold(numpy.allclose(ends, told, atol=1e-9), "a cell's box is not its members'", where)
    world = places.world[members]
    parts = [zoom for zoom in range(tile[0] + 1, register.zooms[-1] + 1)
             if len({tuple(at) for at in numpy.floor(world * 2 ** zoom * CELLS)}) > 1]
    judge.hold(texts["split"] == (parts[0] if parts else register.zooms[-1]),
               "a cell does not come apart where it says", f"{where}: {parts[:1]}")


def around(register, zoom):
    """The tiles with components, and those around them."""
    side = 2 ** zoom
    found = set()
    for west, north, east, south in shapely.bounds(register.rows["components"].shapes):
        for column in range(int(west * side) - 1, int(east * side) + 2):
            for row in range(int(north * side) - 1, int(south * side) + 2):
                found.add((zoom, column, row))
    return sorted(found)


def single(judge, server, register, places, zoom):
    """Single components: each in exactly one tile, or counted where the tile says so."""
    codes, total, counts, left = collections.Counter(), 0, 0, 0
    largest = 0
    for tile in around(register, zoom):
        data = server.bytes(tile, LAYERS)
        read = tiles.by_package(data) if data else {}
        largest = max(largest, len(data))
        total += len(read.get("components", []))
        codes.update(feature.texts.get("code") for feature in read.get("components", []))
        here = sum(feature.texts["count"] for feature in read.get("component-counts", []))
        told = [feature.texts for feature in read.get("left-out", [])]
        judge.hold(sum(text["count"] for text in told if text["layer"] == "components") == here,
                   "left-out and counts differ", f"{tile} {told} {here}")
        judge.hold(all(text["from_zoom"] > zoom for text in told), "left-out leads nowhere", tile)
        counts += here
        left += len(told)
    judge.hold(total + counts == places.total, "single components do not sum to all",
               f"z{zoom}: {total} + {counts} of {places.total}")
    if zoom >= register.layer("components")["attributes"]["code"]:
        del codes[None]
        twice = [code for code, count in codes.items() if count > 1]
        judge.hold(not twice, "a component is in two tiles", f"z{zoom} {twice[:5]}")
        known = {texts["code"] for texts in register.rows["components"].texts}
        judge.hold(set(codes) <= known, "a component is not in the register", f"z{zoom}")
        judge.hold(counts > 0 or set(codes) == known, "components are missing", f"z{zoom}")
    judge.measure(f"bytes of components at z{zoom}", largest)
    judge.say(f"honest: zoom {zoom} has {total:,} single and {counts:,} counted components, "
              f"{left} tiles leave something out")
