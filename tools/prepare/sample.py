"""Makes gisdata/sample: a few invented streets with one named example of every rule and every fault.

    python3 tools/prepare/sample.py gisdata/sample

The town has two districts of 3 × 4 blocks, each block one unit grid of 0.001° × 0.001°. Block
(column, row) counts from the south-west corner at 120° E, 30° N. Nothing in it exists.
"""

import csv
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from tables import write_csv, write_geojson  # noqa: E402

OUT = sys.argv[1]
WEST, SOUTH, STEP = 120.0, 30.0, 0.001
COLUMNS, ROWS = 6, 4
COVER, LAMP, BENCH, TREE = ("component/01001", "component/01037", "component/04007",
                            "component/04002")


def at(column, row):
    """The place of a fractional column and row, in degrees."""
    return [round(WEST + column * STEP, 7), round(SOUTH + row * STEP, 7)]


def block(west, south, east, north, *extra):
    """A rectangle of blocks; `extra` are vertices on its northern border, from east to west."""
    ring = [at(west, south), at(east, south), at(east, north), *extra, at(west, north),
            at(west, south)]
    return {"type": "Polygon", "coordinates": [ring]}


def line(*places):
    return {"type": "LineString", "coordinates": [at(*p) for p in places]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def subdistrict_of(column, row):
    west = column < 3
    if row < 2:
        return "990101001" if west else "990102001"
    return "990101002" if west else "990102900"


def community_of(column, row):
    return subdistrict_of(column, row) + ("001" if column % 3 < 2 else "002")


def grid_of(column, row):
    community = community_of(column, row)
    members = [(c, r) for r in range(ROWS) for c in range(COLUMNS)
               if community_of(c, r) == community]
    return f"{community}{members.index((column, row)) + 1:03d}"


def territory():
    write_geojson(f"{OUT}/districts.geojson", [
        feature(block(0, 0, 3, 4), code="990101", name="西区", organization="XQ"),
        feature(block(3, 0, 6, 4), code="990102", name="东区", organization="DQ")])
    write_geojson(f"{OUT}/subdistricts.geojson", [
        feature(block(0, 0, 3, 2), code="990101001", name="南门街道", organization="NMJD"),
        feature(block(0, 2, 3, 4), code="990101002", name="北门街道"),
        feature(block(3, 0, 6, 2), code="990102001", name="河东街道"),
        # A development zone: its ground and its prefix are the eastern district's, the western
        # one administers it.
        feature(block(3, 2, 6, 4), code="990102900", name="开发区", administered_by="990101")])
    communities = {}
    for row in range(ROWS):
        for column in range(COLUMNS):
            communities.setdefault(community_of(column, row), []).append((column, row))
    write_geojson(f"{OUT}/communities.geojson", [
        feature(block(min(c for c, _ in cells), min(r for _, r in cells),
                      max(c for c, _ in cells) + 1, max(r for _, r in cells) + 1),
                code=code, name=f"{code[-6:]}社区") for code, cells in sorted(communities.items())])
    # Block (5, 3) has no grid: districts cover it, grids do not.
    write_geojson(f"{OUT}/unit-grids.geojson", sorted((
        feature(block(c, r, c + 1, r + 1), code=grid_of(c, r), name=f"{c}列{r}行",
                start_date="2024-01-01")
        for r in range(ROWS) for c in range(COLUMNS) if (c, r) != (5, 3)),
        key=lambda f: f["properties"]["code"]))
    write_geojson(f"{OUT}/responsibility-grids.geojson", [
        feature(block(2, 0, 3, 1), code="ZR-01", name="南门责任网格", organization="HW",
                administered_by="990101001"),
        feature(None, code="ZR-02", name="两格责任网格", administered_by="990102001",
                members=";".join([grid_of(4, 0), grid_of(5, 0)])),
        # Retired: its code does not come back.
        feature(block(0, 2, 1, 3), code="ZR-03", name="停用责任网格", start_date="2022-01-01",
                end_date="2023-01-01", retirement_reason="并入街道")])
    write_geojson(f"{OUT}/management-grids.geojson", [
        feature(None, code="GL-01", name="管理网格一", members=";".join(
            [grid_of(0, 0), grid_of(1, 0)]))])
    write_geojson(f"{OUT}/evaluation-grids.geojson", [
        feature(block(0, 0, 3, 2), code="99010100101A", name="评价网格一", grade="A")])


def streets():
    write_geojson(f"{OUT}/road-chief-segments.geojson", [
        feature(line((0, 2), (1.5, 2), (3, 2)), code="LD-01", name="中街西段", road_level="区管",
                half_width=6, organization="SZ"),
        feature(line((3, 2), (6, 2)), code="LD-02", name="中街东段", road_level="市管",
                half_width=6),
        feature(line((1, 0), (1, 2)), code="LD-03", name="学府路", road_level="区管",
                half_width=4)])


def things():
    header = ["code", "category", "name", "competent_department", "owner", "maintainer",
              "lead_organization", "joint_organizations", "responsible_person", "device",
              "extension", "lon", "lat"]
    rows = []

    def add(number, category, name, place, **values):
        # The zone in the north-east has codes of the district that administers it.
        district = "990101" if place[0] < 3 or place[1] > 2 else "990102"
        code = f"{district}{category.split('/')[1]}{number:06d}"
        rows.append([code, category, name] + [values.get(h, "") for h in header[3:-2]]
                    + [f"{x:.7f}" for x in at(*place)])

    add(1, COVER, "按记录维护的井盖", (0.5, 0.5), competent_department="SZ", owner="SW",
        maintainer="SWYH", device="SENSOR-7", extension='{"直径":"0.7"}')
    add(2, COVER, "一处两盖之甲", (3.5, 0.5), owner="SW")
    add(3, COVER, "一处两盖之乙", (3.51, 0.5), owner="DX")
    add(4, COVER, "无人登记的井盖", (4.5, 1.5))
    add(1, LAMP, "联合负责的路灯", (1.5, 0.5), lead_organization="LD", joint_organizations="SZ;DX",
        owner="DX")
    add(2, LAMP, "只有主管部门的路灯", (4.5, 3.5), competent_department="LD")
    add(1, BENCH, "有责任人的座椅", (0.5, 1.5), owner="YL", responsible_person="RY-05")
    write_csv(f"{OUT}/components.csv", header, rows)
    write_csv(f"{OUT}/places.csv", ["theme", "number", "name", "lon", "lat"],
              [["重点区域", "1", "学府路小学", *at(1.2, 1.2)]])


def people_and_rules():
    write_csv(f"{OUT}/organizations.csv", ["code", "name", "level", "parent"], [
        ["DQ", "东区城管局", "区", ""], ["DX", "电信公司", "企业", ""],
        ["HW", "环卫中心", "区", "XQ"], ["LD", "路灯管理处", "市", ""],
        ["NMJD", "南门街道办事处", "街道", "XQ"], ["SW", "水务集团", "企业", ""],
        ["SWYH", "水务养护公司", "企业", "SW"], ["SZ", "市政管理处", "市", ""],
        ["XQ", "西区城管局", "区", ""], ["YL", "园林处", "市", ""]])
    write_csv(f"{OUT}/people.csv", ["code", "name", "telephone", "organization"], [
        ["RY-01", "样例甲", "000-0001", "SZ"], ["RY-02", "样例乙", "000-0002", "SZ"],
        ["RY-03", "样例丙", "000-0003", "HW"], ["RY-04", "样例丁", "000-0004", "XQ"],
        ["RY-05", "样例戊", "000-0005", "YL"], ["RY-06", "样例己", "000-0006", "SWYH"],
        ["RY-07", "样例庚", "000-0007", "DQ"]])
    write_csv(f"{OUT}/posts.csv", ["code", "role", "title", "rank", "person", "organization",
                                   "target_layer", "target", "categories", "valid_from",
                                   "valid_to"], [
        ["GW-01", "chief", "一级路长", 1, "RY-01", "", "road-chief-segments", "LD-01", "", "", ""],
        ["GW-02", "chief", "二级路长", 2, "RY-02", "", "road-chief-segments", "LD-01", "", "", ""],
        ["GW-03", "deputy", "副路长", "", "RY-02", "", "road-chief-segments", "LD-01", "", "", ""],
        ["GW-04", "holder", "网格员", "", "RY-03", "", "responsibility-grids", "ZR-01", "",
         "2024-01-01", ""],
        ["GW-05", "holder", "前网格员", "", "RY-04", "", "responsibility-grids", "ZR-01", "", "",
         "2023-12-31"],
        ["GW-06", "holder", "区值班", "", "RY-04", "XQ", "districts", "990101", "", "", ""],
        ["GW-07", "holder", "养护值班", "", "RY-06", "", "organizations", "SWYH", "", "", ""],
        ["GW-08", "holder", "管片单位", "", "", "DX", "responsibility-grids", "ZR-02", "", "", ""],
        ["GW-09", "chief", "学府路路长", 1, "RY-07", "DQ", "road-chief-segments", "LD-03",
         "matter/06013", "", ""]])
    write_csv(f"{OUT}/mandates.csv", ["code", "category", "territory", "road_level",
                                      "organization", "role", "document"], [
        ["QZ-01", "matter/06010", "", "", "HW", "competent", "全市暴露垃圾"],
        ["QZ-02", "matter/06010", "990102", "", "DQ", "competent", "东区自管"],
        ["QZ-03", "group/manhole", "", "", "SZ", "competent", "井盖兜底"],
        ["QZ-04", "matter/06013", "", "市管", "SZ", "competent", "市管道路"],
        ["QZ-05", "matter/06010", "", "", "XQ", "assisting", "协助"],
        ["QZ-06", "matter/06014", "", "", "HW", "competent", "一事两管之一"],
        ["QZ-07", "matter/06014", "", "", "SZ", "competent", "一事两管之二"],
        ["QZ-08", "matter/06015", "", "", "HW", "competent", "被优先顺序推后"]])
    write_csv(f"{OUT}/precedence.csv", ["chain", "category", "rules", "segment_reach"], [
        ["organization", "matter/06015", "segment;mandate;territory", 15]])
    write_csv(f"{OUT}/duties.csv", ["code", "kind", "post", "person", "deputy", "from_time",
                                    "to_time", "days", "hours"], [
        ["ZB-01", "shift", "GW-06", "", "", "", "", "1;2;3;4;5", "08:00-12:00;14:00-18:00"],
        ["ZB-02", "shift", "", "RY-06", "", "", "", "工作日", "22:00-06:00"],
        ["ZB-03", "请假", "", "RY-03", "RY-04", "2026-03-02T00:00+08:00",
         "2026-03-06T24:00+08:00", "", ""],
        ["ZB-04", "deputy", "GW-01", "", "RY-02", "2026-04-01T08:00+08:00",
         "2026-05-01T08:00+08:00", "", ""]])


def decisions():
    write_geojson(f"{OUT}/partitions.geojson", [
        feature(block(0, 2, 1, 3), code="BQ-01", name="北门绿地包区", categories="matter/06017",
                organization="HW"),
        # The same ground for another category: no overlap.
        feature(block(0, 2, 1, 3), code="BQ-02", name="北门杂项包区",
                categories="matter/06016;matter/06018", person="RY-05", valid_from="2026-01-01"),
        # A neighbour for the same category, along a shared border.
        feature(block(1, 2, 3, 3), code="BQ-03", name="北门东绿地包区", categories="matter/06017",
                organization="XQ")])
    write_geojson(f"{OUT}/rulings.geojson", [
        feature(None, code="QR-01", component="99010101037000002", categories="matter/01037",
                organization="LD", document="现场确权〔2026〕1号", valid_from="2026-01-15"),
        feature(block(4, 1, 4.5, 1.5), code="QR-02", categories="matter/06016;matter/06017",
                organization="DQ", document="现场确权〔2026〕2号", valid_from="2026-02-01",
                valid_to="2026-12-31")])
    write_csv(f"{OUT}/channels.csv", ["code", "name", "datum", "accuracy_share",
                                      "default_radius", "default_points"], [
        ["APP", "网格员终端", "EPSG:4490", "95", 15, ""],
        ["HOTLINE", "市民热线", "gcj02", "68%", 200, "120.0052106,29.9980985"],
        ["CAMERA", "视频识别", "wgs84", "95", 30, ""]])
    write_csv(f"{OUT}/time-limits.csv", ["category", "condition", "limit_value", "limit_unit",
                                         "closing_condition"], [
        ["matter/01001", "缺失、移位、开裂，存在安全隐患的", 2, "紧急工作时", "恢复"],
        ["matter/01001", "弹跳产生声响", 2, "天", "更换或修复"],
        ["group/manhole", "", 5, "工作日", "修复"],
        ["matter/06010", "", 4, "工作时", "清除"]])
    write_csv(f"{OUT}/calendar.csv", ["day", "kind", "hours", "name"], [
        ["2026-02-17", "holiday", "", "春节"],
        ["2026-02-28", "workday", "08:30-12:00;13:30-17:00", "调休上班"]])
    header = ["code", "category", "time", "channel", "accuracy", "organization", "returned",
              "lon", "lat"]
    write_csv(f"{OUT}/past-cases.csv", header, [
        ["AJ-001", "matter/01001", "2026-02-03T09:15+08:00", "APP", 8, "SWYH", "no",
         *at(0.502, 0.5)],
        ["AJ-002", "matter/06010", "2026-02-03 21:40", "HOTLINE", 150, "HW", "是", *at(0.5, 3.5)],
        ["AJ-003", "matter/06012", "2026-02-28T10:05:30+08:00", "CAMERA", "", "SZ", "no",
         *at(0.6, 2.05)],
        ["AJ-004", "matter/06012", "2026-03-01T07:30+08:00", "", "", "", "", *at(5.5, 3.5)]])


def cases():
    header = ["id", "lon", "lat", "crs", "category", "time", "coverage", "district", "community",
              "unit_grid", "organization", "organization_status", "person", "person_status",
              "rule", "person_rule", "why"]
    day = "2026-03-01"
    rows = []

    def add(name, place, category, ground, organization, person, why, crs="", time=day):
        column, row = ground
        lon, lat = at(*place) if isinstance(place[0], (int, float)) and abs(place[0]) < 50 else place
        if ground == (None, None):
            where = ["outside", "", "", ""]
        else:
            has_grid = (column, row) != (5, 3)
            where = ["grid" if has_grid else "gap", "990101" if column < 3 else "990102",
                     community_of(column, row), grid_of(column, row) if has_grid else ""]
        rows.append([name, f"{lon:.7f}", f"{lat:.7f}", crs, category, time, *where,
                     organization[0], organization[1], person[0], person[1],
                     organization[2], person[2], why])

    nobody = ("", "", "")
    outside = (None, None)
    add("component", (0.502, 0.5), "matter/01001", (0, 0), ("SWYH", "certain", "component"),
        ("RY-06", "certain", "organization"), "the cover's record names its maintainer")
    add("component-lead", (1.5, 0.502), LAMP, (1, 0), ("LD", "certain", "component"),
        ("RY-04", "certain", "territory"), "of joint ones the lead must act")
    add("component-competent", (4.5, 3.502), LAMP, (4, 3), ("LD", "certain", "component"),
        ("RY-04", "certain", "territory"),
        "with nobody else named the competent department acts; the zone is the west's")
    add("component-person", (0.5, 1.502), "matter/04007", (0, 1), ("YL", "certain", "component"),
        ("RY-05", "certain", "component"), "the bench's record names a person")
    add("component-silent", (4.5, 1.502), "matter/01001", (4, 1), ("SZ", "certain", "mandate"),
        nobody, "a cover that names nobody leaves the word to the mandate for covers")
    add("unregistered", (2.5, 3.5), "matter/01001", (2, 3), ("SZ", "likely", "mandate"),
        ("RY-04", "likely", "territory"), "no cover is registered here")
    add("tie", (3.505, 0.5), "matter/01001", (3, 0), ("SW", "contested", "component"),
        nobody, "two covers stand equally near")
    add("mandate", (0.5, 3.5), "matter/06010", (0, 3), ("HW", "certain", "mandate"),
        ("RY-04", "certain", "territory"), "a mandate for the whole city")
    add("mandate-territory", (4.5, 0.5), "matter/06010", (4, 0), ("DQ", "certain", "mandate"),
        nobody, "the narrower territory comes first")
    add("mandate-zone", (4.5, 3.5), "matter/06010", (4, 3), ("HW", "certain", "mandate"),
        ("RY-04", "certain", "territory"),
        "the zone is administered from the west, so the east's own mandate does not reach it")
    add("mandate-road-level", (4.5, 2.05), "matter/06013", (4, 2), ("SZ", "certain", "mandate"),
        ("RY-04", "certain", "territory"), "a mandate for city roads, on a city road")
    add("mandate-two", (0.5, 3.5), "matter/06014", (0, 3), ("HW", "contested", "mandate"),
        ("RY-04", "certain", "territory"), "two mandates of equal weight")
    add("segment", (0.6, 2.05), "matter/06012", (0, 2), ("SZ", "certain", "segment"),
        ("RY-01", "certain", "segment"), "the segment's organization and its first chief")
    add("segment-chief", (1.05, 0.8), "matter/06013", (1, 0), ("DQ", "certain", "segment"),
        ("RY-07", "certain", "segment"),
        "a segment without an organization speaks through its chief's, for his category")
    add("segment-other-category", (1.05, 1.2), "matter/06012", (1, 1),
        ("NMJD", "certain", "territory"), ("RY-04", "certain", "territory"),
        "for another category that chief does not speak")
    add("responsibility-grid", (2.5, 0.5), "matter/06012", (2, 0),
        ("HW", "certain", "responsibility-grid"), ("RY-03", "certain", "responsibility-grid"),
        "the grid's organization and today's holder")
    add("holder-before", (2.5, 0.5), "matter/06012", (2, 0),
        ("HW", "certain", "responsibility-grid"), ("RY-04", "certain", "responsibility-grid"),
        "whoever held the grid on that day", time="2023-06-01")
    add("grid-members", (4.5, 0.5), "matter/06012", (4, 0),
        ("DX", "certain", "responsibility-grid"), nobody,
        "a grid of two unit grids, held by an organization")
    add("territory", (0.5, 0.3), "matter/06012", (0, 0), ("NMJD", "certain", "territory"),
        ("RY-04", "certain", "territory"), "nothing finer speaks, the subdistrict office does")
    add("territory-district", (0.5, 3.5), "matter/06012", (0, 3), ("XQ", "certain", "territory"),
        ("RY-04", "certain", "organization"), "a subdistrict without an office leaves it to its district")
    add("precedence", (0.6, 2.05), "matter/06015", (0, 2), ("SZ", "certain", "segment"),
        ("RY-01", "certain", "segment"), "the city's own order asks the segment before the mandate")
    add("precedence-reach", (0.6, 2.2), "matter/06015", (0, 2), ("HW", "certain", "mandate"),
        ("RY-04", "certain", "territory"), "and no farther than 15 m")
    add("border", (1, 3.5), "matter/06012", (0, 3), ("XQ", "certain", "territory"),
        ("RY-04", "certain", "organization"), "exactly between two blocks: the lower code")
    add("gap", (5.5, 3.5), "matter/06012", (5, 3), ("XQ", "certain", "territory"),
        ("RY-04", "certain", "organization"), "no unit grid there, the zone's administrator owns")
    add("outside", (7, 1), "matter/06012", outside, nobody, nobody, "beyond the town's border")
    add("gcj02", (120.0052106, 29.9980985), "matter/06012", (0, 0),
        ("NMJD", "certain", "territory"), ("RY-04", "certain", "territory"),
        "a coordinate of a public map", crs="gcj02")
    write_csv(f"{OUT}/cases.csv", header, rows)


def faults():
    folder = f"{OUT}/faults"
    os.makedirs(folder, exist_ok=True)
    component = ["code", "category", "owner", "extension", "lon", "lat"]
    good = ["99010101001000101", COVER, "SW", "", *at(0.3, 0.3)]

    def row(**values):
        return [values.get(name, usual) for name, usual in zip(component, good)]

    table = []

    def fault(file, layer, rule, line, sentence):
        table.append((file, layer, rule, line, sentence))

    def csv_fault(file, rule, sentence, bad, line=2, layer="components", header=component):
        write_csv(f"{folder}/{file}", header, bad)
        fault(file, layer, rule, line, sentence)

    csv_fault("owner-code-empty.csv", "field-missing", "a component without a code",
              [row(code="")])
    csv_fault("extension-not-json.csv", "value-form", "an extension that is no JSON object",
              [row(extension="0.7 m")])
    csv_fault("code-too-short.csv", "code-form", "a code of 15 digits",
              [row(), row(code="990101010010001", lon=at(0.4, 0)[0])], line=3)
    csv_fault("code-twice.csv", "code-duplicate", "two rows with one code",
              [row(), row(lon=at(0.4, 0)[0])], line=3)
    csv_fault("code-of-other-category.csv", "code-category",
              "a code that states another category (a warning)", [row(category=LAMP)])
    csv_fault("category-unknown.csv", "category-unknown", "a category of no catalogue",
              [row(code="99010109999000101", category="component/09999")])
    csv_fault("owner-unknown.csv", "organization-unknown", "an owner that is not registered",
              [row(owner="NOBODY")])
    csv_fault("target-missing.csv", "reference-missing", "a post for a grid that does not exist",
              [["GW-90", "holder", "RY-01", "responsibility-grids", "ZR-99"]], layer="posts",
              header=["code", "role", "person", "target_layer", "target"])
    csv_fault("place-missing.csv", "geometry-missing", "a component without a place",
              [row(lon="", lat="")])
    csv_fault("far-away.csv", "geometry-outside", "a component outside the town",
              [row(lon=121.0)])
    csv_fault("cover-twice.csv", "near-duplicate",
              "two covers in one place, under two codes (a warning)",
              [row(), row(code="99010101001000102", lon=at(0.302, 0)[0])], line=3)
    csv_fault("cover-recoded.csv", "code-renamed",
              "a registered cover under a new code (a warning)",
              [row(code="99010201001000101", lon=at(4.502, 0)[0], lat=at(0, 1.5)[1])])
    csv_fault("grid-of-neighbour.csv", "area-declared",
              "a component that names the neighbour's unit grid (a warning)",
              [[*good, grid_of(1, 0)]], header=[*component, "unit_grid"])
    csv_fault("lamp-far-away.csv", "jump", "a lamp 145 m from where it stood (a warning)",
              [["99010101037000001", LAMP, "DX", "", *at(3, 0.5)]])
    csv_fault("one-place-for-all.csv", "suspicious-total",
              "twenty trees in one place (a warning)",
              [row(code=f"99010104002{100 + n:06d}", category=TREE) for n in range(20)], line="")
    csv_fault("four-decimals.csv", "coordinates-rounded",
              "a hundred trees on the raster of four decimals (a warning)",
              [row(code=f"99010104002{100 + n:06d}", category=TREE, lon=at(n % 10 / 10 + 0.1, 0)[0],
                   lat=at(0, n // 10 / 10 + 0.1)[1]) for n in range(100)], line="")
    csv_fault("telephone-as-code.csv", "person-code-personal",
              "a person known by a telephone number", [["13800000000", "样例辛"]],
              layer="people", header=["code", "name"])
    csv_fault("coordinate-garbled.csv", "row-unreadable", "a coordinate that is no number",
              [row(lon="120°0′")])

    csv_fault("code-of-other-district.csv", "code-district",
              "a code of the district next to it (a warning)", [row(code="99010201001000101")])
    csv_fault("code-of-other-city.csv", "code-district", "a code of a district of another city",
              [row(code="99020101001000101")])
    full = ["code", "category", "standard", "name", "competent_department", "unit_grid", "state",
            "initial_date", "change_date", "source", "lon", "lat"]
    complete = [*good[:2], "GB/T 47678.5-2026", "供水井盖", "SZ", grid_of(0, 0), "完好",
                "2026-03-01", "", "实测", *good[4:]]

    def whole(**values):
        return [values.get(name, usual) for name, usual in zip(full, complete)]

    for file, rule, sentence, bad in [
            ("state-missing.csv", "attribute-missing",
             "a component of the 2026 standard without a state (a warning)", whole(state="")),
            ("state-unknown.csv", "value-domain",
             "a state of no list (a warning)", whole(state="还行")),
            ("surveyed-tomorrow.csv", "date-future",
             "a survey that is yet to come (a warning)", whole(initial_date="9999-01-01")),
            ("changed-before-survey.csv", "time-order",
             "a change before the first survey (a warning)", whole(change_date="2026-02-28"))]:
        csv_fault(file, rule, sentence, [bad], header=full)
    csv_fault("category-of-2013.csv", "category-mapped",
              "a category of an older standard, taken as its successor (a note)",
              [row(code="9901010102000101", category="0102")])
    csv_fault("01001-covers.csv", "category-stated",
              "a file named by its class, without a column for it (a note)",
              [[good[0], *good[2:]]], line="", header=[component[0], *component[2:]])
    csv_fault("telephone-column.csv", "personal-column",
              "a column of telephone numbers (a warning)",
              [[*good, "13800000000"]], line="", header=[*component, "联系电话"])

    duty = ["code", "kind", "post", "person", "deputy", "from_time", "to_time"]
    for file, rule, sentence, bad in [
            ("duty-of-nobody.csv", "field-missing", "a duty of neither a post nor a person",
             ["ZB-90", "shift", "", "", "", "", ""]),
            ("deputy-unnamed.csv", "field-missing", "a row that does not say who stands in",
             ["ZB-90", "deputy", "GW-01", "", "", "", ""]),
            ("duty-of-a-stranger.csv", "reference-missing", "a duty of nobody who is registered",
             ["ZB-90", "shift", "", "RY-99", "", "", ""]),
            ("duty-backwards.csv", "time-order", "a leave that ends before it begins",
             ["ZB-90", "leave", "", "RY-03", "", "2026-03-06T08:00+08:00",
              "2026-03-06T07:00+08:00"]),
            ("duty-days-alone.csv", "value-form", "a leave to a day, its morning or its evening",
             ["ZB-90", "leave", "", "RY-03", "", "2026-03-02T00:00+08:00", "2026-03-06"])]:
        csv_fault(file, rule, sentence, [bad], layer="duties", header=duty)
    csv_fault("ruling-of-nothing.csv", "field-missing",
              "a ruling about neither a component nor some ground", [["QR-90", "LD"]],
              layer="rulings", header=["code", "organization"])
    csv_fault("ruling-component-unknown.csv", "reference-missing",
              "a ruling about a component that is not registered",
              [["QR-90", "99010205002000999", "LD"]], layer="rulings",
              header=["code", "component", "organization"])
    limit = ["category", "limit_value", "limit_unit"]
    csv_fault("limit-category-unknown.csv", "category-unknown",
              "a time limit of a category of no catalogue", [["matter/09999", 2, "天"]],
              layer="time-limits", header=limit)
    csv_fault("limit-of-nothing.csv", "value-form", "a time limit of no time",
              [["matter/06010", 0, "天"]], layer="time-limits", header=limit)
    csv_fault("channel-datum-unknown.csv", "value-form", "a channel in a datum of no name",
              [["SMS", "短信", "地方坐标"]], layer="channels", header=["code", "name", "datum"])
    csv_fault("calendar-day-twice.csv", "code-duplicate", "a day that stands twice, written otherwise",
              [["2026-05-01", "holiday"], ["2026/5/1", "workday"]], line=3, layer="calendar",
              header=["day", "kind"])
    csv_fault("calendar-hours-overlap.csv", "value-form", "hours of a day that overlap",
              [["2026-05-02", "workday", "08:00-12:00;11:30-17:00"]], layer="calendar",
              header=["day", "kind", "hours"])
    case = ["code", "category", "time", "lon", "lat"]
    csv_fault("case-outside.csv", "geometry-outside", "a case outside the town (a warning)",
              [["AJ-901", "matter/06012", "2026-03-01T07:30+08:00", 121.0, 30.0]],
              layer="cases", header=case)
    csv_fault("case-of-no-kind.csv", "value-form", "a case of a code that could be two categories",
              [["AJ-902", "06012", "2026-03-01T07:30+08:00", *at(0.3, 0.3)]], layer="cases",
              header=case)

    def geojson_fault(file, layer, rule, sentence, features, line=1):
        write_geojson(f"{folder}/{file}", features)
        fault(file, layer, rule, line, sentence)

    bow_tie = {"type": "Polygon", "coordinates": [[at(0.1, 0.1), at(0.4, 0.4), at(0.4, 0.1),
                                                   at(0.1, 0.4), at(0.1, 0.1)]]}
    geojson_fault("bow-tie.geojson", "responsibility-grids", "geometry-invalid",
                  "a grid that crosses itself", [feature(bow_tie, code="ZR-90", name="蝴蝶结")])
    geojson_fault("partition-of-nobody.geojson", "partitions", "field-missing",
                  "a partition with neither an organization nor a person",
                  [feature(block(4, 2, 5, 3), code="BQ-90", categories="matter/06016")])
    geojson_fault("partition-overlap.geojson", "partitions", "partition-overlap",
                  "a partition over another one's ground for the same category (a warning)",
                  [feature(block(0.5, 2, 1, 3), code="BQ-90", categories="matter/06017",
                           organization="NMJD")])
    geojson_fault("case-along-a-street.geojson", "cases", "geometry-invalid",
                  "a case that is a line",
                  [feature(line((0, 2), (1, 2)), code="AJ-903", category="matter/06012",
                           time="2026-03-01T07:30+08:00")])
    geojson_fault("orphan.geojson", "communities", "parent-missing",
                  "a community of a subdistrict that does not exist",
                  [feature(block(6, 0, 7, 1), code="990103001001", name="孤儿社区")])
    with open(f"{OUT}/components.csv", encoding="utf-8", newline="") as file:
        things = list(csv.DictReader(file))
    # By so much the shift of public maps (GCJ-02) moves the middle of the town.
    shifted = [[thing["code"], thing["category"], f"{float(thing['lon']) + 0.0046679:.7f}",
                f"{float(thing['lat']) - 0.0024569:.7f}"] for thing in things]
    csv_fault("map-shift.csv", "datum-suspected",
              "the town's components with the coordinates of a public map", shifted, line="",
              header=["code", "category", "lon", "lat"])
    geojson_fault("with-height.geojson", "components", "dimensions-dropped",
                  "a component with a height (a note)",
                  [feature({"type": "Point", "coordinates": [*at(0.3, 0.3), 4.2]}, code=good[0],
                           category=good[1], owner=good[2])], line="")
    inside = {"type": "Polygon", "coordinates": [
        [at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)],
        [at(0.4, 0.4), at(0.4, 0.6), at(0.6, 0.6), at(0.6, 0.4), at(0.4, 0.4)]]}
    geojson_fault("gap.geojson", "unit-grids", "grid-gap", "a grid that leaves ground between",
                  [feature(inside, code=grid_of(0, 0), name="中空")], line="")
    geojson_fault("overlap.geojson", "unit-grids", "grid-overlap",
                  "a grid that covers its neighbour's ground",
                  [feature(block(0, 0, 1.2, 1), code=grid_of(0, 0), name="越界")], line="")
    geojson_fault("outside-parent.geojson", "unit-grids", "grid-outside-parent",
                  "a grid that reaches beyond its community (a warning)",
                  [feature(block(5, 3, 6.3, 4), code=grid_of(5, 3), name="出界")])
    geojson_fault("number-left-out.geojson", "unit-grids", "grid-numbering",
                  "a new grid whose number leaves others out (a warning)",
                  [feature(block(5, 3, 6, 4), code=community_of(5, 3) + "009", name="跳号")], line="")
    geojson_fault("tiny.geojson", "unit-grids", "grid-size",
                  "a grid as small as a remnant (a warning)",
                  [feature(block(5, 3, 5.2, 3.1), code=grid_of(5, 3), name="残片")], line="")
    geojson_fault("code-reused.geojson", "responsibility-grids", "code-reused",
                  "a retired code on other ground",
                  [feature(block(4, 2, 5, 3), code="ZR-03", name="旧码新用")])
    geojson_fault("half-a-split.geojson", "responsibility-grids", "lineage",
                  "a part of a retired grid, of which the other part is nowhere",
                  [feature(block(0, 2, 0.5, 3), code="ZR-90", name="半格", lineage="ZR-03")],
                  line="")
    geojson_fault("evaluation-code.geojson", "evaluation-grids", "evaluation-code",
                  "a code that states another class than its row (a warning)",
                  [feature(block(3, 0, 6, 2), code="99010200101A", name="评价网格二", grade="B")],
                  line="")
    write_csv(f"{folder}/faults.csv", ["file", "layer", "rule", "row", "what"], table)
    return table


def readme(table):
    with open(f"{OUT}/README.md", "w", encoding="utf-8", newline="\n") as file:
        file.write("""# The sample town

Invented: two districts of three by four blocks at 120° E, 30° N, with national codes of the unused
division 99. Every layer is here; `cases.csv` asks one question for every kind of rule and says the
answer with its reason, `past-cases.csv` is the layer of cases, and `faults/` has a file for every rule
that a delivery can break.
`tools/prepare/sample.py` makes all of it.

    tools/make-sample PROGRAM sample.db

| file in `faults/` | layer | rule | row | what is wrong |
|---|---|---|---|---|
""")
        for row in table:
            file.write("| " + " | ".join(str(v) for v in row) + " |\n")


os.makedirs(OUT, exist_ok=True)
territory()
streets()
things()
people_and_rules()
decisions()
cases()
readme(faults())
