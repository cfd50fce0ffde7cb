"""The register as GDAL reads it: the truth that tiles are held against."""
import copy
import datetime
import json
from pathlib import Path

import numpy
import shapely
from osgeo import ogr

from reading import mercator

ogr.UseExceptions()
AREAS = {"districts": "district", "subdistricts": "subdistrict", "communities": "community",
         "unit-grids": "unit_grid", "management-grids": "management_grid",
         "responsibility-grids": "responsibility_grid", "evaluation-grids": "evaluation_grid"}
LAYERS = Path(__file__).resolve().parents[3] / "tiles" / "layers.json"


class Rows:
    """The rows of a table: texts by column, shapes on the Mercator plane and in degrees.

    `members` gives the shapes of rows that have none of their own, by code: theirs is that of
    their members together."""

    def __init__(self, table, columns, members=None):
        self.texts, shapes = [], []
        for feature in table:
            if not is_valid(feature):
                continue
            shape = feature.GetGeometryRef()
            if shape is not None:
                shapes.append(shapely.from_wkb(bytes(shape.ExportToWkb())))
            elif members is not None and feature.GetField("members"):
                codes = feature.GetField("members").split(";")
                shapes.append(shapely.union_all([members[code] for code in codes]))
            else:
                continue
            self.texts.append({name: feature.GetField(name) for name in columns
                               if feature.GetField(name) not in (None, "")})
        self.degrees = numpy.array(shapes, dtype=object)
        self.shapes = shapely.transform(self.degrees, mercator.world)

    def __len__(self):
        return len(self.texts)

    def long_and_wide(self):
        """Those that are more than points, with their category and code."""
        some = copy.copy(self)
        chosen = numpy.flatnonzero(shapely.get_dimensions(self.shapes) > 0)
        some.texts = [{name: self.texts[row][name] for name in ("category", "code")}
                      for row in chosen]
        some.degrees, some.shapes = self.degrees[chosen], self.shapes[chosen]
        return some


def is_valid(feature):
    """Whether a row holds today: from its start on, until the day before its end."""
    today = datetime.date.today().isoformat()
    for first, last in (("start_date", "end_date"), ("valid_from", "valid_to")):
        if feature.GetFieldIndex(first) >= 0:
            return ((feature.GetField(first) or "")[:10] <= today
                    < (feature.GetField(last) or "9999"))
    return True


class Register:
    def __init__(self, path):
        self.path = path
        with open(LAYERS) as file:
            self.layers = json.load(file)
        self.zooms = range(self.layers["zooms"][0], self.layers["zooms"][1] + 1)
        source = ogr.Open(str(path))
        self.rows = {}
        members = None
        for layer, table in AREAS.items():
            self.rows[layer] = rows = Rows(
                source.GetLayerByName(table), ["code", "name", "organization"],
                members if layer.endswith("-grids") else None)
            if layer.endswith("-grids"):
                codes = [texts["code"] for texts in rows.texts]
                members = {**(members or {}), **dict(zip(codes, rows.degrees))}
        self.rows["road-chief-segments"] = Rows(
            source.GetLayerByName("road_chief_segment"),
            ["code", "name", "road_level", "organization"])
        self.rows["partitions"] = Rows(
            source.GetLayerByName("partition"), ["code", "name", "organization"])
        self.rows["places"] = Rows(
            source.GetLayerByName("place"), ["number", "theme", "name", "organization"])
        for texts in self.rows["places"].texts:
            texts["code"] = f"{texts['theme']}/{texts.pop('number')}"
        self.rows["components"] = Rows(
            source.GetLayerByName("component"),
            ["code", "category", "lead_organization", "maintainer", "owner",
             "competent_department"])
        for texts in self.rows["components"].texts:
            acting = [texts.pop(role, None) for role in
                      ["lead_organization", "maintainer", "owner", "competent_department"]]
            named = next(filter(None, acting), None)
            texts.update({"organization": named} if named else {"unowned": True})
        self.rows["component-shapes"] = self.rows["components"].long_and_wide()
        everything = [rows.shapes for rows in self.rows.values() if len(rows)]
        self.box = shapely.total_bounds(numpy.concatenate(everything))
        self.trees = {name: shapely.STRtree(rows.shapes) for name, rows in self.rows.items()}

    def layer(self, name):
        return next(layer for layer in self.layers["layers"] if layer["id"] == name)

    def drawn(self, zoom):
        """The layers that tiles of a zoom have."""
        return [layer for layer in self.layers["layers"]
                if layer["zooms"][0] <= zoom <= layer["zooms"][1]]

    def tiles(self, zoom):
        """All tiles of a zoom that meet the city's box."""
        columns, rows = mercator.tiles_of(self.box, zoom)
        return [(zoom, column, row) for row in rows for column in columns]

    def near(self, layer, tile, margin):
        """The rows whose boxes come within a margin of a tile, and their shapes in its units."""
        zoom, column, row = tile
        side = mercator.EXTENT * 2 ** zoom
        box = [(column * mercator.EXTENT - margin) / side, (row * mercator.EXTENT - margin) / side,
               ((column + 1) * mercator.EXTENT + margin) / side,
               ((row + 1) * mercator.EXTENT + margin) / side]
        found = numpy.sort(self.trees[layer].query(shapely.box(*box)))
        return found, mercator.in_tile(self.rows[layer].shapes[found], *tile)


def tolerance(zoom):
    """How far a line may be drawn from where it runs, in a tile's units: one, and below zoom 13 a
    pixel of a tile 512 pixels wide."""
    return 1 if zoom >= 13 else 8
