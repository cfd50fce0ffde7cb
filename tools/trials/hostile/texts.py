"""Formats of text that can name others, nest, or repeat themselves."""
import json
import os

from trials.hostile import case, cases
from trials.listener import PORT


def feature(code="99010101001000500", shape=None, **more):
    return {"type": "Feature", "properties": {"code": code, "category": "component/01001", **more},
            "geometry": shape or {"type": "Point", "coordinates": [120.0005, 30.0005]}}


def collection(features):
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


@cases(["[", '{"a":', '{"type":"FeatureCollection","features":[',
        '{"type":"GeometryCollection","geometries":['], "refused")
def nested_a_hundred_thousand_deep(folder, piece):
    (folder / "a.geojson").write_text(piece * 100_000)
    return folder / "a.geojson"


@case("any")
def property_nested_deeply(folder):
    text = collection([feature(extension="?")])
    (folder / "a.geojson").write_text(text.replace('"?"', "[" * 100_000 + "]" * 100_000))
    return folder / "a.geojson"


@case("any")
def extension_nested_deeply(folder):
    text = '{"a":' * 100_000 + "1" + "}" * 100_000
    (folder / "a.geojson").write_text(collection([feature(extension=text)]))
    return folder / "a.geojson"


@case("any")
def coordinates_nested_deeply(folder):
    shape = '{"type":"Polygon","coordinates":' + "[" * 100_000 + "1,2" + "]" * 100_000 + "}"
    (folder / "a.geojson").write_text(
        collection([feature(shape="?")]).replace('"?"', shape))
    return folder / "a.geojson"


@case("any", is_large=True)
def one_shape_of_two_million_vertices(folder):
    ring = ",".join(f"[120.{i:07d},30.{i % 7:07d}]" for i in range(2_000_000))
    shape = '{"type":"Polygon","coordinates":[[' + ring + ",[120.0,30.0]]]}"
    (folder / "a.geojson").write_text(collection([feature(shape="?")]).replace('"?"', shape))
    return folder / "a.geojson"


@case("any")
def properties_a_hundred_thousand(folder):
    (folder / "a.geojson").write_text(
        collection([feature(**{f"p{i}": i for i in range(100_000)})]))
    return folder / "a.geojson"


@case("any")
def another_property_in_every_feature(folder):
    (folder / "a.geojson").write_text(
        collection([feature(**{f"p{i}": i}) for i in range(20_000)]))
    return folder / "a.geojson"


@cases(["1e999", "-1e999", "NaN", "Infinity", "1" * 5000, "null", '"120"'], "any")
def coordinate_that_is_no_number(folder, text):
    (folder / "a.geojson").write_text(
        collection([feature(), feature("99010101001000501")]).replace("120.0005", text, 1))
    return folder / "a.geojson"


@case("any")
def text_that_is_no_utf8(folder):
    data = collection([feature(name="?")]).encode().replace(b'"?"', b'"\xff\xfe\xc0\x80"')
    (folder / "a.geojson").write_bytes(data)
    return folder / "a.geojson"


@case("any")
def escaped_zero_bytes_and_halves_of_characters(folder):
    (folder / "a.geojson").write_text(
        collection([feature(name="?")]).replace('"?"', r'"a\u0000b\ud800c\udfff"'))
    return folder / "a.geojson"


@case("any")
def reference_system_by_address(folder):
    text = collection([feature()])
    link = {"type": "link", "properties": {"href": f"http://127.0.0.1:{PORT}/crs", "type": "proj4"}}
    (folder / "a.geojson").write_text(text[:-1] + ',"crs":' + json.dumps(link) + "}")
    return folder / "a.geojson"


@case("any")
def next_page_by_address(folder):
    """What services answer, with a link to more."""
    text = collection([feature()])
    more = {"links": [{"rel": "next", "href": f"http://127.0.0.1:{PORT}/2"}], "next": "x",
            "exceededTransferLimit": True, "stac_version": "1.0.0"}
    (folder / "a.json").write_text(text[:-1] + "," + json.dumps(more)[1:])
    return folder / "a.json"


@case("any")
def topology_of_arcs_that_are_not_there(folder):
    (folder / "a.topojson").write_text(json.dumps({
        "type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [1, 1]]], "objects": {"a": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[999999999, -999999999, 0]]}] * 1000}}}))
    return folder / "a.topojson"


VIRTUAL = f"""<OGRVRTDataSource><OGRVRTLayer name="a">
<SrcDataSource>/vsicurl/http://127.0.0.1:{PORT}/a.geojson</SrcDataSource><SrcLayer>a</SrcLayer>
</OGRVRTLayer></OGRVRTDataSource>"""


@cases(["a.vrt", "a.csv", "a.gml", "a.kml", "a.json", "a.xml"], "refused")
def table_by_address(folder, name):
    (folder / name).write_text(VIRTUAL)
    return folder / name


@case("refused")
def table_of_the_password_file(folder):
    (folder / "a.vrt").write_text(VIRTUAL.replace(
        f"/vsicurl/http://127.0.0.1:{PORT}/a.geojson", "/etc/passwd"))
    return folder / "a.vrt"


ENTITIES = "".join(
    f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l9;</name>
<Point><coordinates>120.0005,30.0005</coordinates></Point></Placemark></Document></kml>"""
GML = """<a xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><b><c>&l9;</c><gml:Point>
<gml:coordinates>1,2</gml:coordinates></gml:Point></b></gml:featureMember></a>"""
GPX = """<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="30" lon="120"><name>&l9;</name></wpt></gpx>"""


@cases([("a.kml", KML), ("a.gml", GML), ("a.gpx", GPX), ("a.xml", GML), ("a.csv", KML)], "refused")
def entities_without_end(folder, what):
    name, text = what
    (folder / name).write_text(
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{ENTITIES}]>{text}')
    return folder / name


@cases([("a.kml", KML), ("a.gml", GML)], "refused", "document type")
def entity_of_the_password_file(folder, what):
    name, text = what
    (folder / name).write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>' + text)
    return folder / name


@cases(["utf-16", "utf-16-be", "utf-8-sig"], "refused", "document type")
def entities_in_another_encoding(folder, encoding):
    text = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{ENTITIES}]>{KML}'
    (folder / "a.kml").write_bytes(text.encode(encoding))
    return folder / "a.kml"


@case("refused", "document type")
def entities_behind_a_long_comment(folder):
    (folder / "a.kml").write_text(
        f'<!--{"x" * 3_000_000}--><!DOCTYPE a [<!ENTITY l0 "lol">{ENTITIES}]>{KML}')
    return folder / "a.kml"


@case("any")
def schema_by_address(folder):
    place = f"http://127.0.0.1:{PORT}/a.xsd"
    (folder / "a.gml").write_text(
        GML.replace("&l9;", "x").replace("<a ", f"""<a
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {place}" """))
    return folder / "a.gml"


@case("any")
def links_by_address(folder):
    link = f"<NetworkLink><Link><href>http://127.0.0.1:{PORT}/a.kml</href></Link></NetworkLink>"
    (folder / "a.kml").write_text(
        KML.replace("&l9;", "x").replace("<Placemark>", link + "<Placemark>"))
    return folder / "a.kml"


@case("any")
def geometry_by_address(folder):
    link = (f'<gml:pointProperty xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'xlink:href="http://127.0.0.1:{PORT}/a.gml#b"/>')
    (folder / "a.gml").write_text(GML.replace("&l9;", "x").replace("<c>", link + "<c>"))
    return folder / "a.gml"


@cases([("a.kml", "<Folder>", "</Folder>"), ("a.gml", "<gml:x>", "</gml:x>")], "any")
def elements_nested_deeply(folder, what):
    name, begin, end = what
    text = KML if name == "a.kml" else GML
    inner = "<Placemark>" if name == "a.kml" else "<c>"
    close = "</Placemark>" if name == "a.kml" else "</c>"
    text = text.replace("&l9;", "x")
    text = text.replace(inner, begin * 100_000 + inner).replace(close, close + end * 100_000)
    (folder / name).write_text(text)
    return folder / name


def drawing(blocks, entities):
    return "\n".join(
        ["0\nSECTION\n2\nBLOCKS", *blocks, "0\nENDSEC\n0\nSECTION\n2\nENTITIES", *entities,
         "0\nENDSEC\n0\nEOF\n"])


def insert(block, columns=1, rows=1):
    return (f"0\nINSERT\n8\n0\n2\n{block}\n10\n120.0\n20\n30.0\n70\n{columns}\n71\n{rows}\n44\n0.1"
            "\n45\n0.1")


@case("any")
def drawing_of_blocks_in_blocks(folder):
    blocks = ["0\nBLOCK\n8\n0\n2\nb0\n10\n0\n20\n0\n0\nPOINT\n8\n0\n10\n120\n20\n30\n0\nENDBLK"]
    for i in range(1, 10):
        inner = "\n".join([insert(f"b{i - 1}")] * 10)
        blocks.append(f"0\nBLOCK\n8\n0\n2\nb{i}\n10\n0\n20\n0\n{inner}\n0\nENDBLK")
    (folder / "a.dxf").write_text(drawing(blocks, [insert("b9")]))
    return folder / "a.dxf"


@case("any")
def drawing_of_a_block_in_itself(folder):
    block = f"0\nBLOCK\n8\n0\n2\nb\n10\n0\n20\n0\n{insert('b')}\n{insert('b')}\n0\nENDBLK"
    (folder / "a.dxf").write_text(drawing([block], [insert("b")]))
    return folder / "a.dxf"


@case("any")
def drawing_of_a_block_in_thousands_of_millions_of_places(folder):
    block = "0\nBLOCK\n8\n0\n2\nb\n10\n0\n20\n0\n0\nPOINT\n8\n0\n10\n120\n20\n30\n0\nENDBLK"
    (folder / "a.dxf").write_text(drawing([block], [insert("b", 32000, 32000)]))
    return folder / "a.dxf"


@case("refused", "stands for other files")
def seam_of_other_tables(folder):
    (folder / "a.tab").write_text(
        '!table\n!version 300\n!charset WindowsLatin1\n\nDefinition Table\n  Type NATIVE '
        'Charset "WindowsLatin1"\n  Fields 1\n    Table Char (200);\nbegin_metadata\n'
        '"\\IsSeamless" = "TRUE"\nend_metadata\n')
    return folder / "a.tab"


@case("any")
def table_of_another_file(folder):
    (folder / "a.tab").write_text(
        '!table\n!version 300\nDefinition Table\n  File "/etc/passwd"\n  Type DBF Charset "Neutral"'
        '\n  Fields 1\n    a Char (10);\n')
    return folder / "a.tab"


@case("any")
def map_that_claims_gigabytes(folder):
    (folder / "a.tab").write_text(
        '!table\n!version 300\nDefinition Table\n  Type NATIVE Charset "Neutral"\n  Fields 1\n'
        "    code Char (10);\n")
    (folder / "a.dat").write_bytes(b"\x03" + b"\x01\x01\x01" + b"\xff\xff\xff\x7f" + b"\xff" * 400)
    for ending in ["map", "id", "ind"]:
        (folder / f"a.{ending}").write_bytes(b"\xff" * 1024)
    return folder / "a.tab"


@cases([b"fgb\x03fgb\x00\xff\xff\xff\x7f" + b"\xff" * 100, b"fgb\x03fgb\x00" + b"\x00" * 100],
       "any")
def flatgeobuf_of_garbage(folder, data):
    (folder / "a.fgb").write_bytes(data)
    return folder / "a.fgb"


@cases(["a00000001.gdbtable", "a00000001.gdbtablx", "gdb"], "any")
def geodatabase_of_garbage(folder, name):
    base = folder / "a.gdb"
    base.mkdir()
    for part in ["a00000001.gdbtable", "a00000001.gdbtablx", "gdb"]:
        (base / part).write_bytes(b"\x03\x00\x00\x00" + b"\xff" * 4096 if part == name else b"")
    return base


@cases([".json", ".geojson", ".gml", ".kml", ".csv", ".fgb", ".dxf", ".gpkg", ".tab", ".mif",
        ".xlsx", ".shp", ".zip", ".gdb", ".pdf", ".mvt", ".topojson"], "refused")
def random_bytes(folder, ending):
    data = bytearray()
    state = 20261125
    while len(data) < 100_000:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        data += state.to_bytes(8, "little")
    (folder / f"a{ending}").write_bytes(data)
    return folder / f"a{ending}"


@cases([".json", ".gml", ".csv", ".dxf", ".fgb", ".gpkg", ".dbf", ".mif"], "refused", is_large=True)
def ten_sparse_gigabytes(folder, ending):
    path = folder / f"a{ending}"
    path.write_text({".json": '{"type":"FeatureCollection","features":[', ".gml": GML[:-4]}.get(
        ending, "code,category\n"))
    os.truncate(path, 10 << 30)
    return path
