"""Seamless: neighbours of one kind meet, in every tile of the whole city and where tiles meet.

All is measured in the tiles' whole numbers: the areas of a layer are laid over each other; what two
of them cover is an overlap, what the city has there and none of them covers is a gap. A gap or
overlap is as wide as the largest circle in it."""
import numpy
import shapely

from reading import register as registers
from reading import tile as tiles
from reading.mercator import EXTENT, in_tile


def look(judge, server, register, zooms):
    cities = {layer: shapely.union_all(register.rows[layer].shapes) for layer in registers.AREAS
              if len(register.rows[layer])}
    for zoom in zooms:
        layers = [layer["id"] for layer in register.drawn(zoom)
                  if layer["id"] in registers.AREAS and len(register.rows[layer["id"]])]
        crossed = with_borders(register, layers, zoom)
        known = {}
        for tile in crossed:
            data = server.bytes(tile, ",".join(layers))
            read = polygons(data)
            left = {feature.texts["layer"] for feature in tiles.by_package(data).get("left-out", [])
                    } if b"left-out" in data else set()
            for layer in layers:
                if layer not in left:
                    within(judge, tile, layer, read.get(layer, {}), cities[layer], register)
            known[tile] = borders(read)
        meet(judge, known, zoom)
        judge.say(f"seamless: {len(crossed)} tiles of zoom {zoom}, {len(layers)} layers")


def with_borders(register, layers, zoom):
    """All tiles of the city in which a border of a layer runs: in others nothing can part."""
    lines = [shapely.get_parts(shapely.boundary(register.rows[layer].shapes)) for layer in layers]
    borders = shapely.multilinestrings(shapely.get_parts(numpy.concatenate(lines)))
    shapely.prepare(borders)
    all_tiles = numpy.array(register.tiles(zoom))
    side = 2 ** zoom
    boxes = shapely.box(all_tiles[:, 1] / side, all_tiles[:, 2] / side,
                        (all_tiles[:, 1] + 1) / side, (all_tiles[:, 2] + 1) / side)
    return [tuple(map(int, tile)) for tile in all_tiles[shapely.intersects(borders, boxes)]]


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
    visible(judge, where, kind, shapes)
    # What a cut leaves beyond the tile runs to and fro: by its rings' structure it has the right
    # area, by its lines alone it has not.
    valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    shapes = shapely.intersection(valid, square)
    judge.looked["seams"] += 1
    if clean(shapes):
        covered = shapely.union_all(shapes)
    else:
        covered = overlaps(judge, where, layer, kind, limit, shapes)
    # The city's own border may be drawn within the tolerance; it has no neighbour there.
    missing = shapely.difference(
        shapely.intersection(shapely.buffer(exact, -limit - 1), square), covered)
    for gap in shapely.get_parts(missing):
        judge.within(f"gap of {layer} at {kind}", width(gap), limit, where)


def visible(judge, where, kind, shapes):
    """Polygons that cross themselves: beyond the tile, where cuts run to and fro, nobody sees it."""
    for shape in shapes[~shapely.is_valid(shapes)]:
        reason = shapely.is_valid_reason(shape)
        x, y = map(float, reason[reason.index("[") + 1:-1].split())
        if -1 < x < EXTENT + 1 and -1 < y < EXTENT + 1:
            judge.looked[f"polygons that cross themselves at {kind}"] += 1
            judge.measure(f"polygons that cross themselves at {kind}",
                          judge.looked[f"polygons that cross themselves at {kind}"], where)


def clean(shapes):
    """Whether no two areas cover the same ground, by areas that are sums of whole numbers."""
    whole = shapely.area(shapely.union_all(shapes))
    return abs(shapely.area(shapes).sum() - whole) < 1e-3


def overlaps(judge, where, layer, kind, limit, shapes):
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    for one, other in zip(first, second):
        if one < other:
            shared = shapely.intersection(shapes[one], shapes[other])
            for part in shapely.get_parts(shared):
                if part.area > 0:
                    judge.within(f"overlap of {layer} at {kind}", width(part), limit, where)
    return shapely.union_all(shapes)


def width(part):
    """The diameter of the largest circle inside."""
    if part.area == 0 or part.geom_type != "Polygon":
        return 0.0
    return 2 * shapely.maximum_inscribed_circle(part, tolerance=0.01).length


SIDES = {"west": ((0, 0), (0, EXTENT)), "east": ((EXTENT, 0), (EXTENT, EXTENT)),
         "north": ((0, 0), (EXTENT, 0)), "south": ((0, EXTENT), (EXTENT, EXTENT))}


def borders(read):
    """For each side of a tile, where the border of each area crosses it, and the border nearby."""
    found = {}
    for side, ends in SIDES.items():
        line = shapely.LineString(ends)
        strip = shapely.buffer(line, 32, cap_style="square").bounds
        found[side] = cuts = {}
        for layer, areas in read.items():
            shapes = numpy.array(list(areas.values()), dtype=object)
            codes = list(areas)
            for place in numpy.flatnonzero(shapely.intersects(shapely.boundary(shapes), line)):
                edge = shapely.clip_by_rect(shapely.boundary(shapes[place]), *strip)
                crossings = shapely.get_coordinates(shapely.intersection(edge, line))
                cuts[layer, codes[place]] = (crossings, edge)
    return found


def meet(judge, known, zoom):
    """Where two tiles meet, a border goes on in one where the other leaves it."""
    limit = registers.tolerance(zoom)
    for (_, column, row), sides in known.items():
        for side, facing, other, step in (
                ("east", "west", (zoom, column + 1, row), (EXTENT, 0)),
                ("south", "north", (zoom, column, row + 1), (0, EXTENT))):
            if other not in known:
                continue
            mine, theirs = sides[side], known[other][facing]
            for key in set(mine) & set(theirs):
                apart = max(far(mine[key][0] - step, theirs[key][1]),
                            far(theirs[key][0] + step, mine[key][1]))
                judge.within(f"step between tiles at z{zoom}", apart, limit,
                             f"{(zoom, column, row)} {side} {key}")
            judge.looked["tiles' sides"] += 1


def far(places, edge):
    """How far the farthest of some places lies from a border."""
    return float(shapely.distance(shapely.points(places), edge).max()) if len(places) else 0.0
