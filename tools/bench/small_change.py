"""How soon a moved component is seen, and what readers notice meanwhile.

    tools/bench/small-change CITY.db [--changes 20] [--rate 1000]

Readers ask for verdicts at a fixed pace all the time. First nothing happens; then one component
is moved again and again by `wangge import` of one row; then all are moved by one delivery. Seen is
a change when `GET /v1/verdict?code=…` shows the new place.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import city
import deliveries
import load
import server

CONNECTIONS = 4
POLL = 0.002
LONGEST = 900
# What must be reached, in milliseconds: the longest until a change is seen, the readers' p99.
SEEN, READ = 100, 3


class Poll(threading.Thread):
    """Asks again and again and keeps the moment of the first answer that is another one."""

    def __init__(self, ask):
        super().__init__(daemon=True)
        self.ask, self.before, self.moment = ask, ask(), None
        self.start()

    def run(self):
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            if self.ask() != self.before:
                self.moment = time.monotonic()
                return
            time.sleep(POLL)

    def wait(self):
        self.join()
        if self.moment is None:
            raise RuntimeError(f"a change is not seen after {LONGEST} s")
        return self.moment


def publish(program, register, delivery):
    """Imports a delivery of components; says when that ended."""
    done = subprocess.run([program, "import", register, "components", delivery,
                           "--crs", "EPSG:4490"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"the delivery is refused:\n{done.stderr}")
    return time.monotonic()


def measure(program, path, points, changes=20, rate=1000, seconds=5):
    """The figures of a small change and of a large one, as a dictionary."""
    asked = server.questions(points, 20_000)
    with server.serving(program, path, asked[0]) as running, contextlib.closing(
            city.connect(running.register)) as register:
        code, small = deliveries.one_moved(
            program, running.register, [40 * (1 + i % 2) for i in range(changes)])
        large = deliveries.all_moved(program, running.register)

        def committed():
            return register.execute("SELECT max(number) FROM edition").fetchone()[0]

        def seen():
            return json.loads(running.get(f"/v1/verdict?code={code}")[1])["place"]["at"]

        readers = load.Background(
            running.port, [running.request(path) for path in asked], rate, CONNECTIONS)
        try:
            time.sleep(1)
            moments = [time.monotonic()]
            time.sleep(seconds)
            moments.append(time.monotonic())
            after_commit, after_exit = [], []
            for delivery in small:
                commit, sight = Poll(committed), Poll(seen)
                ended = publish(program, running.register, delivery)
                after_commit.append(sight.wait() - commit.wait())
                after_exit.append(sight.moment - ended)
            moments.append(time.monotonic())
            commit, sight = Poll(committed), Poll(seen)
            ended = publish(program, running.register, large)
            large_seen = sight.wait() - commit.wait()
            time.sleep(1)
            moments.append(time.monotonic())
        finally:
            offered = readers.end()
    phases = dict(zip(("at rest", "small changes", "all moved"),
                      (offered.during(*span) for span in zip(moments, moments[1:]))))
    return {
        "rate": rate, "refused": offered.refused, "phases": phases,
        "seen after commit": after_commit, "seen after import": after_exit,
        "all seen after commit": large_seen, "all took": moments[3] - moments[2] - 1,
    }


def tell(figures):
    """The figures in words; says whether they are as good as they must be."""
    holds = []

    def judged(value, most):
        holds.append(value <= most)
        return "holds" if holds[-1] else f"must be ≤ {most}"

    for what, most in (("seen after commit", SEEN), ("seen after import", SEEN)):
        times = [1000 * seconds for seconds in figures[what]]
        print(f"one component moved, {what}: median {statistics.median(times):.0f} ms, "
              f"longest {max(times):.0f} ms of {len(times)}: {judged(max(times), most)}")
    print(f"all components moved: {figures['all took']:.1f} s, seen "
          f"{1000 * figures['all seen after commit']:.0f} ms after the commit")
    for phase, offered in figures["phases"].items():
        print(f"readers at {figures['rate']:,} a second, {phase}: {offered}: "
              f"{judged(offered.milliseconds(99), READ)}")
    print(f"refused: {figures['refused']:,}: {judged(figures['refused'], 0)}")
    return all(holds)


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/small-change")
    parser.add_argument("city")
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--rate", type=int, default=1000)
    options = parser.parse_args()
    print(city.size(options.city)[1])
    with tempfile.TemporaryDirectory() as folder:
        points = f"{folder}/points.csv"
        city.write_points(options.city, points, 20_000, seed=1)
        figures = measure(
            os.environ["PROGRAM"], options.city, points, options.changes, options.rate)
    sys.exit(0 if tell(figures) else 1)


if __name__ == "__main__":
    main()
