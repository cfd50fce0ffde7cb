"""Rows 4 and 6, and tiles over HTTP: ours beside PostGIS, tippecanoe and a constant body.

    tools/bench/tiles CITY.db [--count 100] [--seconds 5] [--rounds 3] [--only memory,archive,http]

Tiles in memory are those of random components (`dense`: the more there are, the likelier a tile is
asked for) and random ones of all that show anything (`average`); packing them by gzip is apart.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import city
import map_layers
import mvt
import over_http
import postgis
import server
import tippecanoe

HERE = os.path.dirname(os.path.abspath(__file__))
ZOOMS = (12, 14)
WHOLE = (8, 16)
# Row, unit, what ours must reach; less is better in all of them.
MUST = {"z14": 1.0, "z12": 5.0, "z12 bytes": 200_000, "archive": 10.0, "ratio": 1.3}


def say(text):
    print(text, file=sys.stderr, flush=True)


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def held(value, must):
    return f"{value:.3g} | {must:g} | {'yes' if value <= must else 'no'} |"


# Tiles in memory

def drawn(options, layers, zoom):
    """Our own figures of a zoom by row, from the program's own process."""
    said = subprocess.run(
        [os.environ["BENCH"], "tiles", options.city, "--tiles", options.tiles, "--layers",
         ",".join(layers.names), "--zooms", str(zoom), "--count", str(options.count), "--list"],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in said.splitlines()]


def in_memory(options, layers):
    """Row 4: lines of the table and what must be reached."""
    lines, good = [], []
    with postgis.running() as sql:
        say(f"PostGIS loaded in {mvt.load(sql, options.city, layers):.0f} s, {sql.version()}")
        for zoom in ZOOMS:
            for figure in drawn(options, layers, zoom):
                kind = figure["row"].split()[-1]
                times, sizes = mvt.draw(sql, layers, zoom, figure["tiles"])
                ours = figure["medianMicroseconds"] / 1000
                lines.append(
                    f"| z{zoom} {kind} | {ours:.3f} | {figure['p95Microseconds'] / 1000:.3f} "
                    f"| {figure['medianBytes']:,} | {figure['largestBytes']:,} "
                    f"| {figure['packingMicroseconds'] / 1000:.3f} "
                    f"| {figure['medianPackedBytes']:,} | {statistics.median(times):.1f} "
                    f"| {quantile(times, 0.95):.1f} | {int(statistics.median(sizes)):,} "
                    f"| {max(sizes):,} | {statistics.median(times) / ours:.0f} × |")
                good.append(f"| 4 cold tile z{zoom}, {kind}, median ms | "
                            + held(ours, MUST[f"z{zoom}"]))
                if zoom == 12:
                    good.append(f"| 4 largest tile z12, {kind}, bytes | "
                                + held(figure["largestBytes"], MUST["z12 bytes"]))
    head = ("| tiles | ours, ms | p95 | bytes | largest | gzip, ms | packed bytes "
            "| ST_AsMVT, ms | p95 | bytes | largest | ratio |")
    return [head, "|" + "---|" * 12, *lines], good


# The whole city

def archived(options, layers):
    """Row 6: lines of the table and what must be reached."""
    ours, said = [], {}
    with tempfile.TemporaryDirectory() as folder, server.copied(options.city) as register:
        for turn in range(options.rounds + 1):
            target = f"{folder}/ours-{turn}.pmtiles"
            began = time.monotonic()
            answer = subprocess.run(
                [os.environ["PROGRAM"], "tiles", register, target, "--tiles", options.tiles,
                 "--zooms", f"{WHOLE[0]}-{WHOLE[1]}", "--layers", ",".join(layers.names), "--json"],
                check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            said = json.loads(answer.stdout)
            # The first run makes the snapshot that a city in use has.
            if turn:
                ours.append(time.monotonic() - began)
            os.remove(target)
        say(f"  ours: {[round(one, 1) for one in ours]} s")
        files = tippecanoe.write_layers(options.city, folder, layers)
        peer = [tippecanoe.archive(files, f"{folder}/peer.pmtiles", WHOLE)
                for _ in range(options.rounds)]
    seconds = statistics.median(one[0] for one in peer)
    left = sum(item["features"] for item in said["leftOut"])
    lines = [
        "| archive | seconds | bytes | tiles | left out |", "|---|---|---|---|---|",
        f"| wangge tiles | {statistics.median(ours):.1f} | {said['bytes']:,} | {said['tiles']:,} "
        f"| {left:,} features, each said in its tile |",
        f"| tippecanoe | {seconds:.1f} | {peer[-1][1]:,} | — "
        f"| {peer[-1][2]:,} times it drew a tile anew with fewer features, silently |"]
    return lines, ["| 6 whole city z8–z16 into one archive, s | "
                   + held(statistics.median(ours), MUST["archive"])]


# Over HTTP

def most(target, paths, seconds):
    """Requests a second by wrk, one thread and 64 connections."""
    secret = target.headers["Authorization"].removeprefix("Bearer ")
    said = subprocess.run(
        ["wrk", "-t1", "-c64", f"-d{seconds}s", "--timeout", "30s", "-s", f"{HERE}/tiles.lua",
         f"http://127.0.0.1:{target.port}", "--", paths, secret],
        check=True, capture_output=True, text=True).stdout
    return over_http.rate(said)


def asked(target, tiles):
    """The paths of tiles, the tag of each, and the mean length of an answer packed by gzip."""
    target.headers["Accept-Encoding"] = "gzip"
    found = []
    for tile in tiles:
        path = f"/tiles/all/{tile}.mvt"
        status, headers, body = target.ask(path)
        if status == 200:
            found.append((path, headers["ETag"], len(body)))
    return found, round(statistics.mean(length for _, _, length in found))


def over_http_too(options, layers):
    """Warm tiles and 304s beside a constant body of the same length by the same server."""
    tiles = sorted({tile for zoom in ZOOMS for figure in drawn(options, layers, zoom)
                    for tile in figure["tiles"]})
    lines, good = [], []
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        ours = stack.enter_context(
            server.serving(os.environ["PROGRAM"], options.city, "/tiles/all.json"))
        known, size = asked(ours, tiles)
        for name, length, tag in (("warm tiles", size, False), ("304s", 0, True)):
            with open(f"{folder}/paths", "w", encoding="utf-8") as file:
                file.writelines(f"{path}\t{found if tag else ''}\n" for path, found, _ in known)
            with server.constant(os.environ["BENCH"], length, "/tile") as plain:
                most(ours, f"{folder}/paths", 1)
                rounds = [(most(ours, f"{folder}/paths", options.seconds),
                           most(plain, f"{folder}/paths", options.seconds))
                          for _ in range(options.rounds)]
            mine, theirs = (statistics.median(column) for column in zip(*rounds))
            lines.append(f"| {name} | {length:,} | {mine:,.0f} | {theirs:,.0f} |")
            good.append(f"| constant body ÷ {name} over HTTP | "
                        + held(theirs / mine, MUST["ratio"]))
    head = ["| over HTTP | bytes | ours a second | constant body a second |", "|---|---|---|---|"]
    return head + lines, good


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/tiles")
    parser.add_argument("city", type=os.path.abspath)
    parser.add_argument("--tiles", required=True, type=os.path.abspath)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="memory,archive,http")
    options = parser.parse_args()
    for name in ("PROGRAM", "BENCH"):
        os.environ[name] = os.path.abspath(os.environ[name])
    # A server looks for the folder tiles where it stands.
    os.chdir(os.path.dirname(options.tiles))
    layers = map_layers.Layers(options.tiles)
    parts = {"memory": in_memory, "archive": archived, "http": over_http_too}
    tables, must = [], []
    for name in options.only.split(","):
        say(name)
        table, good = parts[name](options, layers)
        tables += ["", *table]
        must += good
    print(city.size(options.city)[1])
    print("\n".join(tables))
    print("\n| work | ours | must reach at most | holds |\n|---|---|---|---|")
    print("\n".join(must))


main()
