"""Shapefiles that are cut, or claim what they do not have."""
import struct

from trials import shapefile
from trials.hostile import case, cases

CUTS = [(ending, share) for ending in [".shp", ".shx", ".dbf"]
        for share in [0, 1, 50, 99, 100, 101, 0.5, 0.9, -1]]


@cases(CUTS, "any")
def cut(folder, what):
    ending, share = what
    data = shapefile.write(folder, shapefile.covers(200))[ending]
    count = int(len(data) * share) if isinstance(share, float) else share
    (folder / f"a{ending}").write_bytes(data[:count])
    return folder / "a.shp"


@cases([".shx", ".dbf", ".prj", ".cpg"], "any")
def without(folder, ending):
    shapefile.write(folder)
    (folder / f"a{ending}").unlink()
    return folder / "a.shp"


@case("refused", "cut")
def table_of_two_thousand_million_rows(folder):
    shapefile.write(folder, claimed=0x7FFFFFFF)
    return folder / "a.shp"


@case("any")
def shp_of_ten_gigabytes_by_its_header(folder):
    shapefile.write(folder)
    # The format's own most: 2³¹ − 1 words of two bytes.
    shapefile.patch(folder / "a.shp", 24, struct.pack(">i", 0x7FFFFFFF))
    return folder / "a.shp"


@case("any")
def record_of_four_gigabytes(folder):
    shapefile.write(folder)
    shapefile.patch(folder / "a.shp", 104, struct.pack(">i", 0x7FFFFFF0))
    shapefile.patch(folder / "a.shx", 104, struct.pack(">i", 0x7FFFFFF0))
    return folder / "a.shp"


@case("any")
def negative_record_lengths(folder):
    shapefile.write(folder)
    for offset in [104, 112, 120]:
        shapefile.patch(folder / "a.shx", offset, struct.pack(">i", -10))
    return folder / "a.shp"


@case("refused", "cut")
def record_at_four_gigabytes(folder):
    shapefile.write(folder)
    shapefile.patch(folder / "a.shx", 108, struct.pack(">i", 0x7FFFFFF0))
    return folder / "a.shp"


@case("any")
def polygon_of_two_thousand_million_points(folder):
    shapefile.write(folder)
    body = struct.pack("<i4d2i", 5, 120, 30, 121, 31, 0x7FFFFFFF, 0x7FFFFFFF) + bytes(40)
    parts = [shapefile.header(3, 8), shapefile.header(3, 8 + len(body))]
    for number in range(3):
        parts[0] += struct.pack(">2i", 50 + number * (8 + len(body)) // 2, len(body) // 2)
        parts[1] += struct.pack(">2i", number + 1, len(body) // 2) + body
    for part, ending in zip(parts, [".shx", ".shp"]):
        (folder / f"a{ending}").write_bytes(part)
    for ending in [".shp", ".shx"]:
        shapefile.patch(folder / f"a{ending}", 32, struct.pack("<i", 5))
    return folder / "a.shp"


@case("any")
def multipoint_that_claims_more_than_it_has(folder):
    shapefile.write(folder)
    body = struct.pack("<i4di", 8, 120, 30, 121, 31, 100_000_000) + bytes(32)
    (folder / "a.shp").write_bytes(
        shapefile.header(1, 8 + len(body)) + struct.pack(">2i", 1, len(body) // 2) + body)
    (folder / "a.shx").write_bytes(
        shapefile.header(1, 8) + struct.pack(">2i", 50, len(body) // 2))
    (folder / "a.dbf").write_bytes(shapefile.table([shapefile.covers(1)[0][0]]))
    return folder / "a.shp"


@case("refused", "columns")
def thousand_columns(folder):
    columns = [(f"c{i}", 1) for i in range(1000)]
    shapefile.write(folder, [(["x"] * 1000, (120.0005, 30.0005))], columns=columns)
    return folder / "a.shp"


@case("any")
def columns_of_no_width(folder):
    shapefile.write(folder, columns=[("code", 0), ("category", 0), ("name", 0)])
    return folder / "a.shp"


@case("refused")
def header_longer_than_the_table(folder):
    shapefile.write(folder)
    shapefile.patch(folder / "a.dbf", 8, b"\xff\xff")
    return folder / "a.shp"


@case("any", is_large=True)
def sparse_table_of_ten_gigabytes(folder):
    shapefile.write(folder)
    width = 74
    rows = (10 << 30) // width
    shapefile.patch(folder / "a.dbf", 4, struct.pack("<I", rows))
    with open(folder / "a.dbf", "r+b") as file:
        file.truncate(129 + rows * width)
    shapefile.patch(folder / "a.shx", 24, struct.pack(">i", 50 + rows * 4))
    with open(folder / "a.shx", "r+b") as file:
        file.truncate(100 + rows * 8)
    return folder / "a.shp"


@case("any", is_large=True)
def three_million_rows_of_nothing(folder):
    """A few bytes a row, each of which breaks several rules."""
    rows = 3_000_000
    shapefile.write(folder)
    index = b"".join([struct.pack(">2i", 50, 10)] * 1000)
    with open(folder / "a.shx", "wb") as file:
        file.write(shapefile.header(rows, 8))
        for _ in range(rows // 1000):
            file.write(index)
    with open(folder / "a.dbf", "wb") as file:
        file.write(shapefile.table([], claimed=rows)[:-1])
        file.write(b" " * 74 * rows)
    return folder / "a.shp"


@case("any")
def projection_of_fifty_megabytes(folder):
    shapefile.write(folder)
    (folder / "a.prj").write_bytes(b"GEOGCS[" * (50 * 1024 * 1024 // 7))
    return folder / "a.shp"


@case("any")
def projection_nested_deeply(folder):
    shapefile.write(folder)
    (folder / "a.prj").write_bytes(b"COMPD_CS[\"x\"," * 100_000 + b"]" * 100_000)
    return folder / "a.shp"


@case("any")
def projection_with_a_grid_elsewhere(folder):
    shapefile.write(folder)
    wkt = shapefile.PRJ.replace(
        "298.257222101]]", '298.257222101],EXTENSION["PROJ4_GRIDS","/etc/passwd"]]')
    (folder / "a.prj").write_text(wkt)
    return folder / "a.shp"


@case("any")
def code_page_of_fifty_megabytes(folder):
    shapefile.write(folder)
    (folder / "a.cpg").write_bytes(b"UTF-8" * (10 << 20))
    return folder / "a.shp"


@cases([".qix", ".sbn", ".idm", ".ind", ".cdx", ".shp.xml", ".dbt"], "any")
def garbage_beside(folder, ending):
    shapefile.write(folder)
    (folder / f"a{ending}").write_bytes(b"SQT\x01\x01\x00\x00\x00" + b"\xff" * 4096)
    if ending in [".idm", ".ind"]:
        (folder / "a.idm").write_bytes(b"\xff" * 4096)
        (folder / "a.ind").write_bytes(b"\xff" * 4096)
    return folder / "a.shp"


@case("any")
def coordinates_that_are_no_numbers(folder):
    numbers = [float("nan"), float("inf"), -1e308, 1e-320, 0.0]
    rows = [(row, (x, y)) for (row, _), (x, y) in zip(
        shapefile.covers(25), [(x, y) for x in numbers for y in numbers])]
    shapefile.write(folder, rows)
    return folder / "a.shp"


@case("any")
def texts_of_invalid_utf8_and_zero_bytes(folder):
    rows = shapefile.covers(5)
    for (values, _), name in zip(
            rows, [b"\xff\xfe\x80", b"a\x00b", b"\xe4\xba", b"\xed\xa0\x80", b"\x1b[2J\x07"]):
        values[2] = name
    shapefile.write(folder, rows)
    return folder / "a.shp"
