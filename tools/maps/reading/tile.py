"""A tile as two readers see it: the package mapbox-vector-tile and GDAL's driver."""
import collections

import mapbox_vector_tile
import numpy
import shapely
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from osgeo import gdal, ogr
from shapely.geometry import shape

gdal.UseExceptions()
Feature = collections.namedtuple("Feature", "id texts shape")
_OPTIONS = {"y_coord_down": True}
_HALF = 20037508.342789244


def by_package(data):
    """Layers by name as mapbox-vector-tile decodes them, shapes in the tile's units."""
    layers = {}
    for name, layer in mapbox_vector_tile.decode(data, default_options=_OPTIONS).items():
        layers[name] = [
            Feature(feature["id"], feature["properties"], shape(feature["geometry"]))
            for feature in layer["features"]]
    return layers


def by_gdal(data, tile):
    """The same as GDAL reads it."""
    zoom, column, row = tile
    path = f"/vsimem/{zoom}-{column}-{row}.mvt"
    gdal.FileFromMemBuffer(path, data)
    try:
        source = gdal.OpenEx(
            path, gdal.OF_VECTOR, allowed_drivers=["MVT"],
            open_options=[f"X={column}", f"Y={row}", f"Z={zoom}", "CLIP=NO"])
        return {layer.GetName(): [_feature(feature, tile) for feature in layer]
                for layer in (source.GetLayer(place) for place in range(source.GetLayerCount()))}
    finally:
        gdal.Unlink(path)


def _feature(feature, tile):
    zoom, column, row = tile
    texts = {}
    for place in range(feature.GetFieldCount()):
        field = feature.GetFieldDefnRef(place)
        if field.GetName() == "mvt_id" or not feature.IsFieldSetAndNotNull(place):
            continue
        value = feature.GetField(place)
        texts[field.GetName()] = bool(value) if field.GetSubType() == ogr.OFSTBoolean else value
    number = feature.GetField("mvt_id") if feature.GetFieldIndex("mvt_id") >= 0 else None
    metres = shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
    side = 4096 * 2 ** zoom

    def back(places):
        units = numpy.column_stack(
            [(places[:, 0] + _HALF) / (2 * _HALF), (_HALF - places[:, 1]) / (2 * _HALF)]) * side
        return units - [column * 4096, row * 4096]
    return Feature(number, texts, shapely.transform(metres, back))


Ring = collections.namedtuple("Ring", "places area")


def message(data):
    """The tile's own tables, by protobuf alone."""
    tile = vector_tile_pb2.tile()
    tile.ParseFromString(data)
    return tile


def rings(geometry):
    """The rings of a polygon's commands with their doubled areas by the surveyor's formula."""
    found, places, at, x, y = [], [], 0, 0, 0
    while at < len(geometry):
        command, count = geometry[at] & 7, geometry[at] >> 3
        at += 1
        if command == 7:
            ring = numpy.array(places, dtype=numpy.int64)
            after = numpy.roll(ring, -1, axis=0)
            area = int((ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]).sum())
            found.append(Ring(ring, area))
            places = []
            continue
        for _ in range(count):
            x += (geometry[at] >> 1) ^ -(geometry[at] & 1)
            y += (geometry[at + 1] >> 1) ^ -(geometry[at + 1] & 1)
            at += 2
            places.append((x, y))
    return found
