"""Compares the verdicts on Washington DC's requests with the labels of the city itself.

    python3 tools/dc/compare.py DELIVERIES VERDICTS.csv

Prints every ward that differs, with the distance of the place to the border of the labelled ward,
and how many agencies were named rightly on the days that no rule was made from. Needs shapely 2.
"""

import collections
import csv
import json
import math
import sys

import shapely
from shapely.geometry import Point, shape

DELIVERIES, VERDICTS = sys.argv[1], sys.argv[2]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def metres(geometry, place):
    """The distance to a geometry in the plane of the place's latitude."""
    north = 111_132.95 - 559.85 * math.cos(2 * math.radians(place.y))
    east = 111_412.84 * math.cos(math.radians(place.y)) - 93.5 * math.cos(3 * math.radians(place.y))

    def scaled(g):
        return shapely.transform(g, lambda xy: (xy - [place.x, place.y]) * [east, north])
    return scaled(geometry).distance(scaled(place))


with open(f"{DELIVERIES}/districts.geojson", encoding="utf-8") as file:
    borders = {f["properties"]["code"]: shape(f["geometry"]).boundary
               for f in json.load(file)["features"]}
verdicts = {row["id"]: row for row in rows(VERDICTS)}
labels = rows(f"{DELIVERIES}/labels.csv")

labelled = [label for label in labels if label["ward"]]
wrong = [label for label in labelled if verdicts[label["id"]]["district"] != label["ward"]]
for label in wrong:
    place = Point(float(label["lon"]), float(label["lat"]))
    answer = verdicts[label["id"]]["district"]
    print(f"{label['id']}: label ward {label['ward']}, answer {answer or 'outside'}, "
          f"{metres(borders[label['ward']], place):.4f} m from the labelled ward's border")
share = 1 - len(wrong) / len(labelled)
print(f"ward: {len(labelled) - len(wrong)} of {len(labelled)} as labelled ({share:.4%})")

test = [label for label in labels if label["is_test"] == "1" and label["agency"]]
right = collections.Counter()
total = collections.Counter()
for label in test:
    verdict = verdicts[label["id"]]
    rule = verdict["basis"].split(" > ")[0].split(":")[0] or "none"
    key = (rule, verdict["organization_status"] or "none")
    total[key] += 1
    right[key] += verdict["organization"] == label["agency"]
for key in sorted(total):
    print(f"agency by {key[0]}, {key[1]}: {right[key]} of {total[key]}")
print(f"agency: {sum(right.values())} of {len(test)} on the days without rules "
      f"({sum(right.values()) / len(test):.4%})")
sys.exit(0 if share >= 0.9985 else 1)
