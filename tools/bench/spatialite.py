"""The peer SpatiaLite: SQL on the city's own register, by its R*Trees, in one thread.

The `CROSS JOIN` keeps the R*Tree first; its boxes are 32-bit floats that are rounded outwards.
"""

import itertools
import time

import city

COVERED = """
    SELECT min(t.code) FROM idx_{table}_geometry AS box CROSS JOIN {table} AS t ON t.id = box.pkid
    WHERE box.xmin <= :x AND box.xmax >= :x AND box.ymin <= :y AND box.ymax >= :y
        AND ST_Covers(t.geometry, MakePoint(:x, :y, 4490))"""
# The nearest within 30 m, by the ellipsoid; the box is a little larger at every latitude of cities.
NEAREST = """
    SELECT code, min(metres) FROM (
        SELECT t.code, ST_Distance(t.geometry, MakePoint(:x, :y, 4490), 1) AS metres
        FROM idx_{table}_geometry AS box CROSS JOIN {table} AS t ON t.id = box.pkid
        WHERE box.xmin <= :x + :dx AND box.xmax >= :x - :dx
            AND box.ymin <= :y + :dy AND box.ymax >= :y - :dy {filter})
    WHERE metres <= 30"""
GRID = COVERED.format(table="unit_grid")
SEGMENT = NEAREST.format(table="road_chief_segment", filter="")
COMPONENT = NEAREST.format(table="component", filter="AND t.category = :about")
SET = """
    SELECT count(code) FROM (
        SELECT point.id, min(t.code) AS code
        FROM temp.point CROSS JOIN idx_unit_grid_geometry AS box
            CROSS JOIN unit_grid AS t ON t.id = box.pkid
        WHERE box.xmin <= x AND box.xmax >= x AND box.ymin <= y AND box.ymax >= y
            AND ST_Covers(t.geometry, MakePoint(x, y, 4490))
        GROUP BY point.id)"""


class SpatiaLite:
    """A register with its statements."""

    def __init__(self, path, points):
        self.database = city.connect(path)
        places, asked = city.read_points(points, 200_000)
        about = city.categories(path)
        dy = city.REACH * 1.01 / 110_500
        self.asked = [{"x": x, "y": y, "about": about.get(a, ""), "dx": dy * 2, "dy": dy}
                      for (x, y), a in zip(places.tolist(), asked)]
        self.database.execute("CREATE TEMP TABLE point (id INTEGER PRIMARY KEY, x REAL, y REAL)")
        self.database.executemany("INSERT INTO temp.point VALUES (NULL, :x, :y)", self.asked)

    def version(self):
        return "SpatiaLite %s, SQLite %s" % self.database.execute(
            "SELECT spatialite_version(), sqlite_version()").fetchone()

    def grid(self, asked):
        return self.database.execute(GRID, asked).fetchone()[0]

    def verdict(self, asked):
        """All areas, the nearest segment and the nearest component of the category within 30 m."""
        ask = self.database.execute
        return [ask(COVERED.format(table=table), asked).fetchone()[0] for table in city.AREAS] + [
            ask(SEGMENT, asked).fetchone(), ask(COMPONENT, asked).fetchone()]

    def one_by_one(self, question, seconds):
        """Points a second for a number of seconds, each with its own statements."""
        began, count = time.monotonic(), 0
        for asked in itertools.cycle(self.asked):
            question(asked)
            count += 1
            if count % 100 == 0 and time.monotonic() - began > seconds:
                return count / (time.monotonic() - began)

    def in_sets(self):
        """Row 1 for all points by one statement."""
        began = time.monotonic()
        self.database.execute(SET).fetchone()
        return len(self.asked) / (time.monotonic() - began)

    def grid_codes(self, limit):
        return [self.grid(asked) for asked in self.asked[:limit]]
