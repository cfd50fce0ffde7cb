"""The peer tippecanoe: the same layers of a city at the same zooms in one archive."""

import contextlib
import json
import os
import subprocess
import sys
import time

import shapely

import city
import map_layers


def write_layers(path, folder, layers):
    """Each layer as a file of GeoJSON features, one a line, which the peer reads in parallel."""
    files = {}
    with contextlib.closing(city.connect(path)) as register:
        for name in layers.names:
            if name == "component-counts":
                continue
            columns, found = map_layers.rows(register, name)
            files[name] = f"{folder}/{name}.geojsonl"
            first, last = layers.zooms(name)
            with open(files[name], "w", encoding="utf-8") as file:
                for *values, shape in found:
                    properties = {column: value for column, value in zip(columns, values)
                                  if value is not None}
                    geometry = shapely.to_geojson(shapely.from_wkb(shape))
                    file.write('{"type":"Feature","tippecanoe":'
                               f'{{"minzoom":{first},"maxzoom":{last}}},"properties":'
                               f"{json.dumps(properties, ensure_ascii=False)},"
                               f'"geometry":{geometry}}}\n')
    return files


def archive(files, target, zooms):
    """Makes an archive: seconds, bytes, and how often a tile was drawn anew with fewer features."""
    program = os.path.join(os.path.dirname(sys.executable), "tippecanoe")
    command = [program, "--output", target, "--force", "--read-parallel",
               "--no-progress-indicator", f"--minimum-zoom={zooms[0]}",
               f"--maximum-zoom={zooms[1]}", "--drop-densest-as-needed"]
    command += [f"--named-layer={name}:{file}" for name, file in files.items()]
    began = time.monotonic()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    seconds = time.monotonic() - began
    return seconds, os.path.getsize(target), said.count("Going to try keeping")
