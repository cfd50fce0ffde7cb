"""QGIS reads the tiles as its users connect to them: its own Python from Debian, without a screen."""
import json
import os
import subprocess
from pathlib import Path


DEBIAN = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("in_qgis.py")


def look(judge, server, register):
    if subprocess.run([DEBIAN, "-c", "import qgis"], capture_output=True).returncode:
        judge.say("qgis: skipped, Debian's python3-qgis is not installed")
        return
    rows = register.rows["communities"]
    degrees = [shape.representative_point().coords[0] for shape in rows.degrees]
    asked = {"url": f"http://127.0.0.1:{server.port}/tiles/all/{{z}}/{{x}}/{{y}}.mvt",
             "token": server.token, "zooms": [register.zooms[0], register.zooms[-1]],
             "at": degrees[:40]}
    run = subprocess.run(
        [DEBIAN, SCRIPT], input=json.dumps(asked), capture_output=True, text=True, timeout=300,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if run.returncode:
        judge.fault("QGIS fails", run.stderr[-600:])
        return
    told = json.loads(run.stdout.strip().splitlines()[-1])
    judge.hold(told["valid"], "QGIS does not take the layer", told)
    judge.hold(told["painted"] > 100, "QGIS paints nothing", told["painted"])
    for codes, row in zip(told["codes"], range(len(rows))):
        judge.hold(rows.texts[row]["code"] in codes, "QGIS does not identify an area",
                   f"{rows.texts[row]['code']} {codes}")
    judge.say(f"qgis: {told['version']}, {told['painted']:,} pixels painted, "
              f"{len(told['codes'])} areas identified")
