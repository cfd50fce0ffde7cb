"""Where places fall on the web's Mercator plane, by PROJ."""
import numpy
import pyproj
import shapely

EXTENT = 4096
_HALF = 20037508.342789244
# The register's system is CGCS2000, which maps take for WGS 84.
_to_metres = pyproj.Transformer.from_crs(4326, 3857, always_xy=True)


def world(places):
    """Longitudes and latitudes as shares of the plane's side, from its north-west corner."""
    x, y = _to_metres.transform(places[:, 0], places[:, 1])
    return numpy.column_stack([(x + _HALF) / (2 * _HALF), (_HALF - y) / (2 * _HALF)])


def in_tile(shapes, zoom, column, row):
    """Shapes of the plane in the units of a tile."""
    side = EXTENT * 2 ** zoom
    corner = numpy.array([column * EXTENT, row * EXTENT])
    return shapely.transform(shapes, lambda places: places * side - corner)


def tiles_of(box, zoom):
    """Columns and rows of the tiles that a box of the plane meets."""
    side = 2 ** zoom
    west, north, east, south = (int(numpy.floor(end * side)) for end in box)
    return range(west, east + 1), range(north, south + 1)
