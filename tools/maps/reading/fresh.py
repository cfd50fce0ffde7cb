"""Fresh: a moved component changes its tiles at once, and no others."""
import http.client
import sqlite3
import threading
import time

import numpy
from osgeo import ogr

from reading import right
from reading import tile as tiles
from reading.mercator import world
from reading.served import Server, say

# Within so many seconds of the commit a tile is new.
SOON = 0.1
COLUMNS = ["code", "unit_grid", "subdistrict", "community"]


def look(judge, program, city, server, register, seed):
    code, before, after = moved(city)
    old, new = (path(register, place) for place in (before, after))
    others = [tile for zoom in register.zooms
              for tile in right.chosen(register, zoom, 12, seed) if tile not in old + new]
    tags = {tile: server.tile(tile).tag for tile in old + new + others}
    packing(judge, server, others + new)
    refusals(judge, server)
    watch = Watch(server, city, new[-1])
    say(program, "set", city, "components", code, f"lon={after[0]}", f"lat={after[1]}",
        *[f"{name}={value}" for name, value in after[2].items()])
    watch.end()
    judge.within("seconds from the commit to the new tile", watch.delay(), SOON, new[-1])
    with Server(program, city) as truth:
        for tile in set(old + new):
            told = server.tile(tile)
            judge.hold(told.data == truth.bytes(tile), "a moved component's tile is old", tile)
            is_shared = tile in old and tile in new
            judge.hold(told.tag != tags[tile] or is_shared, "a new tile has its old tag", tile)
            judge.hold(server.tile(tile, tag=tags[tile]).status == 200 or is_shared,
                       "a new tile is said to be unchanged", tile)
        for tile in others:
            judge.hold(truth.tile(tile).tag == tags[tile], "a restart changes a tag", tile)
    here = tiles.by_package(server.bytes(new[-1]))["components"]
    judge.hold(code in {feature.texts["code"] for feature in here}, "it is not there", new[-1])
    there = tiles.by_package(server.bytes(old[-1])).get("components", [])
    judge.hold(code not in {feature.texts["code"] for feature in there}, "it is there yet", old[-1])
    for tile in others:
        told = server.tile(tile, tag=tags[tile])
        judge.hold(told.tag == tags[tile], "a tile elsewhere has another tag", tile)
        judge.hold(told.status == 304 and not told.body, "an unchanged tile is sent again",
                   f"{tile} {told.status}")
    judge.say(f"fresh: {watch.delay() * 1000:.1f} ms after the commit; "
              f"{len(set(old + new))} tiles new, {len(others)} unchanged")


def moved(city):
    """A component, where it stands, and a place of another component far away with its grid."""
    source = ogr.Open(str(city))
    table = source.GetLayerByName("component")
    rows = []
    for feature in table:
        shape = feature.GetGeometryRef()
        if shape.GetGeometryType() == ogr.wkbPoint:
            rows.append((shape.GetX(), shape.GetY(),
                         {name: feature.GetField(name) or "" for name in COLUMNS}))
    places = numpy.array([row[:2] for row in rows])
    first = int(places[:, 0].argmin())
    last = int(((places - places[first]) ** 2).sum(axis=1).argmax())
    texts = dict(rows[last][2])
    texts.pop("code")
    x, y = places[last] + [0.00003, 0.00003]
    return rows[first][2]["code"], tuple(places[first]), (round(x, 7), round(y, 7), texts)


def path(register, place):
    """The tiles of a place from the coarsest zoom to the finest."""
    x, y = world(numpy.array([place[:2]]))[0]
    return [(zoom, int(x * 2 ** zoom), int(y * 2 ** zoom)) for zoom in register.zooms]


class Watch:
    """Two threads: when the edition is in the file, and when the tile is new."""

    def __init__(self, server, city, tile):
        self.is_over = False
        self.committed = self.seen = None
        self.server, self.city, self.tile = server, city, tile
        self.threads = [threading.Thread(target=work) for work in (self._file, self._tile)]
        self.ready = threading.Barrier(3)
        for thread in self.threads:
            thread.start()
        self.ready.wait()

    def _file(self):
        with sqlite3.connect(f"file:{self.city}?mode=ro", uri=True) as file:
            newest = "SELECT max(number) FROM edition"
            before = file.execute(newest).fetchone()
            self.ready.wait()
            while not self.is_over and self.committed is None:
                if file.execute(newest).fetchone() != before:
                    self.committed = time.monotonic()
                time.sleep(0.0005)

    def _tile(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        before = self.server.tile(self.tile, connection=connection).tag
        self.ready.wait()
        while not self.is_over and self.seen is None:
            reply = self.server.tile(self.tile, tag=before, connection=connection)
            if reply.status != 304:
                self.seen = time.monotonic()
            time.sleep(0.0005)
        connection.close()

    def end(self):
        """Waits for both, 5 s at most."""
        until = time.monotonic() + 5
        while time.monotonic() < until and None in (self.committed, self.seen):
            time.sleep(0.001)
        self.is_over = True
        for thread in self.threads:
            thread.join()

    def delay(self):
        if self.committed is None or self.seen is None:
            return float("inf")
        return max(self.seen - self.committed, 0.0)


def packing(judge, server, looked):
    for tile in looked:
        plain = server.tile(tile)
        packed, again = (server.tile(tile, packed=True) for _ in range(2))
        judge.hold(packed.data == plain.data, "packed and plain tile differ", tile)
        judge.hold(packed.body == again.body, "a tile is packed in two ways", tile)
        judge.hold(plain.status == (200 if plain.data else 204), "an empty tile is not 204", tile)
        if plain.data:
            judge.hold(packed.is_packed, "what is asked for as gzip is none", tile)
            judge.hold(packed.tag != plain.tag, "packed and plain tile have one tag", tile)
        for tag in (plain.tag, packed.tag, f"W/{plain.tag}"):
            told = server.tile(tile, tag=tag)
            judge.hold(told.status == 304 and not told.body, "a known tile is sent", f"{tile} {tag}")


def refusals(judge, server):
    """Out of range is said with a reason; nothing is a fault of the server."""
    for path in ["all/17/0/0", "all/5/0/0", "all/10/1024/0", "all/10/0/1024", "all/10/-1/0",
                 "all/99999999999999999999/0/0", "all/x/y/z", "nothing/10/0/0", ",/10/0/0",
                 "all,all/10/0/0", "%00/10/0/0", "all/10/0/0%2e"]:
        told = server.get(f"/tiles/{path}.mvt")
        judge.hold(told.status in (204, 400, 404), "a strange tile is not refused",
                   f"{path} {told.status}")
        if told.status >= 400:
            judge.hold("problem+json" in told.headers.get("content-type", ""),
                       "a refusal has no reason", path)
            judge.hold(told.json().get("detail"), "a refusal has no reason", path)
