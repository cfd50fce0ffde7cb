"""What `readers` runs."""
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

from reading import closed, desktop, fixtures, fresh, honest, right, seams  # noqa: E402
from reading.judge import Judge  # noqa: E402
from reading.register import Register  # noqa: E402
from reading.served import ROOT, Server, say  # noqa: E402

CLAIMS = ["fixtures", "right", "seamless", "honest", "fresh", "closed", "qgis"]
SHARED = ROOT.parent / "shared" / "realdata" / "awkward" / "mvt"


def options():
    parser = argparse.ArgumentParser(prog="readers")
    parser.add_argument("program", type=Path)
    parser.add_argument("--city", default="shigatse")
    parser.add_argument("--components", type=int, default=4000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default=",".join(CLAIMS))
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--zooms", default="10-16", help="of `seamless`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fixtures", type=Path, default=SHARED)
    return parser.parse_args()


def zooms(asked):
    if asked.quick:
        return [11, 13]
    first, last = map(int, asked.zooms.split("-"))
    return range(first, last + 1)


def city(asked, folder):
    path = folder / "city.db"
    if asked.db:
        shutil.copy(asked.db, path)
    else:
        say(asked.program, "demo", path, "--city", asked.city, "--components", asked.components)
    return path


def look(asked, judge, folder):
    claims = asked.only.split(",")
    if "fixtures" in claims and asked.fixtures.is_dir():
        fixtures.look(judge, asked.fixtures)
    if "closed" in claims:
        closed.look(judge, asked.program, folder)
    if not {"right", "seamless", "honest", "fresh", "qgis"} & set(claims):
        return
    path = city(asked, folder)
    register = Register(path)
    judge.say(f"{len(register.rows['components']):,} components, "
              f"{len(register.rows['unit-grids']):,} unit grids")
    sample = 4 if asked.quick else asked.sample
    with Server(asked.program, path) as server, Server(asked.program, path) as again:
        if "right" in claims:
            right.look(judge, server, register, again, sample, asked.seed, asked.all)
        if "seamless" in claims:
            seams.look(judge, server, register, zooms(asked))
        if "honest" in claims:
            honest.look(judge, server, register)
        if "qgis" in claims:
            desktop.look(judge, server, register)
        if "fresh" in claims:
            fresh.look(judge, asked.program, path, server, register, asked.seed)


def main():
    asked = options()
    asked.program = asked.program.resolve()
    judge = Judge()
    with tempfile.TemporaryDirectory(prefix="wangge-readers-") as folder:
        look(asked, judge, Path(folder))
    return judge.report()


if __name__ == "__main__":
    sys.exit(main())
