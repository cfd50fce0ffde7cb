"""Compares the program's answers for a city with those of SpatiaLite and of the rules as SQL.

    tools/oracle/run CITY.db PROGRAM [--points 1000000] [--verdicts 100000] [--seed 1]
        [--invent]

The program answers by `resolve --batch`; the oracle reads the register's tables alone. Two
processes share the work. Prints counts and the first differences with what reproduces them.
"""

import argparse
import collections
import csv
import datetime
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

import numpy

import invent
import places
import scratch

CHUNK = 250_000
SHOWN = 20
AREAS = ["coverage", "district", "subdistrict", "community", "unit_grid", "responsibility_grid"]
VERDICT = AREAS + ["road_chief_segment", "component", "organization", "organization_status",
                   "person", "person_status", "basis"]


def resolve(job, rows):
    """What the program answers to rows of id, lon, lat, category and time."""
    asked, answered = f"{job.work}/{job.name}.csv", f"{job.work}/{job.name}-answers.csv"
    with open(asked, "w", encoding="utf-8", newline="") as file:
        file.write("id,lon,lat,category,time\n")
        file.writelines(rows)
    done = subprocess.run([job.program, "resolve", job.city, "--batch", asked, "--out", answered],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"oracle: the program refuses {asked}:\n{done.stderr}")
    with open(answered, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
    os.remove(asked)
    os.remove(answered)


class Job:
    """A share of the places: what to ask and of whom."""

    def __init__(self, name, options, work, x, y, questions=None):
        self.name, self.city, self.program, self.work = name, options.city, options.program, work
        self.x, self.y, self.questions = x, y, questions


class Result:
    """What came of a job: counts, and the first differences in words."""

    def __init__(self):
        self.count = self.too_close = self.differences = 0
        self.shown, self.kinds = [], collections.Counter()

    def compare(self, answer, expected, columns, asked):
        """One answer; `expected` has the columns in their order."""
        self.count += 1
        wrong = [f"{column}: program {answer[column] or '—'}, oracle {value or '—'}"
                 for column, value in zip(columns, expected) if answer[column] != (value or "")]
        if wrong:
            self.differences += 1
            if len(self.shown) < SHOWN:
                self.shown.append(f"  {asked}\n    " + "\n    ".join(wrong))

    def add(self, other):
        self.count += other.count
        self.too_close += other.too_close
        self.differences += other.differences
        self.shown = (self.shown + other.shown)[:SHOWN]
        self.kinds += other.kinds


def contain(job):
    """Compares the areas of the places of a job."""
    database = scratch.connect(f"{job.work}/scratch.db")
    scratch.ask_points(database, job.x, job.y)
    expected = database.execute(f"""
        SELECT {', '.join(AREAS)} FROM point_site JOIN shown USING (site) ORDER BY point
        """)
    x, y = job.x.tolist(), job.y.tolist()
    rows = (f"{i},{scratch.degrees(x[i])},{scratch.degrees(y[i])},,\n" for i in range(len(x)))
    result = Result()
    for i, answer in enumerate(resolve(job, rows)):
        assert answer["id"] == str(i)
        values = next(expected)
        result.kinds[values[0]] += 1
        result.compare(answer, values, AREAS,
                       f"--at {scratch.degrees(x[i])},{scratch.degrees(y[i])}")
    return result


def judge(job):
    """Compares the verdicts of a job."""
    database = scratch.connect(f"{job.work}/scratch.db")
    scratch.ask_points(database, job.x, job.y)
    database.execute("""
        CREATE TEMP TABLE question (
            id INTEGER PRIMARY KEY, x INTEGER, y INTEGER, category TEXT, day TEXT)""")
    questions = [(i, x, y, category, day) for i, (x, y, (category, day)) in
                 enumerate(zip(job.x.tolist(), job.y.tolist(), job.questions))]
    database.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?)", questions)
    scratch.run(database, "3-near.sql", "4-organization.sql", "5-person.sql", "6-verdict.sql")
    too_close = {row[0] for row in database.execute("SELECT question FROM too_close")}
    expected = database.execute(f"SELECT {', '.join(VERDICT)} FROM verdict ORDER BY id")
    rows = (f"{i},{scratch.degrees(x)},{scratch.degrees(y)},{category},{day}\n"
            for i, x, y, category, day in questions)
    result = Result()
    for i, answer in enumerate(resolve(job, rows)):
        assert answer["id"] == str(i)
        values = dict(zip(VERDICT, next(expected)))
        if i in too_close:
            result.count += 1
            result.too_close += 1
            continue
        _, x, y, category, day = questions[i]
        result.kinds[values["coverage"]] += 1
        result.kinds["component near"] += values["component"] is not None
        result.kinds["segment near"] += values["road_chief_segment"] is not None
        result.kinds[f"organization {values['organization_status'] or 'none'}"] += 1
        result.kinds[f"person {values['person_status'] or 'none'}"] += 1
        result.kinds[f"by {(values['basis'] or 'nobody').split(':')[0]}"] += 1
        category = f" --category {category}" if category else ""
        result.compare(answer, values.values(), VERDICT,
                       f"--at {scratch.degrees(x)},{scratch.degrees(y)}{category} --time {day}")
    return result


def shares(name, options, work, x, y, questions=None, size=CHUNK):
    """The jobs for two processes at least."""
    size = min(size, -(-len(x) // 2))
    for start in range(0, len(x), size):
        part = slice(start, start + size)
        yield Job(f"{name}-{start}", options, work, x[part], y[part],
                  questions[part] if questions is not None else None)


def report(what, results, began):
    """Prints the counts of a comparison; says whether there is no difference."""
    total = Result()
    for result in results:
        total.add(result)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(total.kinds.items()) if count)
    print(f"{what}: {total.count:,} compared, {total.differences:,} differences "
          f"in {time.monotonic() - began:.0f} s ({kinds})", flush=True)
    if total.shown:
        print(f"the first {len(total.shown)}, each to be asked with `resolve CITY.db`:")
        print("\n".join(total.shown))
    if total.too_close:
        print(f"{what}: {total.too_close:,} too close for the oracle, within 0.1 mm of a limit "
              f"({total.too_close / total.count:.4%}, allowed are 0.01 %)")
    return total.differences == 0 and total.too_close <= total.count / 10_000


def random_questions(random, database, count):
    """Places and what is asked there: a third anywhere, a third at segments, a third at components,
    a few of these half-way between two."""
    segments = database.execute("SELECT count(*) FROM segment").fetchone()[0]
    components = database.execute("SELECT count(*) FROM component").fetchone()[0]
    categories = [row[0] for row in database.execute("SELECT key FROM category ORDER BY key")]
    askable = {}
    for key, about in database.execute(
            "SELECT key, about FROM category WHERE about IS NOT NULL ORDER BY key"):
        askable.setdefault(about, []).append(key)
    registered = [key for (about,) in database.execute(
        "SELECT DISTINCT category FROM component ORDER BY category") for key in askable[about]]
    category_of = dict(database.execute("SELECT id, category FROM component"))
    days = [datetime.date.today()]
    for column in ("valid_from", "valid_to"):
        for (text,) in database.execute(
                f"SELECT DISTINCT {column} FROM post WHERE {column} IS NOT NULL LIMIT 50"):
            day = datetime.date.fromisoformat(text)
            days += [day + datetime.timedelta(days=shift) for shift in (-1, 0, 1)]

    def any_category():
        share = random.random()
        if share < 0.15:
            return ""
        if share < 0.6 and registered:
            return registered[random.integers(len(registered))]
        return categories[random.integers(len(categories))]

    parts = []
    near_segments = count // 3 if segments else 0
    near_components = count // 3 if components else 0
    halfway = near_components // 10
    x, y = places.random_places(random, database, count - near_segments - near_components)
    parts.append((x, y, [any_category() for _ in x]))
    if near_segments:
        x, y, _ = places.near(random, database, "segment", near_segments, 20)
        parts.append((x, y, [any_category() for _ in x]))
    if near_components:
        for x, y, component in (
                places.near(random, database, "component", near_components - halfway, 12),
                places.between(random, database, halfway)):
            parts.append((x, y, [
                any_category() if random.random() < 0.1 else
                askable[category_of[c]][random.integers(len(askable[category_of[c]]))]
                for c in component.tolist()]))
    x, y = (numpy.concatenate([part[axis] for part in parts]) for axis in (0, 1))
    asked = [category for part in parts for category in part[2]]
    order = random.permutation(len(x))
    return x[order], y[order], [
        (asked[i], days[random.integers(len(days))].isoformat()) for i in order]


def main():
    parser = argparse.ArgumentParser(prog="tools/oracle/run")
    parser.add_argument("city")
    parser.add_argument("program")
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--verdicts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--invent", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if options.invent:
            options.city = invent.invented(
                numpy.random.default_rng(options.seed), options.program, options.city, work)
        began = time.monotonic()
        scratch.make(options.city, f"{work}/scratch.db")
        database = scratch.connect(f"{work}/scratch.db")
        count = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                 for table in ("area", "segment", "component", "post", "mandate")}
        print(f"oracle: {', '.join(f'{number:,} {table}s' for table, number in count.items())} "
              f"read in {time.monotonic() - began:.0f} s, seed {options.seed}", flush=True)
        random = numpy.random.default_rng(options.seed)
        with multiprocessing.Pool(2) as pool:
            began = time.monotonic()
            x, y = places.random_places(random, database, options.points)
            vertices, middles = places.corners(database)
            everywhere = places.in_order(
                numpy.concatenate([x, vertices[:, 0], middles[:, 0]]),
                numpy.concatenate([y, vertices[:, 1], middles[:, 1]]))
            print(f"areas: {options.points:,} random places, {len(vertices):,} vertices, "
                  f"{len(middles):,} middles of edges, {len(everywhere):,} different", flush=True)
            same = report("areas", pool.imap_unordered(contain, shares(
                "areas", options, work, everywhere[:, 0], everywhere[:, 1])), began)
            began = time.monotonic()
            x, y, questions = random_questions(random, database, options.verdicts)
            same = report("verdicts", pool.imap_unordered(judge, shares(
                "verdicts", options, work, x, y, questions, size=50_000)), began) and same
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
