"""Makes gisdata/cambridge from the city's open data (Cambridge GIS, PDDL).

    python3 tools/prepare/cambridge.py ORIGINALS gisdata/cambridge

ORIGINALS has the folders boundaries, roads and assets with the published GeoJSON files, gzipped.
Needs shapely 2. What is repaired is printed; gisdata/README.md tells it.
"""

import gzip
import json
import re
import sys

import shapely
from shapely.geometry import shape

from seams import feature, seamless, to_lattice
from tables import write_csv, write_geojson

ORIGINALS, OUT = sys.argv[1], sys.argv[2]
LATITUDE = 42.37
ORGANIZATIONS = [
    ("CAM-DPW", "Cambridge Public Works"), ("CAM-ELEC", "Cambridge Electrical Department"),
    ("CAM-WATER", "Cambridge Water Department"), ("CAM-POLICE", "Cambridge Police Department"),
    ("CAM-TRAFFIC", "Cambridge Traffic, Parking and Transportation"),
    ("CAM-311", "Cambridge 311 service desk"), ("PRIVATE", "Private owners"),
    ("NOT-CITY", "Owners other than the city"), ("HARVARD", "Harvard University"),
    ("MIT", "Massachusetts Institute of Technology"),
    ("STATE", "Commonwealth of Massachusetts"),
]


def read(name):
    with gzip.open(f"{ORIGINALS}/{name}.geojson.gz", "rt", encoding="utf-8") as file:
        return json.load(file)["features"]


def point_owner(index_codes, tree, geometry):
    place = geometry.representative_point()
    found = sorted(index_codes[i] for i in tree.query(place, predicate="intersects"))
    if found:
        return found[0]
    return index_codes[tree.nearest(place)]


def precincts_and_wards():
    report = {}
    published = {}
    for f in read("boundaries/ELECTIONS_WardsPrecincts"):
        p = f["properties"]
        code = f"W{int(p['Ward']):02d}-P{p['Precinct']}"
        published[code] = shape(f["geometry"])
    areas = seamless(published.items(), LATITUDE, report)
    wards = {}
    for code, area in areas.items():
        wards.setdefault(code[:3], []).append(area)
    merged = {code: shapely.union_all(parts, grid_size=1) for code, parts in wards.items()}
    write_geojson(f"{OUT}/districts.geojson", [
        feature(merged[c], {"code": c, "name": f"Ward {int(c[1:])}", "organization": "CAM-311"})
        for c in sorted(merged)])
    write_geojson(f"{OUT}/subdistricts.geojson", [
        feature(areas[c], {"code": c, "name": f"Ward {int(c[1:3])} Precinct {c[-1]}",
                           "administered_by": c[:3]}) for c in sorted(areas)])
    print("precincts", len(areas), "wards", len(merged), report)
    return areas, merged


def blocks(precincts):
    report = {}
    published = [(f["properties"]["GEOID20"], shape(f["geometry"]))
                 for f in read("boundaries/DEMOGRAPHICS_AdjustedBlocks2020")]
    areas = seamless(published, LATITUDE, report)
    codes = sorted(precincts)
    tree = shapely.STRtree([precincts[c] for c in codes])
    write_geojson(f"{OUT}/unit-grids.geojson", [
        feature(areas[c], {"code": c, "name": f"Block {c[-4:]} of tract {c[5:11]}",
                           "administered_by": point_owner(codes, tree, areas[c])})
        for c in sorted(areas)])
    print("blocks", len(areas), report)


def responsibility_grids(wards):
    report = {}
    published = [(f"R{f['properties']['CADRA']}", shape(f["geometry"]))
                 for f in read("boundaries/PUBLICSAFETY_PoliceResponseDistricts")]
    areas = seamless(published, LATITUDE, report)
    codes = sorted(wards)
    tree = shapely.STRtree([wards[c] for c in codes])
    write_geojson(f"{OUT}/responsibility-grids.geojson", [
        feature(areas[c], {"code": c, "name": f"Response district {c[1:]}",
                           "administered_by": point_owner(codes, tree, areas[c]),
                           "organization": "CAM-POLICE"}) for c in sorted(areas)])
    print("response districts", len(areas), report)
    return sorted(areas)


def segments(city):
    left_out = 0
    levels = {"0": "highway", "1": "major", "2": "collector"}
    features, major = [], []
    for f in read("roads/TRANS_Centerlines"):
        p = f["properties"]
        line = to_lattice(shape(f["geometry"]))
        if not city.intersects(shapely.MultiPoint(shapely.get_coordinates(line))):
            left_out += 1
            continue
        level = levels.get(str(p.get("MajorRoad")).split(".")[0], "local")
        if level in ("major", "highway"):
            major.append(p["ID"])
        features.append(feature(line, {
            "code": p["ID"], "name": p.get("Label") or p.get("Street") or p["ID"], "road_level": level}))
    features.sort(key=lambda f: f["properties"]["code"])
    write_geojson(f"{OUT}/road-chief-segments.geojson", features)
    print("segments", len(features), "outside the wards:", left_out)
    return sorted(major)


def authority_of(hydrant):
    text = (hydrant.get("ContractAuthority") or "").upper()
    if "HARVARD" in text:
        return "HARVARD"
    if "MIT" in text.split():
        return "MIT"
    if "PRIVATE" in text:
        return "PRIVATE"
    if any(w in text for w in ["MDC", "DCR", "STATE", "MBTA"]):
        return "STATE"
    return "CAM-WATER"


def components(city):
    rows = []

    def add(code, category, name, geometry, owner, maintainer, competent, location=""):
        if geometry.geom_type == "LineString":
            geometry = geometry.interpolate(0.5, normalized=True)
        place = to_lattice(geometry)
        if not city.intersects(place):
            return False
        x, y = int(place.x), int(place.y)
        rows.append([code, category, name, owner, maintainer, competent, location,
                     f"{x / 1e7:.7f}", f"{y / 1e7:.7f}"])
        return True

    left_out = {}
    lamp, hydrant, bench = (category("路灯"), category("消防设施"), category("街头座椅"))
    seen = set()

    def unique(code):
        candidate, number = code, 1
        while candidate in seen:
            number += 1
            candidate = f"{code}~{number}"
        seen.add(candidate)
        return candidate

    for layer, prefix in [("INFRA_StreetLights", "SL"), ("INFRA_ParkLights", "PL")]:
        for f in read(f"assets/{layer}"):
            p = f["properties"]
            owner = {"City": "CAM-ELEC", "Private": "PRIVATE"}.get(p.get("Owner"), "")
            street = re.sub(r"\s+", " ", f"{p.get('StreetName') or p.get('ParkName') or ''} "
                            f"{p.get('StreetSuffix') or ''}").strip()
            code = unique(f"{prefix}-{p['PoleID']}")
            name = f"Street light {p.get('Description') or ''}".strip()
            if not add(code, lamp, name, shape(f["geometry"]), owner,
                       "CAM-ELEC" if owner == "CAM-ELEC" else "", "CAM-ELEC", street):
                left_out[layer] = left_out.get(layer, 0) + 1
    for i, f in enumerate(read("assets/INFRA_StreetLightsNotCityOwned"), 1):
        if not add(f"NL-{i:04d}", lamp, "Street light, not the city's", shape(f["geometry"]),
                   "NOT-CITY", "", "CAM-ELEC"):
            left_out["NotCityOwned"] = left_out.get("NotCityOwned", 0) + 1
    for f in read("assets/INFRA_Hydrants"):
        p = f["properties"]
        owner = authority_of(p)
        code = unique(f"HY-{p.get('HYDRANT_ID') or p['OBJECTID']}")
        if not add(code, hydrant, "Fire hydrant", shape(f["geometry"]), owner,
                   "CAM-WATER" if owner == "CAM-WATER" else owner, "CAM-WATER",
                   (p.get("HYDRANT_LOCATION") or "").strip()):
            left_out["Hydrants"] = left_out.get("Hydrants", 0) + 1
    for i, f in enumerate(read("assets/INFRA_ParkBenches"), 1):
        if not add(f"BE-{i:04d}", bench, "Park bench", shape(f["geometry"]), "CAM-DPW", "CAM-DPW",
                   "CAM-DPW"):
            left_out["Benches"] = left_out.get("Benches", 0) + 1
    write_csv(f"{OUT}/components.csv",
              ["code", "category", "name", "owner", "maintainer", "competent_department",
               "location", "lon", "lat"], sorted(rows))
    print("components", len(rows), "outside the wards:", left_out, lamp, hydrant, bench)
    return lamp, hydrant, bench


def category(*words):
    import csv
    with open(f"{OUT}/../catalogue/components-2026.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["name"] in words:
                return f"component/{row['code']}"
    raise SystemExit(f"no category for {words}")


def rules(lamp, hydrant, bench, grids, major):
    write_csv(f"{OUT}/organizations.csv", ["code", "name"], ORGANIZATIONS)
    write_csv(f"{OUT}/mandates.csv", ["code", "category", "organization", "role", "document"], [
        ["M-01", "group/manhole", "CAM-DPW", "competent", "by layer, not a statement of the city"],
        ["M-02", lamp, "CAM-ELEC", "competent", "by layer, not a statement of the city"],
        ["M-03", hydrant, "CAM-WATER", "competent", "by layer, not a statement of the city"],
        ["M-04", bench, "CAM-DPW", "competent", "by layer, not a statement of the city"],
    ])
    people = [[f"P-{i:03d}", f"Invented Person {i}", f"617-555-{100 + i:04d}", "CAM-311"]
              for i in range(1, 25)]
    write_csv(f"{OUT}/people.csv", ["code", "name", "telephone", "organization"], people)
    posts = [[f"G-{grid}", "holder", "grid holder", "", people[i % 20][0], "responsibility-grids",
              grid] for i, grid in enumerate(grids)]
    posts += [[f"S-{segment}", "chief", "road chief", "1", people[20 + i % 4][0],
               "road-chief-segments", segment] for i, segment in enumerate(major)]
    write_csv(f"{OUT}/posts.csv",
              ["code", "role", "title", "rank", "person", "target_layer", "target"], posts)
    print("posts", len(posts))


precinct_areas, ward_areas = precincts_and_wards()
blocks(precinct_areas)
grid_codes = responsibility_grids(ward_areas)
whole = shapely.union_all(list(ward_areas.values()))
shapely.prepare(whole)
major_segments = segments(whole)
rules(*components(whole), grid_codes, major_segments)
