"""Delivers real registers with their mapping files and compares what is found with other counts.

    python3 tools/real/censuses.py PROGRAM REALDATA WORK

Per source: the account of its rows, and per rule how many findings there are, how many rows are at
fault by an independent count, and what a person who looked at findings said of them
(`tools/real/looked-at.csv`). Ends with 1 if an account does not add up, a known defect is not found
row by row, something else is found, or a rule speaks of which nobody looked at as many findings.
"""

import csv
import os
import sys

import cambridge_registers
import chinese_districts
import dc_registers
from oracle import gaps, overlapping

PROGRAM, ORIGINALS, WORK = sys.argv[1:4]


class Ledger:
    """What was delivered, found and expected, printed as it comes."""

    def __init__(self):
        with open(os.path.join(os.path.dirname(__file__), "looked-at.csv"),
                  encoding="utf-8", newline="") as file:
            self.looked_at = {(r["source"], r["rule"]): r for r in csv.DictReader(file)}
        self.faults, self.seen = [], set()

    def fault(self, text):
        self.faults.append(text)
        print(f"    !! {text}")

    def refused(self, name, delivered, words):
        """A file that cannot be read as the layer at all, which is its known defect."""
        print(f"{name}: refused before any row is read, as expected: {delivered.refusal}")
        if not delivered.refusal or words not in delivered.refusal:
            self.fault(f"{name}: the refusal does not say {words!r}")

    def row(self, name, delivered, expected):
        """Prints a delivery and compares it.

        `expected` has for a rule, or a rule and the first words of its sentences, the rows at
        fault; a rule's name in brackets is expected of a program that has such a rule.
        """
        if delivered.refusal:
            return self.fault(f"{name}: not read: {delivered.refusal}")
        a = delivered.account
        print(f"{name}: {a['rowsIn']} rows in = {a['published']} published + {a['unchanged']} "
              f"unchanged + {a['rejected']} rejected + {a['waived']} waived"
              + ("; the layer is refused as a whole" if delivered.refuses_layer else ""))
        if a["rowsIn"] != a["published"] + a["unchanged"] + a["rejected"] + a["waived"]:
            self.fault(f"{name}: the account does not add up")
        for key, rows in expected.items():
            self.compare(name, delivered, key, rows)
        for rule, count in sorted(delivered.rules.items()):
            self.look(name, rule, count)

    def compare(self, name, delivered, key, rows):
        rule, about = key if isinstance(key, tuple) else (key, "")
        found = delivered.rows(rule, about)
        label = f"{rule} {about}".strip()
        missed, more = sorted(rows - found), sorted(found - rows, key=str)
        print(f"    {label}: {len(found)} rows found, {len(rows)} expected, {len(missed)} missed, "
              f"{len(more)} more")
        if rows and not found:
            self.fault(f"{name}: {label}: NOT FOUND AT ALL, {len(rows)} rows expected")
        elif missed or more:
            self.fault(f"{name}: {label}: missed {missed[:5]}, more {more[:5]}")

    def areas(self, name, delivered, stand):
        """Compares gaps and overlaps of the areas as they would stand, in lattice units."""
        pairs, holes = overlapping(stand), gaps(stand)
        found = set()
        for f in delivered.findings:
            if f["rule"] == "grid-overlap":
                words = f["english"].split()
                found.add(tuple(sorted((words[0], words[2]))))
        count = delivered.rules["grid-gap"]
        print(f"    overlaps: {len(found)} pairs found, {len(pairs)} expected; gaps: {count} found, "
              f"{holes} expected")
        if found != pairs:
            self.fault(f"{name}: overlaps missed {sorted(pairs - found)[:5]}, "
                       f"more {sorted(found - pairs)[:5]}")
        # Where areas overlap, the borders of gaps cross others and do not close.
        if count != holes and not (pairs and count < holes):
            self.fault(f"{name}: {count} gaps, expected {holes}")

    def codes(self, name, delivered, codes, today, valid):
        """Compares the codes that come and go with the lists, and names the abolished ones."""
        abolished = sorted(codes - valid)
        print(f"    codes: {delivered.differences['new']} new, {delivered.differences['vanished']} "
              f"vanish; abolished by the list of 2023: {', '.join(abolished) or 'none'}")
        if delivered.differences["vanished"] != len(today - codes):
            self.fault(f"{name}: {len(today - codes)} codes should vanish")

    def look(self, name, rule, count):
        looked = self.looked_at.get((name, rule))
        self.seen.add((name, rule))
        if looked is None:
            return self.fault(f"{name}: {rule}: {count} findings that nobody looked at")
        print(f"    {rule}: {count} findings; looked at: {looked['true']} true, "
              f"{looked['false']} false. {looked['note']}")
        if count != int(looked["found"]):
            self.fault(f"{name}: {rule}: {count} findings, {looked['found']} when looked at")

    def end(self):
        for name, rule in sorted(self.looked_at.keys() - self.seen):
            self.fault(f"{name}: {rule}: looked at once, found no more")
        print(f"real censuses: {len(self.faults)} surprises")
        return 1 if self.faults else 0


ledger = Ledger()
for part in (cambridge_registers, dc_registers, chinese_districts):
    part.run(PROGRAM, ORIGINALS, WORK, ledger)
sys.exit(ledger.end())
