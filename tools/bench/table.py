"""Speed and memory on one city as one table: ours beside the peers, on one machine in one run.

    tools/bench/run CITY.db [--json FILE] [--rounds 3] [--points 1000000]
    tools/bench/run CITY.db --quick [--record]

Ratios are what counts. Each round asks everybody in turn; the medians of the rounds are told. Our
own figures in the process come from `bench lookup CITY.db POINTS.csv` and `bench tiles CITY.db`, one JSON object
a line.
"""

import argparse
import collections
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile

import city
import over_http
import postgis
import server
import spatialite
import starting
import strtree

# Row, work, unit, what ours must reach, and whether more is better.
ROWS = [
    ("1 batch", "1 point → unit grid, batch", "/s", 5e6, True),
    ("1 single", "1 point → unit grid, single", "/s", 2e6, True),
    ("2 batch", "2 full verdict, batch", "/s", 1e6, True),
    ("2 single", "2 full verdict, single, median", "µs", 2.0, False),
    ("3 ratio", "3 constant body ÷ verdict over HTTP", "×", 1.3, False),
    ("3 p99", "3 p99 at half capacity, 16 connections", "ms", 2.0, False),
    ("4 z14", "4 cold tile z14 where components are, median", "ms", 1.0, False),
    ("4 z12", "4 cold tile z12 where components are, median", "ms", 5.0, False),
    ("7", "7 start to first verdict", "s", 0.5, False),
    ("8 rest", "8 resident memory at rest", "MB", 300, False),
    ("8 publishing", "8 resident memory while publishing", "MB", 600, False),
]
# What a peer of a row is asked stands for: single rows are beside the best of the peers, too.
PEERS = {"1 batch": "1", "1 single": "1", "2 batch": "2", "2 single": "2"}
REFERENCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json")
LOSS = 0.3
SET_1, SET_2 = 100_000, 20_000


class Figures:
    """Figures of several rounds by name."""

    def __init__(self):
        self.rounds = collections.defaultdict(list)

    def add(self, name, value):
        self.rounds[name].append(value)
        print(f"  {name}: {number(value)}", file=sys.stderr, flush=True)

    def median(self, name):
        return self.medians().get(name)

    def medians(self):
        return {name: statistics.median(values) for name, values in self.rounds.items()}


def number(value):
    """Three digits that count."""
    if value is None:
        return "—"
    if value >= 1e6:
        return f"{value / 1e6:.3g} M"
    if value >= 1000:
        return f"{value / 1000:.3g} k"
    return f"{value:.3g}"


def lookup(bench, path, points):
    """Our own figures in the process, by row."""
    said = subprocess.run([bench, "lookup", path, points], check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    found = {}
    for line in said.splitlines():
        figure = json.loads(line)
        found[figure["row"]] = figure.get("perSecond", figure.get("medianMicroseconds"))
    return found | drawing(bench, path)


def drawing(bench, path):
    """Our own figures of row 4 in milliseconds; beside the peers they are in tools/bench/tiles."""
    tiles = os.path.join(os.path.dirname(REFERENCE), "..", "..", "tiles")
    said = subprocess.run([bench, "tiles", path, "--tiles", tiles, "--count", "50"], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    figures = [json.loads(line) for line in said.splitlines()]
    return {figure["row"].removesuffix(" dense"): figure["medianMicroseconds"] / 1000
            for figure in figures if figure["row"].endswith(" dense")}


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")),
                     platform.machine())
    return (f"{datetime.date.today()}, {os.cpu_count()} cores of {model}, {platform.system()} "
            f"{platform.release()}")


def peers_agree(program, path, points, *others):
    """The unit grids of the first thousand points: everybody must name the same ones."""
    places, _ = city.read_points(points, 1000)
    with tempfile.TemporaryDirectory() as folder, server.copied(path) as register:
        with open(f"{folder}/in.csv", "w", encoding="utf-8") as file:
            file.write("id,lon,lat\n")
            file.writelines(f"{i},{x:.7f},{y:.7f}\n" for i, (x, y) in enumerate(places.tolist()))
        subprocess.run([program, "resolve", register, "--batch", f"{folder}/in.csv", "--out",
                        f"{folder}/out.csv"], check=True, stdout=subprocess.DEVNULL)
        with open(f"{folder}/out.csv", encoding="utf-8") as file:
            column = file.readline().strip().split(",").index("unit_grid")
            ours = [line.split(",")[column] or None for line in file]
    for other in others:
        if other.grid_codes(1000) != ours:
            sys.exit(f"bench: {other.version()} names other unit grids than wangge")


def measure(options, points, figures):
    """Asks everybody, round by round; says with which versions."""
    program, bench = os.environ["PROGRAM"], os.environ.get("BENCH")
    asked = server.questions(points, 20_000)
    lite, trees = spatialite.SpatiaLite(options.city, points), strtree.Trees(options.city, points)
    with postgis.running() as sql:
        print(f"PostGIS loaded in {sql.load(options.city, points):.0f} s", file=sys.stderr)
        peers_agree(program, options.city, points, sql, lite, trees)
        for turn in range(options.rounds):
            print(f"round {turn + 1}", file=sys.stderr)
            if bench:
                for row, value in lookup(bench, options.city, points).items():
                    figures.add(f"ours {row}", value)
            for clients, who in ((1, "one client"), (2, "two clients")):
                figures.add(f"1 PostGIS, a statement each, {who}",
                            sql.grid_one_by_one(clients, 3))
                for form in postgis.SETS:
                    figures.add(f"1 PostGIS, sets by {form}, {who}",
                                sql.grid_in_sets(form, clients, min(SET_1, options.points)))
                figures.add(f"2 PostGIS, a call each, {who}", sql.verdict_one_by_one(clients, 3))
                figures.add(f"2 PostGIS, sets, {who}",
                            sql.verdict_in_sets(clients, min(SET_2, options.points)))
            figures.add("1 SpatiaLite, a statement each", lite.one_by_one(lite.grid, 3))
            figures.add("1 SpatiaLite, sets", lite.in_sets())
            figures.add("2 SpatiaLite, statements", lite.one_by_one(lite.verdict, 3))
            figures.add("1 Shapely", trees.in_sets(trees.grid, options.points))
            figures.add("2 Shapely", trees.in_sets(trees.verdict, min(SET_1, options.points)))
        versions = [sql.version(), lite.version(), trees.version()]
    over = over_http.measure(program, bench, options.city, points, rounds=options.rounds)
    figures.add("ours 3 a second", over["ours"])
    if over["constant"]:
        figures.add("3 constant body a second", over["constant"])
        figures.add("ours 3 ratio", over["constant"] / over["ours"])
        figures.add("3 p99 of the load generator on the constant body, ms", over["constant p99"])
    figures.add("ours 3 p99", over["ours p99"])
    figures.add("ours 7", starting.start_to_verdict(program, options.city, asked[0]))
    memory = starting.memory(program, options.city, asked)
    figures.add("ours 8 rest", memory["rest VmRSS"])
    figures.add("ours 8 publishing", memory["publishing server"])
    for kind in ("RssAnon", "RssFile", "Pss"):
        figures.add(f"8 {kind} at rest, MB", memory[f"rest {kind}"])
    figures.add("8 largest of the publishing process, MB", memory["publishing publisher"])
    return versions


def rows(figures):
    """The table's rows: work, ours, the best peer, ratio, what must be reached, whether it is."""
    for row, work, unit, must, is_more in ROWS:
        ours = figures.median(f"ours {row}")
        peer = max(((value, name[2:]) for name, value in figures.medians().items()
                    if row in PEERS and name.startswith(f"{PEERS[row]} ")), default=None)
        rate = None if ours is None else ours if is_more else 1e6 / ours
        yield {
            "row": row, "work": work, "ours": ours, "unit": unit,
            "bestPeer": peer and peer[1], "peer": peer and peer[0],
            "ratio": rate / peer[0] if peer and rate else None,
            "mustReach": must, "isMore": is_more,
            "holds": None if ours is None else ours >= must if is_more else ours <= must,
        }


def tell(figures, table):
    """Prints the table and everybody's figures as Markdown."""
    print("\n| work | ours | best peer | ratio | must reach | holds |\n|---|---|---|---|---|---|")
    for row in table:
        unit = row["unit"]
        peer = f"{number(row['peer'])}/s {row['bestPeer']}" if row["peer"] else "—"
        ratio = f"{number(row['ratio'])} ×" if row["ratio"] else "—"
        sign = "≥" if row["isMore"] else "≤"
        holds = {None: "not measured", True: "yes", False: "no"}[row["holds"]]
        print(f"| {row['work']} | {number(row['ours'])} {unit} | {peer} | {ratio} "
              f"| {sign} {number(row['mustReach'])} {unit} | {holds} |")
    print("\n| figure | median | rounds |\n|---|---|---|")
    for name, values in figures.rounds.items():
        print(f"| {name} | {number(statistics.median(values))} "
              f"| {', '.join(number(value) for value in values)} |")


def quick(options, points):
    """Compares our ratios to the naive way and to a constant body, measured in the same run, with the
    stored ones."""
    bench = os.environ.get("BENCH")
    if not bench:
        sys.exit("bench: BENCH names no program")
    code, line = city.size(options.city)
    runs = [lookup(bench, options.city, points) for _ in range(3)]
    medians = {row: statistics.median(run[row] for run in runs) for row in runs[0]}
    units = {row: is_more for row, _, _, _, is_more in ROWS}
    ratios = {row: round((value if units.get(row, True) else 1e6 / value) / medians["naive"], 3)
              for row, value in medians.items() if row != "naive"}
    program = os.environ["PROGRAM"]
    ratios["3"] = round(over_http.share(program, bench, options.city, points), 3)
    with open(REFERENCE, encoding="utf-8") as file:
        reference = json.load(file)
    if options.record:
        reference["cities"][code] = ratios
        with open(REFERENCE, "w", encoding="utf-8") as file:
            json.dump(reference, file, indent=2, ensure_ascii=False, sort_keys=True)
            file.write("\n")
        print(f"bench: stored for {code}: {ratios}")
        return True
    stored = reference["cities"].get(code)
    if stored is None:
        sys.exit(f"bench: nothing is stored for {code}; --quick --record stores it")
    print(line)
    good = True
    for row, before in stored.items():
        now = ratios.get(row, 0)
        lost = 1 - now / before
        good = good and lost <= LOSS
        beside = ("a constant body" if row == "3" else
                  "the naive way, thousands of tiles" if row.startswith("4") else "the naive way")
        print(f"{row}: {number(now)} × {beside}, {number(before)} × stored, "
              f"{'lost too much' if lost > LOSS else 'good'}")
    return starts_well(program, options.city, points) and good


def starts_well(program, path, points):
    """Rows 7 and 8 have no ratio: they are held against what must be reached."""
    asked = server.questions(points, 1000)
    must = {row: value for row, _, _, value, _ in ROWS}
    seconds = starting.start_to_verdict(program, path, asked[0], times=3)
    with server.serving(program, path, asked[0]) as running:
        for question in asked:
            running.get(question)
        megabytes = running.memory()["VmRSS"]
    print(f"7: {seconds:.2f} s to the first verdict, {must['7']} s at most")
    print(f"8: {megabytes:.0f} MB at rest, {must['8 rest']} MB at most")
    return seconds <= must["7"] and megabytes <= must["8 rest"]


def warn_of_load():
    """Other work on the machine lengthens the tail of every latency."""
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"bench: the machine is busy (load {load:.1f}); quiet it for figures that count",
              file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/run")
    parser.add_argument("city")
    parser.add_argument("--json")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.points = min(options.points, 200_000)
    warn_of_load()
    with tempfile.TemporaryDirectory() as folder:
        points = f"{folder}/points.csv"
        city.write_points(options.city, points, options.points, seed=1)
        if options.quick:
            sys.exit(0 if quick(options, points) else 1)
        figures = Figures()
        versions = measure(options, points, figures)
    table = list(rows(figures))
    print("; ".join([machine(), *versions]))
    print(city.size(options.city)[1])
    tell(figures, table)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"machine": machine(), "versions": versions,
                       "city": city.size(options.city)[1], "rows": table,
                       "figures": figures.rounds}, file, indent=2, ensure_ascii=False)
            file.write("\n")


if __name__ == "__main__":
    main()
