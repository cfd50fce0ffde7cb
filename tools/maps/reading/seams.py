"""Seamless: neighbours of one kind meet, in every tile of the whole city and where tiles meet.

All is measured in the tiles' whole numbers: the areas of a layer are laid over each other; what two
of them cover is an overlap, what the city has there and none of them covers is a gap. A gap or
overlap is as wide as the largest circle in it."""
import collections

import numpy
import shapely

from reading import register as registers
from reading import tile as tiles
from reading.mercator import EXTENT, in_tile


def look(judge, server, register, zooms):
    for zoom in zooms:
        layers = [layer["id"] for layer in register.drawn(zoom)
                  if layer["id"] in registers.AREAS and len(register.rows[layer["id"]])]
        cities = {layer: shapely.union_all(register.rows[layer].shapes) for layer in layers}
        all_tiles = [tile for tile in register.tiles(zoom)
                     if len(register.near("districts", tile, 0)[0])]
        known = {}
        for tile in all_tiles:
            data = server.bytes(tile, ",".join(layers))
            read = polygons(data)
            left = {feature.texts["layer"] for feature in tiles.by_package(data).get("left-out", [])
                    } if b"left-out" in data else set()
            for layer in layers:
                if layer not in left:
                    within(judge, tile, layer, read.get(layer, {}), cities[layer], register)
            known[tile] = borders(read)
        meet(judge, known, zoom)
        judge.say(f"seamless: {len(all_tiles)} tiles of zoom {zoom}, {len(layers)} layers")


def polygons(data):
    """The areas of each layer by number in the tile, by the rings' own winding."""
    layers = {}
    for layer in tiles.message(data).layers:
        keys, values = list(layer.keys), [value.string_value for value in layer.values]
        areas = layers.setdefault(layer.name, {})
        for place, feature in enumerate(layer.features):
            if feature.type != 3:
                continue
            texts = dict(zip((keys[tag] for tag in feature.tags[::2]),
                             (values[tag] for tag in feature.tags[1::2])))
            parts = []
            for ring in tiles.rings(feature.geometry):
                if ring.area > 0:
                    parts.append([ring.places, []])
                elif parts:
                    parts[-1][1].append(ring.places)
            shape = shapely.multipolygons(
                [shapely.Polygon(shell, holes) for shell, holes in parts])
            # Where codes are not carried yet, the tile's own number stands for them.
            areas[texts.get("code") or f"#{feature.id or place}"] = shape
    return layers


def within(judge, tile, layer, areas, city, register):
    """Gaps and overlaps in one tile."""
    limit = registers.tolerance(tile[0])
    kind = f"z{tile[0]}"
    where = f"{tile} {layer}"
    square = shapely.box(0, 0, EXTENT, EXTENT)
    exact = shapely.intersection(in_tile(city, *tile), shapely.box(-200, -200, 4296, 4296))
    shapes = numpy.array(list(areas.values()), dtype=object)
    for shape in shapes[~shapely.is_valid(shapes)] if len(shapes) else []:
        judge.measure(f"invalid polygons at {kind}", 1, f"{where} {shapely.is_valid_reason(shape)}")
    shapes = shapely.intersection(shapely.make_valid(shapes), square)
    judge.looked["seams"] += 1
    if clean(shapes):
        covered = shapely.union_all(shapes)
    else:
        covered = overlaps(judge, where, kind, limit, shapes)
    # The city's own border may be drawn within the tolerance; it has no neighbour there.
    missing = shapely.difference(
        shapely.intersection(shapely.buffer(exact, -limit - 1), square), covered)
    for gap in shapely.get_parts(missing):
        judge.within(f"gap at {kind}", width(gap), limit, where)


def clean(shapes):
    """Whether no two areas cover the same ground, by areas that are sums of whole numbers."""
    whole = shapely.area(shapely.union_all(shapes))
    return abs(shapely.area(shapes).sum() - whole) < 1e-3


def overlaps(judge, where, kind, limit, shapes):
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    for one, other in zip(first, second):
        if one < other:
            shared = shapely.intersection(shapes[one], shapes[other])
            for part in shapely.get_parts(shared):
                if part.area > 0:
                    judge.within(f"overlap at {kind}", width(part), limit, where)
    return shapely.union_all(shapes)


def width(part):
    """The diameter of the largest circle inside."""
    if part.area == 0 or part.geom_type != "Polygon":
        return 0.0
    return 2 * shapely.maximum_inscribed_circle(part, tolerance=0.01).length


def borders(read):
    """What each area covers of the four sides of its tile, as intervals."""
    sides = {"west": ((0, 0), (0, EXTENT)), "east": ((EXTENT, 0), (EXTENT, EXTENT)),
             "north": ((0, 0), (EXTENT, 0)), "south": ((0, EXTENT), (EXTENT, EXTENT))}
    found = {}
    for side, ends in sides.items():
        line = shapely.LineString(ends)
        across = 1 if side in ("west", "east") else 0
        found[side] = cuts = collections.defaultdict(list)
        for layer, areas in read.items():
            for code, shape in areas.items():
                if not shapely.intersects(shape, line):
                    continue
                shared = shapely.intersection(shapely.make_valid(shape), line)
                for part in shapely.get_parts(shared):
                    places = shapely.get_coordinates(part)[:, across]
                    if places.max() > places.min():
                        cuts[layer, code].append((places.min(), places.max()))
    return found


def meet(judge, known, zoom):
    """Where two tiles meet, both say the same of their common side."""
    limit = registers.tolerance(zoom)
    for (_, column, row), sides in known.items():
        for side, facing, other in (("east", "west", (zoom, column + 1, row)),
                                    ("south", "north", (zoom, column, row + 1))):
            if other not in known:
                continue
            mine, theirs = sides[side], known[other][facing]
            for key in set(mine) | set(theirs):
                if key[1].startswith("#"):
                    continue
                apart = difference(mine.get(key, []), theirs.get(key, []))
                judge.within(f"step between tiles at z{zoom}", apart, limit,
                             f"{(zoom, column, row)} {side} {key}")


def difference(mine, theirs):
    """The longest stretch that one of two sets of intervals has and the other has not."""
    lines = [shapely.MultiLineString([[(a, 0), (b, 0)] for a, b in ends]) for ends in (mine, theirs)]
    apart = shapely.symmetric_difference(shapely.union_all(lines[:1]), shapely.union_all(lines[1:]))
    return max((part.length for part in shapely.get_parts(apart)), default=0.0)
