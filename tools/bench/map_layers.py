"""The layers of the map that a peer can draw too: `tiles/layers.json` and the register's tables."""

import json

AREAS = {
    "districts": "district", "subdistricts": "subdistrict", "communities": "community",
    "unit-grids": "unit_grid", "management-grids": "management_grid",
    "responsibility-grids": "responsibility_grid", "evaluation-grids": "evaluation_grid",
}
TABLES = {**AREAS, "road-chief-segments": "road_chief_segment"}
COLUMNS = ("code", "name", "organization", "road_level")
ACTING = "coalesce(competent_department, owner, maintainer)"


class Layers:
    """What is drawn of each layer at a zoom."""

    def __init__(self, folder, wanted=None):
        with open(f"{folder}/layers.json", encoding="utf-8") as file:
            self.all = json.load(file)["layers"]
        known = [*TABLES, "component-counts", "components"]
        self.names = [layer["id"] for layer in self.all
                      if layer["id"] in (wanted or known) and layer["id"] in known]

    def at(self, zoom):
        """The layers of a zoom with the attributes that tiles carry there."""
        for layer in self.all:
            first, last = layer["zooms"]
            if layer["id"] in self.names and first <= zoom <= last:
                yield layer["id"], [name for name, start in layer["attributes"].items()
                                    if start <= zoom]

    def zooms(self, name):
        return next(layer["zooms"] for layer in self.all if layer["id"] == name)


def columns(register, table):
    """Those of the columns that tiles carry that a table of the register has."""
    present = {row[1] for row in register.execute(f"PRAGMA table_info({table})")}
    return [name for name in COLUMNS if name in present]


def rows(register, name):
    """The columns of a layer, and its rows with their geometry as hexadecimal WKB."""
    if name == "components":
        return (["code", "category", "organization"], register.execute(
            f"SELECT code, category, {ACTING}, hex(AsBinary(CASE WHEN GeometryType(geometry) = "
            "'POINT' THEN geometry ELSE ST_PointOnSurface(geometry) END)) FROM component "
            "WHERE geometry IS NOT NULL"))
    found = columns(register, TABLES[name])
    return found, register.execute(
        f"SELECT {', '.join(found)}, hex(AsBinary(geometry)) FROM {TABLES[name]} "
        "WHERE geometry IS NOT NULL")
