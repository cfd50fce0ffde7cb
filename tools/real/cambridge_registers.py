"""Cambridge, Massachusetts: wards as districts, neighbourhoods as unit grids, eleven registers."""

import json

from shapely.geometry import shape

from city import GISDATA, City
from oracle import Source, to_lattice
from seams import feature, seamless, to_degrees
from tables import write_geojson

HYDRANT_AUTHORITIES = ["AVK", "M&H", "Kennedy"]
HYDRANT_OWNERS = ["KENNEDY", "blue"]


def label(text):
    """The unit grid that a neighbourhood's number names."""
    return f"N{int(text):02d}"


def run(program, originals, work, ledger):
    folder = f"{originals}/cambridge"
    city = City(program, f"{work}/cambridge.db", "cambridge", "free")
    city.take("categories", f"{GISDATA}/catalogue/components-2026.csv")
    city.take("organizations", f"{GISDATA}/cambridge/organizations.csv")
    city.take("districts", f"{GISDATA}/cambridge/districts.geojson", "--crs", "EPSG:4326")
    with open(f"{GISDATA}/cambridge/districts.geojson", encoding="utf-8") as file:
        wards = {f["properties"]["code"]: to_lattice(shape(f["geometry"]))
                 for f in json.load(file)["features"]}
    grids = neighbourhoods(city, folder, work, ledger)

    def deliver(name, file, expected):
        path = f"{folder}/assets/{file}.geojson.gz"
        source = Source(path)
        delivered = city.deliver("components", path, f"cambridge-{name}")
        ledger.row(f"cambridge-{name}", delivered,
                   {"geometry-outside": source.outside(wards), **expected(source)})

    def lamps(source):
        return {"code-duplicate": source.repeated("PoleID"),
                "area-declared": source.elsewhere("Neighborhood", grids, label, wards)}

    deliver("street-lights", "INFRA_StreetLights", lamps)
    deliver("park-lights", "INFRA_ParkLights", lamps)
    deliver("other-lights", "INFRA_StreetLightsNotCityOwned", lambda s: {})
    deliver("hydrants", "INFRA_Hydrants", lambda s: {
        "code-duplicate": s.repeated("HYDRANT_ID"), ("field-missing", "The row has no code."): s.missing("HYDRANT_ID"),
        ("organization-unknown", "owner"): s.saying("ContractAuthority", *HYDRANT_AUTHORITIES),
        ("organization-unknown", "maintainer"): s.saying("HYDRANT_OWNER", *HYDRANT_OWNERS)})
    for name, file in [("benches", "INFRA_ParkBenches"), ("utility-poles", "INFRA_UtilityPoles"),
                       ("bike-racks", "RECREATION_BikeRacks"), ("ramps", "DPW_PedestrianRamps"),
                       ("billboards", "INFRA_Billboards")]:
        deliver(name, file, lambda s: {})
    deliver("metered-spaces", "TRAFFIC_MeteredParkingSpaces", lambda s: {
        "geometry-invalid": s.invalid(), "code-duplicate": s.repeated("SPACE_ID")})
    deliver("public-art", "LANDMARK_PublicArt", lambda s: {
        "code-duplicate": s.repeated("Accession_Number"),
        ("field-missing", "The row has no code."): s.missing("Accession_Number")})


def neighbourhoods(city, folder, work, ledger):
    """Delivers the neighbourhoods as published, which must be refused, and then without seams."""
    path = f"{folder}/boundaries/BOUNDARY_CDDNeighborhoods.geojson.gz"
    source = Source(path)
    published = {label(source.text(n, "N_HOOD")): to_lattice(g)
                 for n, g in source.geometries.items()}
    delivered = city.deliver("unit-grids", path, "cambridge-neighborhoods")
    ledger.row("cambridge-neighborhoods", delivered, {"geometry-invalid": source.invalid()})
    ledger.areas("cambridge-neighborhoods", delivered, published)
    grids = seamless([(label(source.text(n, "N_HOOD")), g) for n, g in source.geometries.items()],
                     42.37, {})
    # What noding moves by a lattice unit can leave a gap of centimetres: a second pass closes it.
    grids = seamless([(c, to_degrees(g)) for c, g in grids.items()], 42.37, {})
    write_geojson(f"{work}/neighbourhoods.geojson",
                  [feature(grids[c], {"code": c, "name": c}) for c in sorted(grids)])
    city.take("unit-grids", f"{work}/neighbourhoods.geojson", "--crs", "EPSG:4326")
    return grids

