"""Puts areas on the lattice of 10^-7 degree so that neighbours share exact vertices.

Published areas are drawn one by one: after rounding, a vertex of one need not lie on the edge of
the other, which leaves slivers. Here all borders are noded together on the lattice, the faces
between them are given to the area they came from, and slivers to the neighbour with which they
share the longest border. Needs shapely 2.
"""

import shapely
from shapely.geometry import Polygon, mapping
from shapely.ops import polygonize, unary_union

UNITS = 10_000_000


def to_lattice(geometry):
    """A geometry of degrees in whole lattice units."""
    return shapely.transform(geometry, lambda xy: (xy * UNITS).round())


def to_degrees(geometry):
    """A geometry of lattice units in degrees with seven decimals."""
    return shapely.transform(geometry, lambda xy: (xy / UNITS).round(7))


def square_metres(geometry, latitude):
    """The area of a geometry of lattice units, in the plane of a latitude."""
    from math import cos, radians
    return geometry.area * (0.0111 ** 2) * cos(radians(latitude))


def is_sliver(face, latitude, width=5.0, size=200.0):
    """Whether a face is an artefact of drawing: small, and narrower than a few metres."""
    area = square_metres(face, latitude)
    length = face.length * 0.0111 / 2
    return area < size and area / max(length, 0.01) < width


def seamless(areas, latitude, report):
    """Seamless areas by code, from pairs of a code and a geometry in degrees.

    What is repaired is counted in `report`, a dictionary.
    """
    parts = {}
    for code, geometry in areas:
        snapped = to_lattice(geometry)
        if not snapped.is_valid:
            report["invalid as published"] = report.get("invalid as published", 0) + 1
            snapped = shapely.make_valid(snapped)
        parts[code] = snapped
    codes = sorted(parts)
    borders = shapely.union_all([parts[c].boundary for c in codes], grid_size=1)
    faces = list(polygonize(borders))
    tree = shapely.STRtree([parts[c] for c in codes])
    owner, unowned = {}, []
    for index, face in enumerate(faces):
        place = face.representative_point()
        found = sorted(codes[i] for i in tree.query(place, predicate="intersects"))
        if len(found) == 1:
            owner[index] = found[0]
        elif found:
            report["overlapping faces"] = report.get("overlapping faces", 0) + 1
            owner[index] = found[0]
        elif is_sliver(face, latitude):
            unowned.append(index)
    by_code = {}
    face_tree = shapely.STRtree(faces)
    for index in unowned:
        shared = {}
        for other in face_tree.query(faces[index], predicate="intersects"):
            if other in owner:
                length = faces[index].boundary.intersection(faces[other].boundary).length
                shared[owner[other]] = shared.get(owner[other], 0) + length
        if shared:
            report["slivers closed"] = report.get("slivers closed", 0) + 1
            owner[index] = max(sorted(shared), key=shared.get)
    for index, code in owner.items():
        by_code.setdefault(code, []).append(faces[index])
    result = {}
    for code, members in by_code.items():
        merged = shapely.union_all(members, grid_size=1)
        polygons = [p for p in getattr(merged, "geoms", [merged]) if isinstance(p, Polygon)]
        whole = unary_union(polygons)
        result[code] = whole
    return result


def feature(geometry, properties):
    """One GeoJSON feature of lattice units, with seven decimals."""
    return {"type": "Feature", "properties": properties, "geometry": mapping(to_degrees(geometry))}
