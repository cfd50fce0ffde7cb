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
ADCODE = "Vonng/adcode, https://github.com/Vonng/adcode, Feng Ruohang"
# Per folder: source, licence, reference system, date of the source. Single files differ.
FOLDERS = {
    "catalogue": (STANDARDS, "facts (code lists)", "none", "2026"),
    "cambridge": (CAMBRIDGE, "PDDL 1.0", "WGS 84 (EPSG:4326)", "as published; blocks 2020"),
    "china": (ADCODE, "CC BY 4.0", "CGCS2000 (EPSG:4490), converted from GCJ-02", "July 2016"),
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
NO_PLACE = {"divisions", "organizations", "people", "posts", "duties", "mandates", "precedence",
            "channels", "time-limits", "calendar", "cases", "faults"}


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


def mappings():
    """A row for every mapping file: what it reads, from whom, under which licence."""
    for name in sorted(os.listdir(f"{ROOT}/mappings")):
        with open(f"{ROOT}/mappings/{name}", encoding="utf-8") as file:
            mapping = json.load(file)
        yield name.removesuffix(".json"), mapping["layer"], mapping["source"], mapping["licence"]


HEAD = """# gisdata: in

Everything that a city can be made of without leaving this repository. `catalogue` holds the classes of
components and matters, `sample` an invented town with one example of every rule and fault,
`cambridge` a real city, `china` outlines and code lists of cities to grow. Files are UTF-8, coordinates are longitude and latitude with seven decimals.

## Cambridge, Massachusetts

Published by the city under the Public Domain Dedication and License. Wards are the districts,
precincts the subdistricts, census blocks the unit grids, police response districts the
responsibility grids, street centrelines the segments; street and park lights, hydrants and benches
are the components. What was changed: areas were put on the lattice of 10⁻⁷ degree with shared
borders, slivers closed and one invalid block repaired; a bench drawn as a line is its middle. Left
out because they lie outside the wards: 35 segments, 165 lights, 18 hydrants and 138 benches.
Maintainers, mandates and posts are by layer and not statements of the city, persons are invented.
`tools/prepare/cambridge.py` made the files from the published ones.

## Districts of Chinese cities

Outlines of districts and the five-level code list of [Vonng/adcode](https://github.com/Vonng/adcode)
by Feng Ruohang, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), state of July 2016. They
are what `wangge demo` grows cities on. `tools/prepare/china.py` made the files; changes: the outlines
were published in GCJ-02, the shifted datum of public maps, and were taken back to CGCS2000 by
inverting the shift; put on the lattice of 10⁻⁷ degree with shared borders; ground that two districts
enclose and none has was given to the neighbour (2 places in Shenyang); and thinned to a few metres,
thirty in Shigatse. Of the list stand here the subdistricts and communities of districts that have an
outline, without virtual ones and development zones.

How far the outlines lie from those of the same counties in a map of the country in CGCS2000 (whose
licence is not stated, so that it is not here); the two were drawn at different times and scales, so
that some hundred metres remain where borders were drawn otherwise:

| city | vertices, median / 95 % before | after | centroids, median before | after |
|---|--:|--:|--:|--:|
| Shenyang | 347 / 745 m | 94 / 467 m | 563 m | 132 m |
| Nanchang | 509 / 8,801 m | 118 / 8,991 m | 646 m | 63 m |
| Kaifeng | 313 / 688 m | 94 / 373 m | 508 m | 77 m |
| Shigatse | 280 / 664 m | 105 / 439 m | 440 m | 102 m |

Nanchang's districts were redrawn in 2019, hence its 95 %; in Tiexi and Liaozhong of Shenyang the
two sources differ by kilometres.

## Catalogues

Secondary transcriptions: verify them against the standards before you claim conformity. Groups,
links from matters to components and equivalents between editions follow the rules that
`tools/prepare/catalogue.py` states.

## Mapping files

`mappings` holds how real sources are read, for `wangge stage --mapping FILE`: which header means
which column, what the source's words mean, constants, the reference system. They are written here
(CC0 1.0) and hold no data; the data stay where their publishers have them, as not every licence is
stated. `tools/real-censuses` delivers the sources with them and compares what is found with their
known defects. One of them, shortened:

```json
{"layer": "components", "source": "…", "licence": "…", "crs": "EPSG:4326", "encoding": "UTF-8",
 "columns": {
   "code": {"from": "HYDRANT_ID", "prefix": "HY-", "digits": 4},
   "category": {"constant": "component/01013"},
   "owner": {"from": "ContractAuthority", "values": {"CAM": "CAM-WATER"}, "otherwise": "PRIVATE"},
   "location": "HYDRANT_LOCATION"}}
```

`layer` and `columns` must stand there; `axes`, `pipeline` and `file-layer` may, and mean what the
options of these names mean. Told options come first. Under `columns` stands for each column the
header alone, or an object: `from` is the header, `values` the source's words and ours (an empty
text for nothing), `without` a beginning to drop, `digits` how far whole numbers are filled up with
zeros, `prefix` what is put before, `otherwise` what stands where the row says nothing. Without
`from`, `constant` is what every row says, and `"numbered": true` gives each row its number in the
file: only for things without a number, and only as long as the file keeps its order. Headers that
are not named are not taken in. A key that means nothing is refused.

| mapping | layer | source | licence of the source |
|---|---|---|---|
{mappings}

## Files

| file | rows | source | licence | reference system | date | SHA-256 |
|---|--:|---|---|---|---|---|
"""

with open(f"{ROOT}/README.md", "w", encoding="utf-8", newline="\n") as readme:
    lines = ["| " + " | ".join(row) + " |" for row in mappings()]
    readme.write(HEAD.replace("{mappings}", "\n".join(lines)))
    for row in table():
        readme.write("| " + " | ".join(str(cell) for cell in row) + " |\n")
