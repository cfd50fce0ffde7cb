"""Notes what does not hold, and the largest of what is measured."""
import collections
import sys
import time

SHOWN = 8


class Judge:
    def __init__(self):
        self.faults = collections.OrderedDict()
        self.largest = {}
        self.looked = collections.Counter()
        self.started = time.monotonic()

    def fault(self, kind, where):
        """Something does not hold; the first few places of a kind are shown."""
        self.faults.setdefault(kind, []).append(str(where))

    def hold(self, truth, kind, where):
        self.looked[kind] += 1
        if not truth:
            self.fault(kind, where)

    def measure(self, what, value, where=""):
        """Keeps the largest value of a figure and where it is."""
        if what not in self.largest or value > self.largest[what][0]:
            self.largest[what] = (value, str(where))

    def within(self, what, value, limit, where):
        self.measure(what, value, where)
        self.hold(value <= limit, f"{what} is above {limit:g}", f"{where}: {value:.3f}")

    def say(self, text):
        print(f"{time.monotonic() - self.started:6.1f} s  {text}")
        sys.stdout.flush()

    def report(self):
        for what, (value, where) in sorted(self.largest.items()):
            shown = f"{value:,}" if isinstance(value, int) else f"{value:.4f}"
            print(f"    largest {what}: {shown}" + (f"  ({where})" if where else ""))
        for kind, places in self.faults.items():
            print(f"WRONG {kind}: {len(places):,}")
            for place in places[:SHOWN]:
                print(f"      {place}")
        looked = sum(self.looked.values())
        print(f"readers: {looked:,} looks, {sum(map(len, self.faults.values())):,} wrong, "
              f"{time.monotonic() - self.started:.0f} s")
        return 1 if self.faults else 0
