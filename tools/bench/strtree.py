"""The peer Shapely 2: an STRtree over prepared polygons, in one thread, many points at a time."""

import collections
import time

import numpy
import pyproj
import shapely

import city

CHUNK = 100_000


class Trees:
    """A city in trees: areas in degrees, segments and components in a plane in metres."""

    def __init__(self, path, points):
        self.places, asked = city.read_points(points)
        about = city.categories(path)
        self.about = numpy.array([about.get(a, "") for a in asked])
        self.areas = [Areas(*city.areas(path, table)) for table in city.AREAS]
        self.grids = self.areas[city.AREAS.index("unit_grid")]
        zone = int((self.places[:, 0].min() + 180) // 6) + 1
        self.plane = pyproj.Transformer.from_crs(
            "EPSG:4490", f"+proj=utm +zone={zone} +ellps=GRS80", always_xy=True)
        with city.connect(path) as register:
            self.segments = self.near(register.execute(
                "SELECT AsBinary(geometry) FROM road_chief_segment ORDER BY code"))
            rows = collections.defaultdict(list)
            for category, blob in register.execute(
                    "SELECT category, AsBinary(geometry) FROM component ORDER BY code"):
                rows[category].append((blob,))
            self.components = {category: self.near(blobs) for category, blobs in rows.items()}

    def near(self, rows):
        geometries = shapely.from_wkb([row[0] for row in rows])
        return shapely.STRtree(shapely.transform(geometries, self.flat))

    def flat(self, places):
        return numpy.column_stack(self.plane.transform(places[:, 0], places[:, 1]))

    def version(self):
        return f"Shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"

    def grid(self, _, places):
        """Row 1: the position of the unit grid in the order of codes, −1 for none."""
        return self.grids.lowest(places)

    def verdict(self, about, places):
        """Row 2 without rules: all areas, the nearest segment, the nearest component."""
        found = [areas.lowest(places) for areas in self.areas]
        flat = shapely.points(self.flat(places))
        found.append(self.segments.query_nearest(
            flat, max_distance=city.REACH, return_distance=True, all_matches=False))
        for category in numpy.unique(about):
            if category in self.components:
                found.append(self.components[category].query_nearest(
                    flat[about == category], max_distance=city.REACH, return_distance=True,
                    all_matches=False))
        return found

    def in_sets(self, question, count):
        """Points a second for the first `count` points, in chunks."""
        began = time.monotonic()
        for start in range(0, count, CHUNK):
            part = slice(start, min(start + CHUNK, count))
            question(self.about[part], self.places[part])
        return min(count, len(self.places)) / (time.monotonic() - began)

    def grid_codes(self, limit):
        return [self.grids.codes[i] if i >= 0 else None
                for i in self.grids.lowest(self.places[:limit])]


class Areas:
    """Prepared polygons in the order of their codes under a tree."""

    def __init__(self, codes, geometries):
        self.codes, self.geometries = codes, numpy.asarray(geometries)
        self.tree = shapely.STRtree(geometries)
        shapely.prepare(self.geometries)

    def lowest(self, places):
        """The first area that covers each place; −1 for none."""
        found = numpy.full(len(places), len(self.codes))
        if self.codes:
            place, area = city.pairs(self.tree, self.geometries, places)
            numpy.minimum.at(found, place, area)
        found[found == len(self.codes)] = -1
        return found
