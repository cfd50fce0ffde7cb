"""Samples of a city's components in right and wrong reference systems, through the whole door."""

import argparse
import collections
import csv
import itertools
import json
import os
import subprocess
import tempfile

import numpy as np
from pyproj import Transformer

import shifts


def zone(longitude):
    """The Gauss-Krüger zone of three degrees in which a city lies."""
    return round(longitude / 3)


def projected(code, longitude, latitude):
    """Easting and northing in an EPSG system whose axes are northing and easting."""
    return Transformer.from_crs("EPSG:4490", f"EPSG:{code}", always_xy=True).transform(
        longitude, latitude)


def writings(number):
    """Name → (what must be said, --crs, longitude and latitude → the two columns)."""
    # EPSG numbers zones with their prefix from 4513 (zone 25) on, without from 4534 on.
    prefixed, bare = 4513 + number - 25, 4534 + number - 25
    return {
        "gcj02": ("gcj02", "EPSG:4490", shifts.gcj02),
        "bd09": ("bd09", "EPSG:4490", shifts.bd09),
        "swapped axes, degrees": ("swapped-axes", "EPSG:4490", lambda x, y: (y, x)),
        "swapped axes, metres": (
            "swapped-axes", f"EPSG:{prefixed}", lambda x, y: projected(prefixed, x, y)[::-1]),
        "neighbouring zone": (
            "wrong-zone", f"EPSG:{bare}", lambda x, y: projected(bare + 1, x, y)),
        "missing prefix": (
            "missing-zone-prefix", f"EPSG:{prefixed}", lambda x, y: projected(bare, x, y)),
        "right, degrees": (None, "EPSG:4490", lambda x, y: (x, y)),
        "right, metres": (None, f"EPSG:{prefixed}", lambda x, y: projected(prefixed, x, y)),
        "right, gcj02": (None, "gcj02", shifts.gcj02),
        "right, bd09": (None, "bd09", shifts.bd09),
    }


def components(city, program, folder):
    """Codes, categories and places of the city's point components."""
    path = os.path.join(folder, "components.csv")
    subprocess.run([program, "export", city, "components", path], check=True,
                   capture_output=True)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [(row["code"], row["category"], row["WKT"]) for row in csv.DictReader(file)
                if row["WKT"].startswith("POINT")]
    places = np.array([[float(n) for n in text[text.index("(") + 1:-1].split()]
                       for _, _, text in rows])
    return [row[:2] for row in rows], places


def said(city, program, path, crs):
    """The group of the datum finding, or None."""
    staged = subprocess.run([program, "stage", city, "components", path, "--crs", crs, "--json"],
                            capture_output=True, text=True, check=True)
    name = json.loads(staged.stdout)["delivery"]
    checked = subprocess.run([program, "check", city, name, "--json"], capture_output=True,
                             text=True, check=False)
    subprocess.run([program, "discard", city, name], check=True, capture_output=True)
    found = [finding["group"].split()[1] for finding in json.loads(checked.stdout)["findings"]
             if finding["rule"] == "datum-suspected"]
    return found[0] if found else None


def sample(path, rows, picked, own_codes, x, y):
    """Writes the picked rows; with codes of its own the survey knows nothing of the register."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["code", "category", "lon", "lat"])
        for number, (place, east, north) in enumerate(zip(picked, x, y)):
            code, category = rows[place]
            # Serial numbers from 900,000 on are not in use.
            code = f"{code[:-6]}{900000 + number}" if own_codes else code
            table.writerow([code, category, f"{east:.7f}", f"{north:.7f}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city")
    parser.add_argument("program")
    parser.add_argument("--samples", type=int, default=20)
    parser.add_argument("--rows", type=int, default=500)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        rows, places = components(options.city, options.program, folder)
        path = os.path.join(folder, "sample.csv")
        cases = writings(zone(places[:, 0].mean()))
        for own_codes, name in itertools.product((False, True), cases):
            expected, crs, write = cases[name]
            answers = collections.Counter()
            for seed in range(options.samples):
                random = np.random.default_rng(seed)
                picked = random.choice(len(rows), options.rows, replace=False)
                # Surveyed again: every place a metre off, give or take.
                off = random.normal(0, 1e-5, (options.rows, 2))
                sample(path, rows, picked, own_codes, *write(*(places[picked] + off).T))
                answers[said(options.city, options.program, path, crs)] += 1
            right = answers[expected]
            wrong += options.samples - right
            print(f"{'codes of its own' if own_codes else 'registered codes'}  {name:24}"
                  f" {right} of {options.samples} right"
                  + ("" if right == options.samples else f": {dict(answers)}"), flush=True)
    raise SystemExit(1 if wrong else 0)


main()
