"""Writes the tables and geometries of gisdata so that their differences can be read."""

import csv
import json


def write_geojson(path, features):
    """A feature collection with one feature a line."""
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        file.write(",\n".join(lines))
        file.write("\n]}\n")


def write_csv(path, header, rows):
    """A CSV file with line feeds."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
