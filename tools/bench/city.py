"""What the bench needs to know of a city: its register, opened for reading, and the points."""

import csv
import os
import sqlite3

import numpy
import shapely

AREAS = ["district", "subdistrict", "community", "unit_grid", "responsibility_grid"]
REACH = 30


def connect(path):
    """The register of a city with SpatiaLite; nothing can be changed through it."""
    database = sqlite3.connect(f"file:{os.path.abspath(path)}?mode=ro", uri=True,
                               check_same_thread=False)
    database.enable_load_extension(True)
    database.load_extension("mod_spatialite")
    database.execute("PRAGMA cache_size = -500000")
    return database


def size(path):
    """What the city is, in one line."""
    with connect(path) as database:
        name, code = database.execute("SELECT name, code FROM city").fetchone()
        counts = [f"{database.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,} {word}"
                  for table, word in (("unit_grid", "unit grids"),
                                      ("road_chief_segment", "segments"),
                                      ("component", "components"))]
        vertices = database.execute("SELECT avg(ST_NPoints(geometry)) FROM unit_grid").fetchone()[0]
    return code, f"{name} ({code}): {', '.join(counts)}, {vertices:.0f} vertices a grid"


def grids(path):
    """The unit grids in the order of their codes: codes and shapely geometries."""
    return areas(path, "unit_grid")


def areas(path, table):
    """The areas of a table that have ground, in the order of their codes."""
    with connect(path) as database:
        rows = database.execute(
            f"SELECT code, AsBinary(geometry) FROM {table} WHERE geometry IS NOT NULL "
            "ORDER BY code").fetchall()
    return [row[0] for row in rows], shapely.from_wkb([row[1] for row in rows])


def categories(path):
    """What can be asked of the registered components: each component category and the matters about
    it, with the component category that is looked for."""
    with connect(path) as database:
        registered = {row[0] for row in database.execute("SELECT DISTINCT category FROM component")}
        matters = database.execute("""
            SELECT 'matter/' || code, coalesce(component_category, 'component/' || code)
            FROM category WHERE kind = 'matter' AND (component_category IS NOT NULL
                OR standard = 'GB/T 47678.5-2026' AND substr(code, 1, 2) <= '05')
            """).fetchall()
    return {**{key: key for key in sorted(registered)},
            **{matter: about for matter, about in sorted(matters) if about in registered}}


def write_points(path, target, count, seed):
    """Random places on the ground of the unit grids with random categories: id, lon, lat, category.

    Every peer is asked the same ones, in the same order.
    """
    random = numpy.random.default_rng(seed)
    _, ground = grids(path)
    tree = shapely.STRtree(ground)
    shapely.prepare(ground)
    west, south, east, north = shapely.total_bounds(ground)
    found = numpy.empty((0, 2))
    while len(found) < count:
        places = numpy.rint(random.uniform(
            (west * 1e7, south * 1e7), (east * 1e7, north * 1e7), (count, 2))) / 1e7
        inside = numpy.unique(pairs(tree, ground, places)[0])
        found = numpy.concatenate([found, places[inside]])[:count]
    asked = list(categories(path)) or [""]
    chosen = random.integers(len(asked), size=count)
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write("id,lon,lat,category\n")
        file.writelines(f"{i},{x:.7f},{y:.7f},{asked[c]}\n"
                        for i, ((x, y), c) in enumerate(zip(found.tolist(), chosen.tolist())))


def pairs(tree, ground, places):
    """Which places lie in which prepared geometries, as two arrays of positions."""
    place, area = tree.query(shapely.points(places))
    inside = shapely.intersects_xy(ground[area], places[place, 0], places[place, 1])
    return place[inside], area[inside]


def read_points(path, limit=None):
    """The places of a points file as an array, and their categories."""
    places, asked = [], []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if limit is not None and len(places) == limit:
                break
            places.append((float(row["lon"]), float(row["lat"])))
            asked.append(row["category"])
    return numpy.array(places), asked
