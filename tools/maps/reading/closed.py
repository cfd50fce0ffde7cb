"""Closed: no name or number of a person leaves the program, and each layer asks for its role."""
import csv
import json
import subprocess

from reading.register import LAYERS, Register
from reading.served import ROOT, Server, say

SAMPLE = ROOT / "gisdata" / "sample"
# No text of the sample holds these.
NAMES = "龘靐齉爩鱻麤龗灪"
TELEPHONE = "1390000770"


def look(judge, program, folder):
    city = folder / "closed.db"
    subprocess.run([ROOT / "tools" / "make-sample", program, city], check=True, capture_output=True)
    secrets = people(program, city, folder)
    register = Register(city)
    with Server(program, city) as server:
        tiles = [tile for zoom in register.zooms for tile in register.tiles(zoom)]
        asked = [f"/tiles/all/{zoom}/{column}/{row}.mvt" for zoom, column, row in tiles]
        asked += pages(server)
        for path in asked:
            for token in ("viewer", None):
                quiet(judge, server.get(path, token=token), path, secrets)
        roles(judge, server, tiles[-1])
    judge.say(f"closed: {len(secrets)} names and numbers looked for in {len(asked)} answers")


def people(program, city, folder):
    """Gives everybody a name and a number that nothing else has."""
    with open(SAMPLE / "people.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    for place, row in enumerate(rows):
        row["name"] = NAMES[place % 8] + NAMES[(place + 3) % 8] + NAMES[(place // 8) % 8]
        row["telephone"] = f"{TELEPHONE}{place}"
    path = folder / "people.csv"
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    say(program, "import", city, "people", path)
    return [row["name"] for row in rows] + [row["telephone"] for row in rows]


def pages(server):
    """What else can be read about the map."""
    paths = ["/", "/map.json", "/style.json", "/style.json?lang=en", "/tiles/all.json", "/api",
             "/conformance", "/collections", "/help", "/v1/editions", "/v1/mine?organization=SW",
             "/v1/nearby?at=120.0005,30.0005&theme=%E9%87%8D%E7%82%B9%E5%8C%BA%E5%9F%9F",
             "/v1/nearby?at=120.0005,30.0005&category=component/01001"]
    for word in [*NAMES, TELEPHONE, f"{TELEPHONE}0", "RY-01", "%E5%8C%BA"]:
        word = word if word.isascii() else "".join(f"%{byte:02X}" for byte in word.encode())
        paths.append(f"/v1/search?q={word}")
    told = server.get("/collections")
    if told.status == 200:
        for collection in told.json().get("collections", []):
            name = f"/collections/{collection['id']}"
            paths += [name, f"{name}/items?limit=1000", f"{name}/items?limit=1000&f=html",
                      f"{name}/queryables"]
    return paths


def quiet(judge, told, path, secrets):
    judge.hold(told.status < 500, "an answer is a fault of the server", f"{path} {told.status}")
    text = told.data.decode("utf-8", "replace")
    for secret in secrets:
        escaped = json.dumps(secret)[1:-1]
        named = secret in text or escaped in text or escaped.upper() in text.upper()
        # What somebody asked for is not told by saying it back.
        echoed = path.startswith("/v1/search") and secret in path and '"results":[]' in text
        judge.hold(not named or echoed or told.status >= 400, "somebody is named",
                   f"{path} {secret}")
    # The three characters of a name, wherever they stand; `/v1/search` may say back what was asked.
    if "search" not in path:
        judge.hold(not any(letter in text for letter in NAMES), "somebody is half named", path)


def roles(judge, server, tile):
    """Each layer by itself, as the public and with a token."""
    with open(LAYERS) as file:
        layers = json.load(file)["layers"]
    zoom, column, row = tile
    for layer in layers:
        is_open = layer["role"] == "public"
        for path in [f"/tiles/{layer['id']}/{zoom}/{column}/{row}.mvt",
                     f"/tiles/{layer['id']}.json", f"/collections/{layer['id']}",
                     f"/collections/{layer['id']}/items"]:
            known = server.get(path)
            public = server.get(path, token=None)
            wrong = server.get(path, token="wg_nobody")
            if known.status == 404:
                judge.measure("layers without a route", 1, path)
                continue
            judge.hold(known.status in (200, 204), "a viewer is refused", f"{path} {known.status}")
            wanted = (200, 204) if is_open else (401, 403)
            judge.hold(public.status in wanted, "the public is not told apart",
                       f"{path} {public.status}")
            # Who guesses too often must wait.
            judge.hold(wrong.status in (401, 429), "a wrong token is taken", f"{path} {wrong.status}")
    mixed = f"/tiles/districts,components/{zoom}/{column}/{row}.mvt"
    judge.hold(server.get(mixed, token=None).status in (401, 403), "a closed layer hides", mixed)
