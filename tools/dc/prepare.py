"""Turns Washington DC's open data into deliveries for the ordinary import.

    python3 tools/dc/prepare.py ORIGINALS OUT

ORIGINALS has the folders boundaries, roads, assets and requests with the published files, gzipped.
Geometries are handed on as published; a polygon that is not valid is repaired and counted. Needs
shapely 2.

The rules of who handles what are made from the first 20 days of requests alone; the last 10 are
left for the test. People appear in people.csv only, everywhere else by a code that says nothing.
"""

import csv
import datetime
import gzip
import json
import os
import sys

import shapely
from shapely.geometry import mapping, shape

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "prepare"))
from tables import write_csv, write_geojson  # noqa: E402

ORIGINALS, OUT = sys.argv[1], sys.argv[2]
TRAINING_DAYS = 20
LAMP, HYDRANT, CAN, METER = "DC-LIGHT", "DC-HYDRANT", "DC-CAN", "DC-METER"
AGENCIES = {
    "DPW": "Department of Public Works", "DDOT": "District Department of Transportation",
    "DOH": "Department of Health", "FEMS": "Fire and Emergency Medical Services",
    "DOEE": "Department of Energy and Environment", "OUC": "Office of Unified Communications",
}
LIGHT_OWNERS = {"DDOT": "DDOT", "Verizon": "VERIZON", "PEPCO": "PEPCO", "Other": "OTHER"}


def read(name):
    with gzip.open(f"{ORIGINALS}/{name}.geojson.gz", "rt", encoding="utf-8") as file:
        return json.load(file)["features"]


def read_table(name):
    with gzip.open(f"{ORIGINALS}/{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def geometry_of(feature, repaired):
    geometry = shape(feature["geometry"])
    if geometry.geom_type.endswith("Polygon") and not geometry.is_valid:
        repaired.append(feature["properties"])
        valid = shapely.set_precision(shapely.make_valid(geometry), 1e-7)
        polygons = [g for g in getattr(valid, "geoms", [valid]) if g.geom_type.endswith("Polygon")]
        geometry = shapely.union_all(polygons)
    return geometry


def areas(name, layer, properties):
    """Writes one layer of areas and returns their geometries by code."""
    repaired, features, geometries = [], [], {}
    for published in read(f"boundaries/{name}"):
        geometry = geometry_of(published, repaired)
        attributes = properties(published["properties"], geometry)
        geometries[attributes["code"]] = geometry
        features.append(
            {"type": "Feature", "properties": attributes, "geometry": mapping(geometry)})
    features.sort(key=lambda f: f["properties"]["code"])
    write_geojson(f"{OUT}/{layer}.geojson", features)
    print(f"{layer}: {len(features)} areas, {len(repaired)} repaired")
    return geometries


def largest_overlap(geometry, others):
    return max(sorted(others), key=lambda code: geometry.intersection(others[code]).area)


def boundaries():
    wards = areas("ward-2012", "districts", lambda p, _: {
        "code": str(p["WARD"]), "name": p["NAME"]})
    areas("advisory-neighborhood-commission-2013", "subdistricts", lambda p, g: {
        "code": p["ANC_ID"], "name": p["NAME"], "administered_by": largest_overlap(g, wards)})
    people, posts = [], []

    def member(p, _):
        code = p["SMD_ID"]
        name = (p["REP_NAME"] or "").strip()
        if name and name.lower() != "vacant":
            people.append([f"REP-{len(people) + 1:03d}", name])
            posts.append([f"POST-{code}", "holder", "elected representative", people[-1][0],
                          "communities", code])
        return {"code": code, "name": p["NAME"], "administered_by": p["ANC_ID"]}

    areas("single-member-district-2013", "communities", member)
    areas("police-service-areas-psa", "responsibility-grids", lambda p, g: {
        "code": f"PSA-{p['PSA']}", "name": p["NAME"],
        "administered_by": largest_overlap(g, wards)})
    write_csv(f"{OUT}/people.csv", ["code", "name"], people)
    write_csv(f"{OUT}/posts.csv",
              ["code", "role", "title", "person", "target_layer", "target"], posts)


def roads():
    features = [
        {"type": "Feature", "geometry": f["geometry"], "properties": {
            "code": f"SIS-{i:04d}-{f['properties']['SIS_ID']}",
            "name": " ".join(f["properties"][key] or "" for key in ("STREET", "QUAD")).strip()
            or "unnamed",
            "road_level": f["properties"]["FC"]}}
        for i, f in enumerate(read("roads/snow-emergency-roads"), 1)]
    write_geojson(f"{OUT}/road-chief-segments.geojson", features)
    print(f"road-chief-segments: {len(features)}")


def components():
    rows, seen = [], {}

    def add(category, code, owner, x, y):
        seen[code] = seen.get(code, 0) + 1
        if seen[code] > 1:
            code = f"{code}~{seen[code]}"
        rows.append([code, f"component/{category}", owner, f"{x:.7f}", f"{y:.7f}"])

    for light in read_table("assets/downtown_streetlights"):
        add(LAMP, f"L-{light['FACILITYID']}", LIGHT_OWNERS[light["OWNER_DESC"]],
            float(light["XCOORD"]), float(light["YCOORD"]))
    header = ["code", "category", "owner", "lon", "lat"]
    for name, prefix, key, category in [("litter-cans", "C-", "LITTERID", CAN),
                                        ("parking-meters-2009", "M-", "FACILITYID", METER)]:
        for f in read(f"assets/{name}"):
            code = str(f["properties"][key] or "").strip() or "unnumbered"
            add(category, prefix + code, "", *f["geometry"]["coordinates"][:2])
    write_csv(f"{OUT}/components.csv", header, rows)
    print(f"components: {len(rows)}, {sum(1 for n in seen.values() if n > 1)} numbers used twice")
    rows.clear()
    # Published 300 km away: metres of the state plane were once taken for feet. The import's
    # pipeline takes that back.
    for f in read("assets/fire-hydrants-2013"):
        add(HYDRANT, f["properties"]["NAME"], "", *f["geometry"]["coordinates"][:2])
    write_csv(f"{OUT}/hydrants.csv", header, rows)
    print(f"hydrants: {len(rows)}")


def requests():
    rows = read_table("requests/dc_311_2016_30days")
    day = {r["SERVICEREQUESTID"]: datetime.date.fromisoformat(r["ADDDATE"][:10]) for r in rows}
    first = min(day.values())
    split = first + datetime.timedelta(days=TRAINING_DAYS)
    names, rules = {}, {}
    for r in rows:
        if not r["SERVICECODE"]:
            continue
        names[r["SERVICECODE"]] = r["SERVICECODEDESCRIPTION"]
        if day[r["SERVICEREQUESTID"]] < split:
            rules.setdefault(r["SERVICECODE"], set()).add(r["ORGANIZATIONACRONYM"])

    def about(name):
        return f"component/{LAMP}" if "streetlight" in name.lower() else (
            f"component/{METER}" if "parking meter" in name.lower() else "")

    catalogue = [["DC 311", "matter", code, names[code], about(names[code])]
                 for code in sorted(names)]
    catalogue += [["DC assets", "component", code, name, ""] for code, name in [
        (LAMP, "Street light"), (HYDRANT, "Fire hydrant"), (CAN, "Litter can"),
        (METER, "Parking meter")]]
    write_csv(f"{OUT}/categories.csv",
              ["standard", "kind", "code", "name", "component_category"], catalogue)
    mandates = [[f"{code}-{agency}", f"matter/{code}", agency, "competent",
                 f"requests from {first} to {split - datetime.timedelta(days=1)}"]
                for code in sorted(rules) for agency in sorted(rules[code])]
    write_csv(f"{OUT}/mandates.csv",
              ["code", "category", "organization", "role", "document"], mandates)
    write_csv(f"{OUT}/cases.csv", ["id", "lon", "lat", "category", "time"], [
        [r["SERVICEREQUESTID"], r["LON"], r["LAT"],
         f"matter/{r['SERVICECODE']}" if r["SERVICECODE"] else "",
         r["ADDDATE"][:10]] for r in rows if r["LON"]])
    write_csv(f"{OUT}/labels.csv", ["id", "lon", "lat", "ward", "agency", "is_test"], [
        [r["SERVICEREQUESTID"], r["LON"], r["LAT"], "" if r["WARD"] == "NULL" else r["WARD"],
         r["ORGANIZATIONACRONYM"], int(day[r["SERVICEREQUESTID"]] >= split)]
        for r in rows if r["LON"]])
    print(f"requests: {len(rows)} from {first}, {sum(1 for r in rows if not r['LON'])} of them "
          f"without a place, rules from before {split}: {len(mandates)} for "
          f"{len(rules)} of {len(names)} service codes")


os.makedirs(OUT, exist_ok=True)
owners = {code: code.title() if code != "PEPCO" else code for code in LIGHT_OWNERS.values()}
write_csv(f"{OUT}/organizations.csv", ["code", "name"],
          sorted({**owners, "OTHER": "Other owners", **AGENCIES}.items()))
boundaries()
roads()
components()
requests()
