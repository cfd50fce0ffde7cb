"""Invents rules for a copy of a city, so that every rule speaks somewhere and many collide.

Organizations, half-widths, road levels and relations of what is registered are drawn anew, and
posts, mandates and precedences are made up: for few targets, with ranks and days that meet. All of
it goes in by the program's own import.
"""

import csv
import os
import subprocess

import scratch

LEVELS = ["市管", "区管", "社区管"]
CHAINS = {
    "organization": ["component", "mandate", "segment", "responsibility-grid", "territory"],
    "person": ["component", "segment", "responsibility-grid", "organization", "territory"],
}
COARSER = {"unit-grids": ["communities", "subdistricts", "districts"],
           "communities": ["subdistricts", "districts"], "subdistricts": ["districts"]}


class Inventor:
    """A city's copy, what can be named in it, and a generator of chances."""

    def __init__(self, random, program, original, city):
        self.random, self.program, self.city = random, program, city
        self.folder = os.path.dirname(city)
        database = scratch.connect(":memory:")
        database.execute("ATTACH ? AS original", (f"file:{os.path.abspath(original)}?mode=ro",))
        database.execute("VACUUM original INTO ?", (city,))
        database.execute("ATTACH ? AS city", (city,))
        self.codes = {
            layer: [row[0] for row in database.execute(f"SELECT code FROM city.{table} ORDER BY 1")]
            for layer, table in (
                ("districts", "district"), ("subdistricts", "subdistrict"),
                ("communities", "community"), ("unit-grids", "unit_grid"),
                ("management-grids", "management_grid"),
                ("responsibility-grids", "responsibility_grid"),
                ("road-chief-segments", "road_chief_segment"), ("components", "component"),
                ("organizations", "organization"), ("people", "person"))}
        self.categories = [row[0] for row in database.execute(
            "SELECT DISTINCT kind || '/' || code FROM city.category ORDER BY 1")]
        registered = {row[0] for row in database.execute(
            "SELECT DISTINCT category FROM city.component")}
        # Those that are asked most must have rules.
        self.wanted = [key for key in self.categories
                       if "component/" + key.split("/")[1] in registered]
        self.groups = sorted({f"group/{group.strip()}" for (text,) in database.execute(
            "SELECT groups FROM city.category WHERE groups IS NOT NULL")
            for group in text.replace("；", ";").split(";") if group.strip()})
        database.close()

    def chance(self, share):
        return self.random.random() < share

    def one(self, items):
        return items[self.random.integers(len(items))] if len(items) else ""

    def pattern(self):
        kind = self.random.random()
        if kind < 0.15:
            return "*"
        if kind < 0.3 and self.groups:
            return self.one(self.groups)
        return self.one(self.wanted if kind < 0.8 and self.wanted else self.categories)

    def hand_in(self, layer, header, rows):
        path = f"{self.folder}/{layer}.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        done = subprocess.run(
            [self.program, "import", self.city, layer, path, "--crs", "EPSG:4490"],
            capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"oracle: invented {layer} are refused:\n{done.stdout}{done.stderr}")

    def change(self, layer, edit):
        """Hands a registered layer in again with every row edited."""
        if not self.codes[layer]:
            return
        path = f"{self.folder}/exported-{layer}.csv"
        subprocess.run([self.program, "export", self.city, layer, path], check=True,
                       stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            edit(row)
        self.hand_in(layer, list(rows[0]), [list(row.values()) for row in rows])

    def organization(self, share):
        return self.one(self.codes["organizations"]) if self.chance(share) else ""

    def area(self, layer):
        def edit(row):
            row["organization"] = self.organization(0.1)
            if layer in COARSER and self.chance(0.2):
                row["administered_by"] = self.one(
                    [code for coarser in COARSER[layer] for code in self.codes[coarser]])
        self.change(layer, edit)

    def segment(self, row):
        row["organization"] = self.organization(0.2)
        row["road_level"] = self.one(LEVELS) if self.chance(0.8) else ""
        row["half_width"] = round(self.random.uniform(2, 60), 1) if self.chance(0.5) else ""

    def component(self, row):
        for column in ("competent_department", "owner", "maintainer"):
            row[column] = self.organization(0.25)
        row["lead_organization"] = self.organization(0.05)
        row["responsible_person"] = self.one(self.codes["people"]) if self.chance(0.1) else ""

    def posts(self, count):
        layers = [layer for layer in (
            "districts", "subdistricts", "communities", "unit-grids", "responsibility-grids",
            "road-chief-segments", "components", "organizations") if self.codes[layer]]
        for number in range(count):
            layer = self.one(layers)
            role = self.one(["chief", "chief", "chief", "holder"] if layer == "road-chief-segments"
                            else ["holder", "holder", "holder", "deputy"])
            person = self.one(self.codes["people"]) if self.chance(0.8) else ""
            begins, ends = (f"2025-{month:02d}-{self.random.integers(1, 29):02d}"
                            for month in sorted(self.random.integers(1, 13, 2)))
            yield [f"INVENTED-{number}", role, self.one(["", "1", "2", "2", "3"]), person,
                   self.organization(0.5 if person else 1), layer, self.one(self.codes[layer]),
                   ";".join({self.pattern() for _ in range(self.random.integers(1, 4))})
                   if self.chance(0.3) else "",
                   begins if self.chance(0.3) else "",
                   max(begins, ends) if self.chance(0.3) else ""]

    def mandates(self, count):
        territories = [layer for layer in (
            "districts", "subdistricts", "communities", "unit-grids", "management-grids",
            "responsibility-grids") if self.codes[layer]]
        for number in range(count):
            yield [f"INVENTED-{number}", self.pattern(),
                   self.one(self.codes[self.one(territories)]) if self.chance(0.8) else "",
                   self.one(LEVELS) if self.chance(0.3) else "",
                   self.organization(1), self.one(["competent", "competent", "assisting"])]

    def precedences(self, count):
        for chain, pattern in sorted({(self.one(list(CHAINS)), self.pattern())
                                      for _ in range(count)}):
            rules = self.random.permutation(CHAINS[chain])[:self.random.integers(1, 6)]
            yield [chain, pattern, ";".join(rules)] + [
                round(self.random.uniform(3, 90), 1) if self.chance(0.5) else "" for _ in "cs"]

    def everything(self):
        self.hand_in("organizations", ["code", "name"],
                     [[f"INVENTED-{i}", f"单位{i}"] for i in range(12)])
        self.codes["organizations"] += [f"INVENTED-{i}" for i in range(12)]
        self.hand_in("people", ["code", "name"],
                     [[f"INVENTED-{i}", f"人员{i}"] for i in range(12)])
        self.codes["people"] += [f"INVENTED-{i}" for i in range(12)]
        for layer in ("districts", "subdistricts", "communities", "unit-grids",
                      "responsibility-grids"):
            self.area(layer)
        self.change("road-chief-segments", self.segment)
        self.change("components", self.component)
        places = sum(len(self.codes[layer]) for layer in (
            "unit-grids", "responsibility-grids", "road-chief-segments"))
        self.hand_in("posts", ["code", "role", "rank", "person", "organization", "target_layer",
                               "target", "categories", "valid_from", "valid_to"],
                     list(self.posts(200 + 2 * places)))
        self.hand_in("mandates", ["code", "category", "territory", "road_level", "organization",
                                  "role"], list(self.mandates(200 + places)))
        self.hand_in("precedence", ["chain", "category", "rules", "component_reach",
                                    "segment_reach"], list(self.precedences(40)))


def invented(random, program, original, folder):
    """The path of a copy of a city with invented rules."""
    city = f"{folder}/invented.db"
    Inventor(random, program, original, city).everything()
    return city
