"""Shapefiles of points byte by byte, so that each number in them can be a lie.

Source: ESRI Shapefile Technical Description (1998), the dBASE III layout."""
import struct
from pathlib import Path

PRJ = ('GEOGCS["China Geodetic Coordinate System 2000",DATUM["D_China_2000",'
       'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
       'UNIT["Degree",0.0174532925199433]]')
COLUMNS = [("code", 17), ("category", 16), ("name", 40)]


def covers(count, first=500):
    """Rows of the sample town that are right: code, category and name, with their places."""
    return [([f"99010101001{first + i:06d}", "component/01001", f"井盖{i}"],
             (120.0005 + i * 1e-6, 30.0005 + i * 1e-6)) for i in range(count)]


def header(count, width, bounds=(120, 30, 120.01, 30.01)):
    return struct.pack(">i20xi", 9994, 50 + count * width // 2) + struct.pack(
        "<2i4d32x", 1000, 1, *bounds)


def table(rows, columns=None, claimed=None):
    """A DBF table."""
    columns = columns or COLUMNS
    widths = [width for _, width in columns]
    parts = [struct.pack("<B3BIHH20x", 3, 126, 1, 1, claimed if claimed is not None else len(rows),
                         33 + 32 * len(columns), 1 + sum(widths))]
    for name, width in columns:
        parts.append(struct.pack("<11sc4xBB14x", name.encode()[:11], b"C", width, 0))
    parts.append(b"\r")
    for values in rows:
        parts.append(b" ")
        for value, width in zip(values, widths):
            data = value if isinstance(value, bytes) else value.encode()
            parts.append(data[:width].ljust(width))
    return b"".join(parts) + b"\x1a"


def write(folder, rows=None, name="a", columns=None, claimed=None):
    """A whole shapefile; returns its parts by their endings."""
    rows = covers(3) if rows is None else rows
    shapes, index = [header(len(rows), 28)], [header(len(rows), 8)]
    for number, (_, (x, y)) in enumerate(rows):
        shapes.append(struct.pack(">2i", number + 1, 10) + struct.pack("<idd", 1, x, y))
        index.append(struct.pack(">2i", 50 + 14 * number, 10))
    parts = {
        ".shp": b"".join(shapes), ".shx": b"".join(index),
        ".dbf": table([values for values, _ in rows], columns, claimed),
        ".prj": PRJ.encode(), ".cpg": b"UTF-8"}
    for ending, data in parts.items():
        Path(folder, name + ending).write_bytes(data)
    return parts


def patch(path, offset, data):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(data)
