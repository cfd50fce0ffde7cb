"""The peer PostGIS: a PostgreSQL of its own in a temporary folder, started and ended here."""

import contextlib
import io
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

import psycopg2

import city

BINARIES = "/usr/lib/postgresql/15/bin"
SETTINGS = {
    "shared_buffers": "1GB", "work_mem": "256MB", "maintenance_work_mem": "512MB", "jit": "off",
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "4GB",
    "autovacuum": "off", "effective_cache_size": "4GB", "random_page_cost": "1.1",
    "listen_addresses": "127.0.0.1", "max_connections": "20",
}
# Set-based forms of row 1. In the second the grids come first and each is kept prepared for its
# points; the index of the points is made with the clock running.
SETS = {
    "lateral": """
        SELECT count(code) FROM point LEFT JOIN LATERAL (
            SELECT code FROM unit_grid WHERE ST_Covers(unit_grid.geometry, point.geometry)
            ORDER BY code LIMIT 1) AS found ON true
        WHERE id BETWEEN {first} AND {last}""",
    "join": """
        CREATE TEMP TABLE asked AS SELECT * FROM point WHERE id BETWEEN {first} AND {last};
        CREATE INDEX ON asked USING gist (geometry);
        ANALYZE asked;
        SELECT count(*) FROM (
            SELECT asked.id, min(code) FROM unit_grid
            JOIN asked ON ST_Covers(unit_grid.geometry, asked.geometry) GROUP BY asked.id) AS found;
        DROP TABLE asked""",
}


class PostGIS:
    """A running server with a city in it."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port

    def connect(self):
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, dbname="postgres", user="postgres")
        connection.autocommit = True
        return connection

    def version(self):
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT split_part(version(), ' ', 2) || ', PostGIS '"
                           " || postgis_lib_version() || ', GEOS ' || postgis_geos_version()")
            return "PostgreSQL " + cursor.fetchone()[0]

    def load(self, path, points):
        """Copies a city and the points into tables and makes the indexes; says how long it took."""
        began = time.monotonic()
        places, asked = city.read_points(points)
        about = city.categories(path)
        west = places[:, 0].min()
        srid = 32601 + int((west + 180) // 6) if places[:, 1].min() >= 0 else (
            32701 + int((west + 180) // 6))
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor, \
                contextlib.closing(city.connect(path)) as register:
            cursor.execute("CREATE EXTENSION postgis")
            cursor.execute("CREATE FUNCTION plane_srid() RETURNS int LANGUAGE sql IMMUTABLE "
                           f"PARALLEL SAFE AS 'SELECT {srid}'")
            for table, columns in [(area, "code") for area in city.AREAS] + [
                    ("road_chief_segment", "code"), ("component", "code, category")]:
                names = columns.split(", ")
                cursor.execute(f"CREATE TABLE {table} ("
                               + ", ".join(f"{name} text COLLATE \"C\"" for name in names)
                               + ", geometry geometry(Geometry, 4490))")
                # Large borders are quicker to read if they are not compressed.
                cursor.execute(f"ALTER TABLE {table} ALTER geometry SET STORAGE EXTERNAL")
                rows = register.execute(f"SELECT {columns}, hex(AsBinary(geometry)) FROM {table} "
                                        "WHERE geometry IS NOT NULL")
                self.copy(cursor, table, ("\t".join(row) + "\n" for row in rows))
            # Points as the peer likes them best: made, in both systems, with what they look for.
            cursor.execute("CREATE TABLE given (id int, lon float8, lat float8, about text)")
            self.copy(cursor, "given", (
                f"{i + 1}\t{x!r}\t{y!r}\t{about.get(a, '')}\n"
                for i, ((x, y), a) in enumerate(zip(places.tolist(), asked))))
            cursor.execute("CREATE TABLE point AS SELECT id, about, "
                           "ST_SetSRID(ST_MakePoint(lon, lat), 4490) AS geometry FROM given")
        subprocess.run([*self.psql(), "-f",
                        os.path.join(os.path.dirname(__file__), "postgis.sql")],
                       check=True, stdout=subprocess.DEVNULL)
        self.count = len(places)
        return time.monotonic() - began

    def psql(self):
        return ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port),
                "-U", "postgres", "-d", "postgres"]

    @staticmethod
    def copy(cursor, table, lines):
        """COPY of tab-separated lines, a few megabytes at a time."""
        part, size = [], 0
        for line in lines:
            part.append(line)
            size += len(line)
            if size > 16_000_000:
                cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO("".join(part)))
                part, size = [], 0
        cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO("".join(part)))

    def single(self, statement, clients, seconds):
        """Statements a second by pgbench, prepared, each for a random one of the points."""
        script = f"{self.folder}/statement.sql"
        with open(script, "w", encoding="utf-8") as file:
            file.write(f"\\set id random(1, {self.count})\n{statement};\n")
        said = subprocess.run(
            [f"{BINARIES}/pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", str(clients),
             "-T", str(seconds), "-f", script, "-h", self.folder, "-p", str(self.port),
             "-U", "postgres", "postgres"], capture_output=True, text=True, check=True).stdout
        return float(re.search(r"tps = ([0-9.]+) \(without", said).group(1))

    def grid_one_by_one(self, clients, seconds):
        """Row 1: one statement for each point."""
        return self.single(
            "SELECT g.code FROM unit_grid g WHERE ST_Covers(g.geometry, "
            "(SELECT geometry FROM point WHERE id = :id)) ORDER BY g.code LIMIT 1",
            clients, seconds)

    def verdict_one_by_one(self, clients, seconds):
        """Row 2: one call of the function for each point."""
        return self.single(
            "SELECT v.* FROM point, verdict_at(geometry, about) v WHERE id = :id",
            clients, seconds)

    def in_sets(self, statement, clients, count):
        """Points a second by one statement for many points, shared out among clients."""
        share = count // clients
        began = time.monotonic()
        running = [subprocess.Popen(
            [*self.psql(), "-c", "SET max_parallel_workers_per_gather = 0",
             "-c", statement.format(first=i * share + 1, last=(i + 1) * share)],
            stdout=subprocess.DEVNULL) for i in range(clients)]
        if any([process.wait() for process in running]):
            raise RuntimeError("psql failed")
        return share * clients / (time.monotonic() - began)

    def grid_in_sets(self, form, clients, count):
        """Row 1 for many points by one of the forms."""
        return self.in_sets(SETS[form], clients, count)

    def verdict_in_sets(self, clients, count):
        """Row 2 for many points."""
        return self.in_sets(
            "SELECT count(v.unit_grid), count(v.segment), count(v.component) FROM point, "
            "LATERAL verdict_at(geometry, about) v WHERE id BETWEEN {first} AND {last}",
            clients, count)

    def grid_codes(self, limit):
        """The answers of row 1 for the first points, to be compared with the others'."""
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT grid_at(geometry) FROM point WHERE id <= %s ORDER BY id",
                           (limit,))
            return [row[0] for row in cursor]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running():
    """A PostgreSQL in a temporary folder; it refuses to run as root, so root becomes postgres."""
    folder = tempfile.mkdtemp(prefix="bench-postgis-")
    who = {}
    if os.getuid() == 0:
        who = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
        os.chmod(folder, 0o755)
    server = None
    try:
        subprocess.run([f"{BINARIES}/initdb", "-D", f"{folder}/data", "-U", "postgres", "-A",
                        "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
                       cwd=folder, check=True, stdout=subprocess.DEVNULL, **who)
        port = free_port()
        settings = {**SETTINGS, "port": port, "unix_socket_directories": folder}
        with open(f"{folder}/log", "w", encoding="utf-8") as log:
            server = subprocess.Popen(
                [f"{BINARIES}/postgres", "-D", f"{folder}/data"]
                + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")],
                cwd=folder, stdout=log, stderr=log, **who)
        ready = PostGIS(folder, port)
        for _ in range(300):
            try:
                ready.connect().close()
                break
            except psycopg2.OperationalError:
                if server.poll() is not None:
                    break
                time.sleep(0.1)
        else:
            raise RuntimeError("PostgreSQL does not start")
        yield ready
    finally:
        if server is not None:
            # SIGINT ends a PostgreSQL without waiting for clients.
            server.send_signal(2)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
