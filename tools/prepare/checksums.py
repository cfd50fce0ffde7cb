"""Writes gisdata/README.md: what every file is, where it comes from and its checksum.

    python3 tools/prepare/checksums.py gisdata
"""

import csv
import hashlib
import json
import os
import sys

ROOT = sys.argv[1]
STANDARDS = ("Transcriptions of the class lists in public repositories and pages, named row by row in "
             "the column `source`; the official texts were not seen")
CAMBRIDGE = "Cambridge GIS, https://github.com/cambridgegis/cambridgegis_data"
# Per folder: source, licence, reference system, date of the source. Single files differ.
FOLDERS = {
    "catalogue": (STANDARDS, "facts (code lists)", "none", "2026"),
    "cambridge": (CAMBRIDGE, "PDDL 1.0", "WGS 84 (EPSG:4326)", "as published; blocks 2020"),
    "sample": ("invented, `tools/prepare/sample.py`", "CC0 1.0", "CGCS2000 (EPSG:4490)",
               "2026"),
}
FILES = {
    "catalogue/time-limits-sample.csv": (
        "A city's own table of limits, in its 2013 numbering; local practice, not the national table",
        "facts", "none", "legacy edition"),
    "cambridge/people.csv": ("invented", "CC0 1.0", "none", "2026"),
    "cambridge/posts.csv": ("invented persons on the city's grids and major roads",
                            "CC0 1.0", "none", "2026"),
    "cambridge/mandates.csv": ("by layer, not a statement of the city", "CC0 1.0", "none",
                               "2026"),
    "cambridge/organizations.csv": ("names of the departments that the layers mention",
                                    "CC0 1.0", "none", "2026"),
}
NO_PLACE = {"organizations", "people", "posts", "mandates", "precedence", "cases", "faults"}


def rows(path):
    if path.endswith(".csv"):
        with open(path, encoding="utf-8", newline="") as file:
            return sum(1 for _ in csv.DictReader(file))
    with open(path, encoding="utf-8") as file:
        return len(json.load(file)["features"])


def table():
    for folder in FOLDERS:
        for base, _, names in sorted(os.walk(f"{ROOT}/{folder}")):
            for name in sorted(names):
                if name.endswith(".md"):
                    continue
                path = f"{base}/{name}"
                relative = os.path.relpath(path, ROOT)
                facts = FILES.get(relative, FOLDERS[folder])
                if name.split(".")[0] in NO_PLACE:
                    facts = facts[:2] + ("none",) + facts[3:]
                with open(path, "rb") as file:
                    digest = hashlib.sha256(file.read()).hexdigest()
                yield (f"`{relative}`", rows(path), *facts, f"`{digest}`")


HEAD = """# gisdata: in

Everything that a city can be made of without leaving this repository. `catalogue` holds the classes of
components and matters, `sample` an invented town with one example of every rule and fault,
`cambridge` a real city. Files are UTF-8, coordinates are longitude and latitude with seven decimals.

## Cambridge, Massachusetts

Published by the city under the Public Domain Dedication and License. Wards are the districts,
precincts the subdistricts, census blocks the unit grids, police response districts the
responsibility grids, street centrelines the segments; street and park lights, hydrants and benches
are the components. What was changed: areas were put on the lattice of 10⁻⁷ degree with shared
borders, slivers closed and one invalid block repaired; a bench drawn as a line is its middle. Left
out because they lie outside the wards: 35 segments, 165 lights, 18 hydrants and 138 benches.
Maintainers, mandates and posts are by layer and not statements of the city, persons are invented.
`tools/prepare/cambridge.py` made the files from the published ones.

## Catalogues

Secondary transcriptions: verify them against the standards before you claim conformity. Groups,
links from matters to components and equivalents between editions follow the rules that
`tools/prepare/catalogue.py` states.

## Files

| file | rows | source | licence | reference system | date | SHA-256 |
|---|--:|---|---|---|---|---|
"""

with open(f"{ROOT}/README.md", "w", encoding="utf-8", newline="\n") as readme:
    readme.write(HEAD)
    for row in table():
        readme.write("| " + " | ".join(str(cell) for cell in row) + " |\n")
