"""The places to ask about: corners, middles of edges, random ones, and ones near things.

All are whole lattice units in two arrays of integers, from generators with a seed.
"""

import numpy
import shapely

from scratch import shapes


def box(database):
    """West, south, east, north of the finest ground there is."""
    return [int(number) for number in database.execute("""
        SELECT min(MbrMinX(geometry)), min(MbrMinY(geometry)), max(MbrMaxX(geometry)),
            max(MbrMaxY(geometry))
        FROM area WHERE level = (
            SELECT max(level) FROM area WHERE level <= 4 AND geometry IS NOT NULL)
        """).fetchone()]


def random_places(random, database, count):
    """Places in the box and a hundredth of its size around it."""
    west, south, east, north = box(database)
    margin = max(east - west, north - south) // 100
    return (random.integers(west - margin, east + margin, count),
            random.integers(south - margin, north + margin, count))


def corners(database):
    """Every vertex of every area, and the middle of every edge, halves towards zero."""
    rings = shapely.get_rings(shapely.get_parts(shapes(
        database, "SELECT AsBinary(geometry) FROM area WHERE geometry IS NOT NULL")))
    vertices, ring = shapely.get_coordinates(rings, return_index=True)
    whole = numpy.rint(vertices).astype(numpy.int64)
    assert numpy.array_equal(whole, vertices), "the register holds places off the lattice"
    joined = ring[1:] == ring[:-1]
    total = (whole[1:] + whole[:-1])[joined]
    middles = numpy.sign(total) * (numpy.abs(total) // 2)
    return (numpy.unique(whole, axis=0), numpy.unique(middles, axis=0))


def in_order(x, y):
    """Places without repetition, neighbours together: by rows of a coarse grid."""
    places = numpy.unique(numpy.column_stack([x, y]), axis=0)
    step = max(int(numpy.ptp(places[:, 1])) // 200, 1)
    return places[numpy.lexsort((places[:, 0], places[:, 1] // step))]


def near(random, database, table, count, spread):
    """Places around vertices of a table's geometries, one in ten exactly on one.

    Also says which row each place is near.
    """
    ids = numpy.array([row[0] for row in database.execute(f"SELECT id FROM {table} ORDER BY id")])
    vertices, row = shapely.get_coordinates(
        shapes(database, f"SELECT AsBinary(geometry) FROM {table} ORDER BY id"),
        return_index=True)
    chosen = random.integers(0, len(vertices), count)
    latitude = numpy.radians(vertices[chosen, 1] / 1e7)
    metres = random.normal(0, spread, (count, 2)) * (random.random((count, 1)) > 0.1)
    units = metres / 0.011 / numpy.column_stack([numpy.cos(latitude), numpy.ones(count)])
    places = numpy.rint(vertices[chosen] + units).astype(numpy.int64)
    return places[:, 0], places[:, 1], ids[row[chosen]]


def between(random, database, count):
    """Places exactly half-way between two neighbouring components of one category."""
    rows = database.execute("""
        SELECT id, category, ST_X(geometry), ST_Y(geometry) FROM component
        WHERE ST_GeometryType(geometry) = 'POINT' ORDER BY category, 3, 4
        """).fetchall()
    pairs = [((int(a[2]) + int(b[2])) // 2, (int(a[3]) + int(b[3])) // 2, a[0])
             for a, b in zip(rows, rows[1:])
             if a[1] == b[1] and abs(a[2] - b[2]) < 4000 and abs(a[3] - b[3]) < 4000
             and (a[2] + b[2]) % 2 == 0 and (a[3] + b[3]) % 2 == 0]
    if not pairs:
        return [numpy.zeros(0, dtype=numpy.int64)] * 3
    chosen = numpy.array(pairs)[random.integers(0, len(pairs), count)]
    return chosen[:, 0], chosen[:, 1], chosen[:, 2]
