"""Deliveries of components that differ from what is registered by a few lattice units."""

import contextlib
import csv
import json
import os
import re
import subprocess
import time

import city

NUMBER = re.compile(r"(-?\d+\.?\d*) (-?\d+\.?\d*)")


def exported(program, register):
    """The components as the program writes them: a CSV beside the register."""
    path = os.path.join(os.path.dirname(register), "components.csv")
    if not os.path.exists(path):
        subprocess.run([program, "export", register, "components", path],
                       check=True, stdout=subprocess.DEVNULL)
    return path


def shifted(text, units):
    """A well-known text, moved eastward."""
    return NUMBER.sub(lambda place: f"{float(place[1]) + units / 1e7:.7f} {place[2]}", text)


def all_moved(program, register, units=3):
    """Every component, moved."""
    source = exported(program, register)
    target = source.replace(".csv", f"-moved-{units}.csv")
    with open(source, encoding="utf-8-sig", newline="") as original, \
            open(target, "w", encoding="utf-8", newline="") as moved:
        rows = csv.reader(original)
        writer = csv.writer(moved)
        writer.writerow(next(rows))
        writer.writerows([shifted(row[0], units), *row[1:]] for row in rows)
    return target


def one_moved(program, register, distances):
    """Deliveries of one component, each at another distance in units; with its code."""
    source = exported(program, register)
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        points = [row for row in rows if row[0].startswith("POINT")]
    row = points[len(points) // 2]
    paths = []
    for number, units in enumerate(distances):
        path = source.replace(".csv", f"-one-{number}.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, [shifted(row[0], units), *row[1:]]])
        paths.append(path)
    return row[header.index("code")], paths


def edition(register):
    """The number of the current edition in the register itself."""
    with contextlib.closing(city.connect(register)) as database:
        return database.execute("SELECT max(number) FROM edition").fetchone()[0]


def wait_for_edition(running, question, seconds=120):
    """Waits until the server answers from the register's current edition."""
    wanted = edition(running.register)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if json.loads(running.get(question)[1])["edition"] >= wanted:
            return
        time.sleep(0.01)
    raise RuntimeError(f"edition {wanted} is not served after {seconds} s")
