"""The peer PostGIS: vector tiles by ST_AsMVT of the same layers, zooms and attributes."""

import contextlib
import time

import city
import map_layers

# As a PostGIS city would: what tiles need stands ready in the tiles' own plane, on disk in its
# order, and bands of codes are in the order in which ours write them.
PREPARE = """
    ALTER TABLE tiled_{table} ADD COLUMN plane geometry;
    UPDATE tiled_{table} SET plane = ST_Transform(ST_SetSRID(shape, 4326), 3857);
    ALTER TABLE tiled_{table} DROP COLUMN shape;
    CREATE INDEX tiled_{table}_plane ON tiled_{table} USING gist (plane);
    CLUSTER tiled_{table} USING tiled_{table}_plane;
    ANALYZE tiled_{table}"""
LAYER = """(SELECT ST_AsMVT(found, '{name}', 4096, 'drawn') FROM (
    SELECT {attributes}ST_AsMVTGeom(plane, ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS drawn
    FROM tiled_{table} WHERE plane && ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096)
    ORDER BY code) AS found WHERE drawn IS NOT NULL)"""
# Eight by eight cells, each with the number of its members, their box and their middle.
COUNTS = """(SELECT ST_AsMVT(found, 'component-counts', 4096, 'drawn') FROM (
    SELECT count(*) AS count, min(west) AS west, min(south) AS south, max(west) AS east,
        max(south) AS north,
        ST_AsMVTGeom(ST_Centroid(ST_Extent(plane)), ST_TileEnvelope($1, $2, $3), 4096, 0) AS drawn
    FROM (SELECT plane, ST_X(ST_Transform(plane, 4326)) AS west,
            ST_Y(ST_Transform(plane, 4326)) AS south,
            floor((ST_X(plane) - ST_XMin(tile)) / (ST_XMax(tile) - ST_XMin(tile)) * 8) AS i,
            floor((ST_Y(plane) - ST_YMin(tile)) / (ST_YMax(tile) - ST_YMin(tile)) * 8) AS j
        FROM tiled_components, (SELECT ST_TileEnvelope($1, $2, $3) AS tile) AS asked
        WHERE plane && tile) AS placed
    GROUP BY i, j) AS found WHERE drawn IS NOT NULL)"""


def load(sql, path, layers):
    """Copies the layers of a city into a running server; says how long that took."""
    began = time.monotonic()
    with contextlib.closing(sql.connect()) as connection, connection.cursor() as cursor, \
            contextlib.closing(city.connect(path)) as register:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        names = [name for name in layers.names if name != "component-counts"]
        if "component-counts" in layers.names and "components" not in names:
            names.append("components")
        for name in names:
            columns, found = map_layers.rows(register, name)
            table = name.replace("-", "_")
            cursor.execute(f"CREATE TABLE tiled_{table} ("
                           + "".join(f'{column} text COLLATE "C", ' for column in columns)
                           + "shape geometry)")
            sql.copy(cursor, f"tiled_{table}", (
                "\t".join("\\N" if value is None else str(value).translate(ESCAPED)
                          for value in row) + "\n" for row in found))
            for statement in PREPARE.format(table=table).split(";"):
                cursor.execute(statement)
    return time.monotonic() - began


ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def statement(layers, zoom, sql):
    """The statement for tiles of a zoom; $1, $2 and $3 are zoom, column and row."""
    with contextlib.closing(sql.connect()) as connection, connection.cursor() as cursor:
        parts = []
        for name, attributes in layers.at(zoom):
            table = name.replace("-", "_")
            if name == "component-counts":
                parts.append(COUNTS)
                continue
            cursor.execute("SELECT column_name FROM information_schema.columns "
                           "WHERE table_name = %s", (f"tiled_{table}",))
            present = {row[0] for row in cursor}
            carried = [f"{attribute}, " for attribute in attributes if attribute in present]
            if "unowned" in attributes:
                carried.append("CASE WHEN organization IS NULL THEN true END AS unowned, ")
            parts.append(LAYER.format(name=name, table=table, attributes="".join(carried)))
    return "SELECT " + " || ".join(f"coalesce({part}, '')" for part in parts)


def draw(sql, layers, zoom, tiles):
    """Draws tiles one after another over one connection: milliseconds and bytes of each.

    Each is drawn once before, so that the peer reads from memory as we do.
    """
    with contextlib.closing(sql.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(f"PREPARE tile (int, int, int) AS {statement(layers, zoom, sql)}")
        times, sizes = [], []
        for turn in range(2):
            for tile in tiles:
                began = time.perf_counter()
                cursor.execute("EXECUTE tile (%s, %s, %s)", [int(part) for part in tile.split("/")])
                data = cursor.fetchone()[0]
                if turn:
                    times.append((time.perf_counter() - began) * 1000)
                    sizes.append(len(data))
    return times, sizes
