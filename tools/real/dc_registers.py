"""Washington DC: wards as districts and unit grids, fifteen registers."""

from city import GISDATA, City
from oracle import Source, to_lattice
from tables import write_csv

ORGANIZATIONS = ["DPW", "DDOT", "DOH", "FEMS", "DOEE", "OUC", "VERIZON", "PEPCO", "OTHER"]
# The mapping's name, the file, and the column with the numbers of the things.
REGISTERS = [
    ("street-lights", "downtown_streetlights.csv", "FACILITYID"),
    ("litter-cans", "litter-cans.geojson", "LITTERID"),
    ("parking-meters", "parking-meters-2009.geojson", "METERID"),
    ("bollards", "bollards.geojson", "OBJECTID"),
    ("grates", "sidewalk-grates.geojson", "OBJECTID"),
    ("inlets", "sewers-inlets.geojson", "SWRPOL_ID"),
    ("traffic-signs", "other-traffic-signs.geojson", "TRF_ID"),
    ("signal-cabinets", "traffic-signal-cabinets.geojson", "CABINETID"),
    ("signal-arms", "traffic-signal-arm.geojson", "SIGNALARMID"),
    ("push-buttons", "traffic-push-button.geojson", "PUSHBUTTONID"),
    ("traffic-cameras", "traffic-camera.geojson", "CAMERAID"),
    ("vehicle-detectors", "vehicle-detection-system.geojson", "DETECTORID"),
    ("cctv", "cctv-street-cameras.geojson", "ID"),
    ("bike-share", "capital-bike-share-locations.geojson", "TERMINAL_NUMBER"),
]


def run(program, originals, work, ledger):
    city = City(program, f"{work}/dc.db", "dc", "free")
    city.take("categories", f"{GISDATA}/catalogue/components-2026.csv")
    write_csv(f"{work}/organizations.csv", ["code", "name"], [[o, o] for o in ORGANIZATIONS])
    city.take("organizations", f"{work}/organizations.csv")
    path = f"{originals}/dc/boundaries/ward-2012.geojson.gz"
    source = Source(path)
    wards = {f"W{source.text(n, 'WARD')}": to_lattice(g) for n, g in source.geometries.items()}
    for layer, mapping in [("districts", "dc-districts"), ("unit-grids", "dc-wards")]:
        ledger.row(mapping, city.deliver(layer, path, mapping),
                   {"geometry-invalid": source.invalid()})

    for name, file, number in REGISTERS:
        path = f"{originals}/dc/assets/{file}.gz"
        source = Source(path)
        expected = {
            "geometry-outside": source.outside(wards), "geometry-invalid": source.invalid(),
            "code-duplicate": source.repeated(number),
            ("field-missing", "The row has no code."): source.missing(number)}
        if name == "street-lights":
            expected["area-declared"] = source.elsewhere("WARD", wards, "W{}".format, wards)
        ledger.row(f"dc-{name}", city.deliver("components", path, f"dc-{name}"), expected)
    hydrants(city, f"{originals}/dc/assets/fire-hydrants-2013.geojson.gz", wards, ledger)


def hydrants(city, path, wards, ledger):
    """Metres that were once taken for feet: found as published, and right with the pipeline."""
    source = Source(path)
    away = source.outside(wards)
    delivered = city.deliver(
        "components", path, "dc-hydrants", "--crs", "EPSG:4326", publish=False)
    ledger.row("dc-hydrants as published", delivered, {"geometry-outside": away})
    ledger.row("dc-hydrants", city.deliver("components", path, "dc-hydrants"), {
        "geometry-outside": set(), "code-duplicate": source.repeated("NAME")})
