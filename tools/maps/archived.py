"""What `archive` runs."""
import argparse
import filecmp
import gzip
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import mapbox_vector_tile  # noqa: E402
from pmtiles.reader import MmapSource, Reader  # noqa: E402
from pmtiles.tile import Compression, TileType, deserialize_directory, tileid_to_zxy  # noqa: E402
from reading.judge import Judge  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def options():
    parser = argparse.ArgumentParser(prog="archive")
    parser.add_argument("program", type=Path)
    parser.add_argument("--city", default="shigatse")
    parser.add_argument("--components", type=int, default=4000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--zooms", default="6-14")
    parser.add_argument("--decode", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def register(asked, folder):
    """The city: the one that was named, or a new one."""
    if asked.db:
        return asked.db
    path = folder / "city.db"
    subprocess.run([asked.program, "demo", path, "--city", asked.city, "--components",
                    str(asked.components), "--gisdata", ROOT / "gisdata"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path


def write(asked, city, path, *more):
    """An archive, and what the program says of it."""
    said = subprocess.run(
        [asked.program, "tiles", city, path, "--zooms", asked.zooms, "--tiles", ROOT / "tiles",
         "--json", *more], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return json.loads(said.stdout)


def entries(source, header, place, length):
    """The runs of the directory in its order, whatever leaf they are in."""
    for entry in deserialize_directory(source(place, length)):
        if entry.run_length:
            yield entry
        else:
            yield from entries(source, header, header["leaf_directory_offset"] + entry.offset,
                               entry.length)


def directory(judge, source, header):
    """Every run: in order, inside the file, clustered; the counts of the header add up."""
    runs = list(entries(source, header, header["root_offset"], header["root_length"]))
    end = 0
    for before, entry in zip([None, *runs], runs):
        where = tileid_to_zxy(entry.tile_id)
        free = before.tile_id + before.run_length if before else 0
        judge.hold(entry.tile_id >= free, "runs are in order", where)
        judge.hold(entry.offset <= end, "tiles are clustered", where)
        judge.hold(entry.length > 0, "tiles have bytes", where)
        end = max(end, entry.offset + entry.length)
    places = {(entry.offset, entry.length) for entry in runs}
    judge.hold(end == header["tile_data_length"], "the tiles fill their section", end)
    judge.hold(sum(length for _, length in places) == end, "no content overlaps another", end)
    judge.hold(header["addressed_tiles_count"] == sum(run.run_length for run in runs),
               "the header counts tiles", header["addressed_tiles_count"])
    judge.hold(header["tile_entries_count"] == len(runs), "the header counts runs", len(runs))
    judge.hold(header["tile_contents_count"] == len(places), "the header counts contents",
               len(places))
    judge.hold(header["root_offset"] + header["root_length"] <= 16384,
               "the root is within 16,384 bytes", header["root_length"])
    return runs


def tiles(judge, reader, source, header, runs, asked):
    """Every tile by the reader's own look-up; returns the numbers of components of each zoom."""
    first, last = (int(zoom) for zoom in asked.zooms.split("-"))
    contents = {}
    counted = {}
    decoded = 0
    described = {layer["id"]: layer for layer in reader.metadata()["vector_layers"]}
    chance = random.Random(asked.seed)
    share = asked.decode / max(sum(run.run_length for run in runs), 1)
    for run in runs:
        for number in range(run.tile_id, run.tile_id + run.run_length):
            tile = tileid_to_zxy(number)
            packed = reader.get(*tile)
            place = source(header["tile_data_offset"] + run.offset, run.length)
            judge.hold(packed == place, "a look-up finds the tile of its run", tile)
            judge.hold(first <= tile[0] <= last, "tiles are of the zooms asked for", tile)
            bytes_ = gzip.decompress(packed)
            contents.setdefault(bytes_, place)
            judge.hold(contents[bytes_] == place, "equal tiles are kept once", tile)
            if b"component" in bytes_ or chance.random() < share:
                decoded += 1
                look(judge, tile, bytes_, described, counted)
    judge.say(f"{sum(run.run_length for run in runs):,} tiles read, {len(contents):,} different, "
              f"{decoded:,} decoded")
    return counted


def look(judge, tile, data, described, counted):
    """What a decoded tile holds: layers that the metadata name, at their zooms, with their fields."""
    read = mapbox_vector_tile.decode(data)
    for name, layer in read.items():
        judge.hold(name in described, "layers are described", f"{tile} {name}")
        about = described.get(name)
        if not about:
            continue
        # Components that a tile has no room for are counted instead.
        is_instead = name == "component-counts" and "left-out" in read
        judge.hold(about["minzoom"] <= tile[0] <= about["maxzoom"] or is_instead,
                   "layers are at their zooms", f"{tile} {name}")
        judge.hold(layer["features"], "layers have features", f"{tile} {name}")
        for feature in layer["features"]:
            judge.hold(feature["properties"].keys() <= about["fields"].keys(),
                       "fields are described", f"{tile} {name} {list(feature['properties'])}")
            if name == "component-counts":
                counted[tile[0]] = counted.get(tile[0], 0) + feature["properties"]["count"]
            if name == "components":
                counted[tile[0]] = counted.get(tile[0], 0) + 1


def main():
    asked = options()
    judge = Judge()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        city = register(asked, folder)
        said = write(asked, city, folder / "a.pmtiles")
        write(asked, city, folder / "b.pmtiles", "--threads", "3")
        judge.hold(filecmp.cmp(folder / "a.pmtiles", folder / "b.pmtiles", shallow=False),
                   "the same city makes the same bytes", city)
        judge.say(f"written twice: {said}")
        with open(folder / "a.pmtiles", "rb") as file:
            source = MmapSource(file)
            reader = Reader(source)
            header = reader.header()
            judge.hold(header["tile_type"] == TileType.MVT, "tiles are vector tiles", header)
            judge.hold(header["tile_compression"] == header["internal_compression"]
                       == Compression.GZIP, "all is packed by gzip", header)
            judge.hold(header["clustered"], "the header says clustered", header)
            judge.hold(said["tiles"] == header["addressed_tiles_count"], "the program counts tiles",
                       said["tiles"])
            runs = directory(judge, source, header)
            counted = tiles(judge, reader, source, header, runs, asked)
        with sqlite3.connect(f"file:{city}?mode=ro", uri=True) as database:
            total = database.execute("SELECT count(*) FROM component").fetchone()[0]
    for zoom, count in sorted(counted.items()):
        judge.hold(count == total, "every component is counted or drawn once",
                   f"zoom {zoom}: {count:,} of {total:,}")
    judge.say(f"components: {total:,} at each of the zooms {min(counted)} to {max(counted)}")
    sys.exit(judge.report())


main()
