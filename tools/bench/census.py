"""A census of components through the whole door, beside tools that check nothing."""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import postgis

COLUMNS = {
    "code": "GLBJBSM", "substr(category, 11)": "SmallClass", "standard": "standard",
    "name": "GLBJMC", "competent_department": "ZGBMDM", "owner": "QSDWDM",
    "maintainer": "YHDWDM", "state": "GLBJZT", "unit_grid": "SZDYWGBSM",
    "subdistrict": "SZJDDM", "community": "SZSQDM", "initial_date": "CSRQ", "source": "SJLY",
    "location": "LocateDSC", "note": "BZ",
}
POINT = ("CASE WHEN GeometryType(geometry) = 'POINT' THEN geometry"
         " ELSE ST_PointOnSurface(geometry) END AS geometry")
BROKEN = "CASE WHEN id % 100 = 0 THEN '破损' ELSE state END"


def timed(command):
    """Runs a command; its seconds and its largest resident memory in MB."""
    began = time.monotonic()
    result = subprocess.run(["/usr/bin/time", "-f", "%M", *command], check=False,
                            capture_output=True, text=True)
    seconds = time.monotonic() - began
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
    return seconds, int(re.findall(r"(\d+)\s*$", result.stderr)[0]) / 1024


def shapefile(city, path, state):
    """The components of a city as a shapefile of points, if it is not there yet."""
    if os.path.exists(path):
        return
    columns = [f"{BROKEN if column == 'state' else column} AS {name}"
               if (column, state) == ("state", "broken") else f"{column} AS {name}"
               for column, name in COLUMNS.items()]
    subprocess.run(
        ["ogr2ogr", "-f", "ESRI Shapefile", path, city, "-nln", "census", "-nlt", "POINT",
         "-t_srs", "EPSG:4526", "-lco", "ENCODING=GBK", "-dialect", "SQLITE",
         "-sql", f"SELECT {', '.join(columns)}, {POINT} FROM component"], check=True)


def prepare(program, options):
    """The city without components, and the two censuses of it."""
    os.makedirs(options.folder, exist_ok=True)
    full = os.path.join(options.folder, "kaifeng.db")
    empty = os.path.join(options.folder, "empty.db")
    for path, count in ((full, options.components), (empty, 0)):
        if not os.path.exists(path):
            subprocess.run([program, "demo", path, "--city", "kaifeng", "--components",
                            str(count), "--gisdata", options.gisdata],
                           check=True, stdout=subprocess.DEVNULL)
    censuses = [os.path.join(options.folder, name) for name in ("census.shp", "changed.shp")]
    for path, state in zip(censuses, ("whole", "broken")):
        shapefile(full, path, state)
    return empty, *censuses


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--components", type=int, default=780_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gisdata", required=True)
    options = parser.parse_args()
    program = os.environ["PROGRAM"]
    empty, census, changed = prepare(program, options)
    figures = {}

    def note(name, figure):
        figures.setdefault(name, []).append(figure)

    with tempfile.TemporaryDirectory() as work, postgis.running() as server:
        target = f"PG:host=127.0.0.1 port={server.port} dbname=postgres user=postgres"
        for _ in range(options.rounds):
            city = os.path.join(work, "city.db")
            shutil.copyfile(empty, city)
            note("wangge, into an empty city", timed([program, "import", city, "components", census]))
            note("wangge, one in a hundred changed",
                 timed([program, "import", city, "components", changed]))
            note("wangge, the same again", timed([program, "import", city, "components", changed]))
            subprocess.run([program, "verify", city], check=True, stdout=subprocess.DEVNULL)
            os.remove(city)
            plain = os.path.join(work, "plain.sqlite")
            note("ogr2ogr into SpatiaLite",
                 timed(["ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", plain, census]))
            os.remove(plain)
            note("ogr2ogr into PostGIS",
                 timed(["ogr2ogr", "-f", "PostgreSQL", target, census, "-overwrite"]))
    print(f"{options.components} components, medians of {options.rounds} rounds")
    for name, rounds in figures.items():
        seconds = statistics.median(figure[0] for figure in rounds)
        print(f"{name:36} {seconds:6.1f} s {max(figure[1] for figure in rounds):6.0f} MB")


main()
