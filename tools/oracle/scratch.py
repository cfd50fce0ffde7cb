"""SpatiaLite in a scratch file, with a city read into whole lattice units of 10^-7 degree."""

import datetime
import os
import sqlite3

import numpy
import pyproj
import shapely

HERE = os.path.dirname(os.path.abspath(__file__))
ELLIPSOID = pyproj.Geod(a=6378137, rf=298.257222101)


def connect(path):
    """A connection with SpatiaLite and `geodesic`, the metres between two lattice places."""
    database = sqlite3.connect(path, isolation_level=None, uri=True)
    database.enable_load_extension(True)
    database.load_extension("mod_spatialite")
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -200000")
    database.create_function(
        "geodesic", 4, lambda x1, y1, x2, y2: ELLIPSOID.inv(x1 / 1e7, y1 / 1e7,
                                                            x2 / 1e7, y2 / 1e7)[2],
        deterministic=True)
    return database


def run(database, *names):
    """Runs files of SQL that stand beside this one."""
    for name in names:
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            database.executescript(file.read())


def make(city, path):
    """Reads the register of a city into a scratch file; the city is only read."""
    database = connect(path)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("ATTACH ? AS city", (f"file:{os.path.abspath(city)}?mode=ro",))
    database.execute("""
        CREATE TABLE setting AS SELECT code AS city, scheme, ? AS today FROM city.city
        """, (datetime.date.today().isoformat(),))
    run(database, "1-register.sql")
    database.execute("ANALYZE main")
    database.close()


def shapes(database, question):
    """The geometries of a question, as an array of shapely's."""
    rows = database.execute(question).fetchall()
    return shapely.from_wkb(numpy.array([row[0] for row in rows], dtype=object))


def ask_points(database, x, y):
    """Fills `point` and answers 2-places.sql for it; ids count from 0."""
    database.executescript("""
        CREATE TEMP TABLE point (id INTEGER PRIMARY KEY, x INTEGER, y INTEGER);
        CREATE VIRTUAL TABLE temp.point_box USING rtree (id, west, east, south, north);
        """)
    rows = list(zip(range(len(x)), x.tolist(), y.tolist()))
    database.execute("BEGIN")
    database.executemany("INSERT INTO point VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO point_box SELECT id, x, x, y, y FROM point")
    database.execute("COMMIT")
    run(database, "2-places.sql")


def degrees(units):
    """Lattice units with seven decimals, exactly."""
    sign = "-" if units < 0 else ""
    whole, fraction = divmod(abs(units), 10_000_000)
    return f"{sign}{whole}.{fraction:07d}"
