"""Right: what stands in a tile is what stands in the register there, no more and no less."""
import collections
import random

import numpy
import shapely

from reading import register as registers
from reading import tile as tiles
from reading.mercator import EXTENT

# How far beyond the tile lines and areas reach.
MARGIN = 64
# What a unit's rounding moves a vertex by at most: half a diagonal.
ROUNDING = 0.7072
# More than a tile draws: what lies beyond is never looked at.
AROUND = (-300, -300, EXTENT + 300, EXTENT + 300)
# A place that lies so near to a unit's border may fall on either side of it.
NEARLY = 0.02
# Layers whose features are not rows of one table, and those read by `honest`.
MADE = {"labels", "component-counts", "without-holder", "left-out"}


def chosen(register, zoom, sample, seed, everything=False):
    """Tiles of a zoom: all, or some at random, half of them where the city is dense."""
    there = [tile for tile in register.tiles(zoom) if len(register.near("districts", tile, 0)[0])]
    if everything or len(there) <= sample:
        return there
    chance = random.Random(seed * 100 + zoom)
    dense = [tile for tile in there if len(register.near("unit-grids", tile, 0)[0])]
    some = chance.sample(dense, min(len(dense), sample - sample // 2))
    return sorted({*some, *chance.sample(there, sample // 2)})


def look(judge, server, register, again, sample, seed, everything):
    """Looks at tiles of every zoom; `again` is a second server over the same city."""
    for zoom in register.zooms:
        looked = chosen(register, zoom, sample, seed, everything)
        for tile in looked:
            data = server.bytes(tile)
            judge.hold(server.bytes(tile) == data, "the same tile has other bytes", tile)
            judge.hold(again.bytes(tile) == data, "another server has other bytes", tile)
            judge.measure(f"bytes at z{zoom}", len(data), tile)
            if data:
                one(judge, register, tile, data)
        judge.say(f"right: {len(looked)} tiles of zoom {zoom}")


def one(judge, register, tile, data):
    """Holds one tile against the specification, the other reader and the register."""
    message = tiles.message(data)
    tables(judge, tile, message)
    read = tiles.by_package(data)
    both(judge, tile, read, tiles.by_gdal(data, tile))
    drawn = {layer["id"]: layer for layer in register.drawn(tile[0])}
    left_out = {feature.texts["layer"] for feature in read.get("left-out", [])}
    for name in read:
        judge.hold(name in drawn or name == "left-out" or "components" in left_out,
                   "a layer is drawn that is not of its zoom", f"{tile} {name}")
    for name, layer in drawn.items():
        if name in MADE or name in left_out:
            continue
        rows(judge, register, tile, layer, read.get(name, []))
    for name in ("labels", "without-holder"):
        named(judge, register, tile, name, read.get(name, []))


def tables(judge, tile, message):
    """What MVT 2.1 asks of a layer's tables, numbers and rings."""
    names = [layer.name for layer in message.layers]
    judge.hold(len(set(names)) == len(names), "two layers have one name", tile)
    for layer in message.layers:
        where = f"{tile} {layer.name}"
        judge.hold(layer.version == 2, "a layer is not of version 2", where)
        judge.hold(layer.extent == EXTENT, "a layer's extent is not 4096", where)
        judge.hold(len(layer.features) > 0, "a layer is empty", where)
        numbers = [feature.id for feature in layer.features if feature.HasField("id")]
        judge.hold(len(set(numbers)) == len(numbers), "an id stands twice in a layer", where)
        tags = [feature.tags for feature in layer.features]
        keys = {key for pairs in tags for key in pairs[::2]}
        values = {value for pairs in tags for value in pairs[1::2]}
        judge.hold(len(keys) == len(layer.keys), "a key is never used", where)
        judge.hold(len(values) == len(layer.values), "a value is never used", where)
        judge.hold(len(set(layer.keys)) == len(layer.keys), "a key stands twice", where)
        judge.hold(len({value.SerializeToString() for value in layer.values})
                   == len(layer.values), "a value stands twice", where)
        for feature in layer.features:
            if feature.type == 3:
                polygon(judge, where, feature)


def polygon(judge, where, feature):
    areas = [ring.area for ring in tiles.rings(feature.geometry)]
    judge.hold(all(areas), "a ring has no area", where)
    judge.hold(areas[:1] > [0], "a polygon begins with an inner ring", where)
    for ring in tiles.rings(feature.geometry):
        steps = numpy.abs(ring.places - numpy.roll(ring.places, -1, axis=0)).sum(axis=1)
        judge.hold(steps.all(), "a ring has the same place twice in a row", where)


def both(judge, tile, package, gdal):
    """Both readers see the same features."""
    judge.hold(list(package) == list(gdal) or set(package) == set(gdal),
               "the readers see other layers", f"{tile} {list(package)} {list(gdal)}")
    for name, features in package.items():
        others = gdal.get(name, [])
        where = f"{tile} {name}"
        judge.hold(len(features) == len(others), "the readers see other numbers of features", where)
        for mine, other in zip(features, others):
            judge.hold(mine.texts == other.texts, "the readers see other attributes",
                       f"{where} {mine.texts} {other.texts}")
            judge.hold((mine.id or None) == (other.id or None), "the readers see other ids", where)
            mine_box, other_box = (shapely.bounds(one.shape) for one in (mine, other))
            same = numpy.allclose(mine_box, other_box, atol=1e-3) and abs(
                shapely.area(mine.shape) - shapely.area(other.shape)) < 1e-2
            judge.hold(same, "the readers see other shapes", f"{where} {mine.texts}")


def texts(layer, full, zoom):
    """The attributes that a tile of a zoom carries of a row."""
    return {name: full[name] for name, first in layer["attributes"].items()
            if first <= zoom and name in full}


def rows(judge, register, tile, layer, features):
    """The features of a layer and the rows of its table."""
    name, zoom = layer["id"], tile[0]
    where = f"{tile} {name}"
    tolerance = registers.tolerance(zoom)
    found, shapes = register.near(name, tile, MARGIN + 2 * tolerance)
    full = [register.rows[name].texts[row] for row in found]
    square = shapely.box(0, 0, EXTENT, EXTENT)
    is_point = shapely.get_type_id(shapes) == 0
    inside = shapely.intersects(
        shapes, shapely.box(tolerance, tolerance, EXTENT - tolerance, EXTENT - tolerance))
    if is_point.any():
        at = numpy.floor(shapely.get_coordinates(shapes[is_point]) / EXTENT * (1 - 1e-12))
        inside[is_point] = (at == 0).all(axis=1)
    if name == "components":
        # What is more than a point stands somewhere on its shape, perhaps in another tile.
        inside &= is_point
    # What is smaller than the tolerance may vanish.
    bounds = shapely.bounds(shapes) if len(shapes) else numpy.zeros((0, 4))
    size = numpy.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    large = is_point | (shapely.get_dimensions(shapes) == 1) | (size > 2 * tolerance + 2)
    wanted = collections.Counter(
        str(texts(layer, row, zoom)) for row, must in zip(full, inside & large) if must)
    allowed = collections.Counter(str(texts(layer, row, zoom)) for row in full)
    drawn = collections.Counter(str(ordered(layer, feature.texts)) for feature in features)
    judge.hold(not wanted - drawn, "rows of the register are missing",
               f"{where}: {list((wanted - drawn).items())[:2]}")
    judge.hold(not drawn - allowed, "features are of no row",
               f"{where}: {list((drawn - allowed).items())[:2]}")
    shaped(judge, where, zoom, layer, features, full, shapes, square)


def ordered(layer, found):
    return {name: found[name] for name in [*layer["attributes"], *found] if name in found}


def shaped(judge, where, zoom, layer, features, full, shapes, square):
    """Each feature has the shape of its row, if its code says which that is."""
    if layer["attributes"].get("code", 99) > zoom:
        return
    of_code = {row["code"] + row.get("theme", ""): shape for row, shape in zip(full, shapes)}
    for feature in features:
        code = feature.texts.get("code", "") + feature.texts.get("theme", "")
        if code not in of_code:
            continue
        place = f"{where} {code}"
        exact = of_code[code]
        if feature.shape.geom_type == "Point":
            apart = shapely.distance(exact, shapely.box(
                feature.shape.x, feature.shape.y, feature.shape.x + 1, feature.shape.y + 1))
            judge.within(f"distance of points of {layer['id']}", apart, NEARLY, place)
        else:
            lines(judge, place, zoom, feature.shape, exact, square)


def lines(judge, where, zoom, drawn, exact, square):
    """A border or line runs where it should, and an area covers what it should."""
    kind = f"z{zoom}" if zoom < 13 else "z13+"
    limit = registers.tolerance(zoom) + ROUNDING
    # A unit stands for its middle.
    drawn = shapely.transform(drawn, lambda places: places + 0.5)
    inner = shapely.buffer(square, -1)
    drawn_line, exact_line = edge(drawn), shapely.clip_by_rect(edge(exact), *AROUND)
    for one, other in ((drawn_line, exact_line), (exact_line, drawn_line)):
        seen = shapely.intersection(one, inner)
        if not seen.is_empty:
            places = shapely.points(shapely.get_coordinates(shapely.segmentize(seen, 64)))
            far = shapely.distance(places, other).max()
            judge.within(f"distance of edges at {kind}", float(far), limit, where)
    if exact.geom_type in ("Polygon", "MultiPolygon"):
        there = shapely.intersection(
            shapely.make_valid(drawn, method="structure", keep_collapsed=False), inner)
        wanted = shapely.intersection(shapely.clip_by_rect(exact, *AROUND), inner)
        apart = shapely.symmetric_difference(there, wanted).area
        length = shapely.intersection(exact_line, inner).length + 8
        judge.within(f"area between borders by length at {kind}", apart / length, limit, where)


def edge(shape):
    return shapely.boundary(shape) if shape.geom_type in ("Polygon", "MultiPolygon") else shape


def named(judge, register, tile, layer, features):
    """What names a row of another layer names one that is there, and stands in it."""
    for feature in features:
        name, code = feature.texts["layer"], feature.texts["code"]
        found, shapes = register.near(name, tile, MARGIN)
        here = [(register.rows[name].texts[row], shape) for row, shape in zip(found, shapes)
                if register.rows[name].texts[row]["code"] == code]
        where = f"{tile} {layer} {name} {code}"
        judge.hold(bool(here), "what is named is not there", where)
        judge.hold(register.layer(name)["zooms"][0] <= tile[0], "a name is early", where)
        if not here or layer != "labels":
            continue
        row, shape = here[0]
        unit = shapely.box(feature.shape.x, feature.shape.y,
                           feature.shape.x + 1, feature.shape.y + 1)
        judge.hold(shapely.intersects(shape, unit), "a label stands outside", where)
        judge.hold(feature.texts.get("name") == row.get("name"), "a label is wrong", where)
