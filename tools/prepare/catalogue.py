"""Makes gisdata/catalogue from transcriptions of the standards' class lists.

    python3 tools/prepare/catalogue.py SOURCES gisdata/catalogue

SOURCES is a folder with component_classes.csv, event_classes.csv and time_limits.csv, columns
standard, major_code, major_name, sub_code, sub_name, source (and those of the limits). The lists are
secondary transcriptions: the official texts were not seen and no conformity is claimed.

Rules: matters of the majors 01 to 05 are about the component of the same number, if there is one;
what has 井盖 (cover) in its name, and the matter about it, is in group `manhole`; what has 路灯 (street
lamp) in `street-lamp`; what has 消防设施, 消防栓 or 消火栓 in `hydrant`. A class of 2026 is the equivalent of an
older one if the names are the same.
"""

import csv
import sys

from tables import write_csv

SOURCES, OUT = sys.argv[1], sys.argv[2]
HEADER = ["standard", "kind", "code", "name", "major", "major_name", "groups",
          "component_category", "equivalents", "source"]
STANDARD = "GB/T 47678.5-2026"
GROUPS = {"manhole": ["井盖"], "street-lamp": ["路灯"], "hydrant": ["消防设施", "消防栓", "消火栓"]}
# Classes that got another name or number; the others of one name follow by themselves.
LATER = {
    "CJ/T 214-2007 (inferred)": {"0101": "01001", "0107": "01007"},
    "GB/T 30428.2-2013 (inferred)": {
        "0101": "01001", "0150": "01050", "0151": "01051", "0154": "01054", "0204": "02004",
        "0219": "02019"},
}


def read(name):
    with open(f"{SOURCES}/{name}", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def groups(name):
    return ";".join(g for g, words in GROUPS.items() if any(w in name for w in words))


def short(source):
    return source.split(";")[0].split(" (transcribed")[0].strip()[:120]


def is_later(old, code, kind):
    """Whether a class of 2026 is an older one under another name or number."""
    later = LATER.get(old["standard"], {}) if kind == "component" else {}
    return later.get(old["major_code"] + old["sub_code"]) == code


def rows(classes, kind, components):
    seen, result = set(), []
    for c in classes:
        code = c["major_code"].strip() + c["sub_code"].strip()
        key = (c["standard"], kind, code)
        if not c["sub_code"].strip() or key in seen:
            continue
        seen.add(key)
        about = ""
        if kind == "matter" and c["standard"] == STANDARD and "01" <= c["major_code"] <= "05":
            about = f"component/{code}" if code in components else ""
        equal = ""
        if c["standard"] == STANDARD:
            equal = ";".join(sorted(
                f"{o['standard']}/{kind}/{o['major_code']}{o['sub_code']}" for o in classes
                if o["standard"] != STANDARD and o["sub_code"] and (
                    o["sub_name"] == c["sub_name"] or is_later(o, code, kind))))
        name = c["sub_name"].strip()
        member = groups(components.get(code, "") + name if about else name)
        result.append([c["standard"], kind, code, name, c["major_code"], c["major_name"], member,
                       about, equal, short(c["source"])])
    return result


component_classes, event_classes = read("component_classes.csv"), read("event_classes.csv")
current = {c["major_code"] + c["sub_code"]: c["sub_name"] for c in component_classes
           if c["standard"] == STANDARD}
components = rows(component_classes, "component", current)
matters = rows(event_classes, "matter", current)
for name, table in [("components", components), ("matters", matters)]:
    new = [r for r in table if r[0] == STANDARD]
    old = [r for r in table if r[0] != STANDARD]
    write_csv(f"{OUT}/{name}-2026.csv", HEADER, new)
    write_csv(f"{OUT}/{name}-legacy.csv", HEADER, old)
    print(name, len(new), "of 2026,", len(old), "older")

limits, taken = [], {}
for limit in read("time_limits.csv"):
    code = limit["major_code"] + limit["sub_code"]
    key = (limit["source"], limit["kind"], code)
    if len(taken) >= 30 and key not in taken:
        continue
    taken[key] = True
    limits.append([f"{limit['kind']}/{code}", limit["sub_name"], limit["condition"], limit["value"],
                   limit["unit"], limit["closing_condition"], limit["source"]])
write_csv(f"{OUT}/time-limits-sample.csv",
          ["category", "name", "condition", "limit_value", "limit_unit", "closing_condition",
           "source"], limits)
print("time limits", len(limits))
