"""The register as GDAL reads it: the truth that tiles are held against."""
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
    """The rows of a table: texts by column, shapes on the Mercator plane and in degrees."""

    def __init__(self, table, columns, where=None):
        self.texts, shapes = [], []
        if where:
            table.SetAttributeFilter(where)
        for feature in table:
            shape = feature.GetGeometryRef()
            if shape is None:
                continue
            self.texts.append({name: feature.GetField(name) for name in columns
                               if feature.GetField(name) not in (None, "")})
            shapes.append(bytes(shape.ExportToWkb()))
        self.degrees = shapely.from_wkb(shapes) if shapes else numpy.array([], dtype=object)
        self.shapes = shapely.transform(self.degrees, mercator.world)

    def __len__(self):
        return len(self.texts)


class Register:
    def __init__(self, path):
        self.path = path
        with open(LAYERS) as file:
            self.layers = json.load(file)
        self.zooms = range(self.layers["zooms"][0], self.layers["zooms"][1] + 1)
        source = ogr.Open(str(path))
        self.rows = {}
        for layer, table in AREAS.items():
            self.rows[layer] = Rows(
                source.GetLayerByName(table), ["code", "name", "organization"])
        self.rows["road-chief-segments"] = Rows(
            source.GetLayerByName("road_chief_segment"),
            ["code", "name", "road_level", "organization"])
        self.rows["partitions"] = Rows(source.GetLayerByName("partition"), ["code", "name"])
        self.rows["places"] = Rows(
            source.GetLayerByName("place"), ["number", "theme", "name", "organization"])
        for texts in self.rows["places"].texts:
            texts["code"] = texts.pop("number")
        self.rows["components"] = Rows(
            source.GetLayerByName("component"),
            ["code", "category", "lead_organization", "maintainer", "owner",
             "competent_department"])
        for texts in self.rows["components"].texts:
            acting = [texts.pop(role, None) for role in
                      ["lead_organization", "maintainer", "owner", "competent_department"]]
            named = next(filter(None, acting), None)
            texts.update({"organization": named} if named else {"unowned": True})
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
