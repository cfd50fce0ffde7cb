"""GeoPackages with more in them than tables."""
import sqlite3
import struct

from trials.hostile import case, cases

WKT = ('GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],'
       'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]')


def point(x, y):
    return b"GP\0\1" + struct.pack("<i", 4490) + struct.pack("<BIdd", 1, 1, x, y)


def geopackage(path, script="", shape=None, count=3):
    """A GeoPackage of some covers, and a script that spoils it."""
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(f"""
        PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
            organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, '{WKT}', NULL),
            ('x', -1, 'NONE', -1, 'undefined', NULL), ('x', 0, 'NONE', 0, 'undefined', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,
            identifier TEXT, description TEXT, last_change TEXT, min_x, min_y, max_x, max_y,
            srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z INTEGER, m INTEGER);
        CREATE TABLE covers (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, category TEXT, name TEXT);
        INSERT INTO gpkg_contents VALUES ('covers', 'features', 'covers', '', '2026-01-01T00:00:00Z',
            120, 30, 121, 31, 4490);
        INSERT INTO gpkg_geometry_columns VALUES ('covers', 'geom', 'GEOMETRY', 4490, 0, 0);
        """)
    for i in range(count):
        base.execute("INSERT INTO covers VALUES (?, ?, ?, ?, ?)", (
            i + 1, shape if shape is not None else point(120.0005, 30.0005 + i * 1e-6),
            f"99010101001{500 + i:06d}", "component/01001", f"井盖{i}"))
    base.executescript(script)
    base.close()
    return path


AS_LAYER = """
    UPDATE gpkg_contents SET table_name = 'b', identifier = 'b';
    UPDATE gpkg_geometry_columns SET table_name = 'b';
    """
ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "


@case("clean")
def nothing_wrong(folder):
    return geopackage(folder / "a.gpkg")


@case("clean")
def triggers_that_wait(folder):
    return geopackage(folder / "a.gpkg", """
        CREATE TRIGGER t AFTER INSERT ON covers BEGIN DELETE FROM covers; END;
        CREATE TRIGGER u AFTER UPDATE ON gpkg_contents BEGIN SELECT load_extension('x'); END;
        """)


@case("refused", "view")
def view_without_end(folder):
    return geopackage(
        folder / "a.gpkg", f"CREATE VIEW b AS {ENDLESS} SELECT i AS fid FROM n;" + AS_LAYER)


@case("refused", "view")
def view_in_place_of_a_standard_table(folder):
    return geopackage(folder / "a.gpkg", f"""
        ALTER TABLE gpkg_contents RENAME TO hidden;
        CREATE VIEW gpkg_contents AS {ENDLESS} SELECT hidden.* FROM hidden, n;""")


@case("refused", "view")
def view_named_like_a_harmless_one(folder):
    return geopackage(folder / "a.gpkg", f"""
        CREATE VIEW geometry_columns AS {ENDLESS} SELECT i FROM n;
        CREATE VIEW c AS SELECT * FROM geometry_columns;""")


@cases(["fts5(code)", "fts4(code)", "dbstat(main)", "csv(filename='/etc/passwd')",
        "VirtualOGR('/etc/passwd')"], "refused", "virtual table")
def virtual_table(folder, module):
    # Written into the schema by hand: most modules are not here.
    return geopackage(folder / "a.gpkg", f"""
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_master VALUES ('table', 'b', 'b', 0,
            'CREATE VIRTUAL TABLE b USING ' || '{module.replace("'", "''")}');""")


@case("refused", "virtual table")
def virtual_table_behind_comments(folder):
    return geopackage(folder / "a.gpkg", """
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_master VALUES ('table', 'b', 'b', 0,
            'CREATE/**/VIRTUAL -- x' || char(10) || ' TABLE b USING dbstat');""")


@case("refused", "computes columns")
def computed_column(folder):
    return geopackage(
        folder / "a.gpkg",
        "CREATE TABLE b (x, y TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000000))) VIRTUAL);")


@case("any")
def index_on_a_costly_expression(folder):
    return geopackage(folder / "a.gpkg", """
        CREATE INDEX i ON covers (code) WHERE length(code) > 1;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_master SET sql = 'CREATE INDEX i ON covers (hex(zeroblob(900000000)))'
            WHERE name = 'i';""")


@case("any")
def layers_a_thousand(folder):
    tables = "".join(
        f"CREATE TABLE t{i} (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT);"
        f"INSERT INTO gpkg_contents VALUES ('t{i}', 'features', 't{i}', '', '', 0, 0, 1, 1, 4490);"
        f"INSERT INTO gpkg_geometry_columns VALUES ('t{i}', 'geom', 'POINT', 4490, 0, 0);"
        for i in range(1000))
    return geopackage(folder / "a.gpkg", "BEGIN;" + tables + "COMMIT;")


@case("refused", "columns")
def thousand_columns(folder):
    names = ", ".join(f"c{i} TEXT" for i in range(1000))
    return geopackage(folder / "a.gpkg", f"""
        DROP TABLE covers; CREATE TABLE covers (fid INTEGER PRIMARY KEY, geom BLOB, {names});
        INSERT INTO covers (fid) VALUES (1);""")


@case("any")
def text_of_a_hundred_megabytes(folder):
    return geopackage(
        folder / "a.gpkg", "UPDATE covers SET name = hex(zeroblob(50000000)) WHERE fid = 2;")


def nested(depth, inner):
    return struct.pack("<BII", 1, 7, 1) * depth + inner


@cases([100, 100_000, 3_000_000], "any")
def shape_nested_deeply(folder, depth):
    head = b"GP\0\1" + struct.pack("<i", 4490)
    return geopackage(
        folder / "a.gpkg", shape=head + nested(depth, struct.pack("<BIdd", 1, 1, 1, 2)))


@cases([1, 2, 3, 4, 5, 6, 7, 10, 15, 16, 17], "any")
def shape_that_claims_thousands_of_millions_of_parts(folder, kind):
    head = b"GP\0\1" + struct.pack("<i", 4490)
    return geopackage(folder / "a.gpkg", shape=head + struct.pack("<BII", 1, kind, 0xFFFFFFFF))


@case("any")
def shape_with_a_header_longer_than_itself(folder):
    return geopackage(folder / "a.gpkg", shape=b"GP\0\x0f" + struct.pack("<i", 4490))


@cases([0, 15, 99, 100, 512, 4096, 0.5, 0.9, -1], "any")
def cut_database(folder, share):
    data = geopackage(folder / "a.gpkg", count=500).read_bytes()
    count = int(len(data) * share) if isinstance(share, float) else share
    (folder / "a.gpkg").write_bytes(data[:count])
    return folder / "a.gpkg"


@case("refused")
def page_that_leads_to_itself(folder):
    path = geopackage(folder / "a.gpkg", "".join(f"CREATE TABLE t{i} (a);" for i in range(500)))
    data = bytearray(path.read_bytes())
    assert data[100] == 5, "the schema should fill more than a page"
    data[108:112] = struct.pack(">I", 1)
    path.write_bytes(data)
    return path


@case("refused", "-wal")
def changes_in_a_second_file(folder):
    path = geopackage(folder / "a.gpkg")
    (folder / "a.gpkg-wal").write_bytes(struct.pack(">2I", 0x377F0682, 3007000) + bytes(100))
    return path


@case("any")
def journal_that_names_another_file(folder):
    path = geopackage(folder / "a.gpkg")
    name = b"/etc/passwd"
    (folder / "a.gpkg-journal").write_bytes(
        bytes.fromhex("d9d505f920a163d7") + bytes(500) + name + struct.pack(">2I", len(name), 0)
        + bytes.fromhex("d9d505f920a163d7"))
    return path


@case("any")
def layer_names_that_are_statements(folder):
    return geopackage(folder / "a.gpkg", """
        ALTER TABLE covers RENAME TO "x""; DROP TABLE gpkg_contents; --";
        UPDATE gpkg_contents SET table_name = 'x"; DROP TABLE gpkg_contents; --';
        UPDATE gpkg_geometry_columns SET table_name = 'x"; DROP TABLE gpkg_contents; --';""")


@case("any")
def register_of_a_city(folder):
    """A database of SpatiaLite, with triggers that call functions."""
    path = geopackage(folder / "a.gpkg", """
        CREATE TABLE geometry_columns (f_table_name, f_geometry_column, geometry_type, srid);
        CREATE TABLE spatialite_history (a);
        CREATE TRIGGER x BEFORE INSERT ON covers BEGIN SELECT eval('DROP TABLE covers'); END;""")
    return path.rename(folder / "a.db")
