"""What stands under a name: pipes, loops, links, odd names."""
import os

from trials import shapefile
from trials.hostile import case, cases
from trials.hostile.archives import ROW


@cases([".csv", ".shp", ".gpkg", ".zip", ".geojson"], "refused")
def pipe(folder, ending):
    os.mkfifo(folder / f"a{ending}")
    return folder / f"a{ending}"


@case("refused", "neither a file nor a folder")
def pipe_beside_a_shapefile(folder):
    shapefile.write(folder)
    (folder / "a.dbf").unlink()
    os.mkfifo(folder / "a.dbf")
    return folder / "a.shp"


@cases(["/dev/zero", "/dev/urandom", "/proc/kcore", "/proc/self/mem", "/dev/stdin"], "refused")
def device(folder, name):
    return name


@case("any")
def process_environment(folder):
    return "/proc/self/environ"


@case("refused")
def folder_that_holds_itself(folder):
    shapefile.write(folder)
    (folder / "loop").symlink_to(folder)
    return folder


@case("any")
def link_that_leads_to_itself(folder):
    (folder / "a.csv").symlink_to(folder / "a.csv")
    return folder / "a.csv"


@cases([".shp", ".dbf", ".shx", ".prj"], "any")
def link_out_of_the_folder(folder, ending):
    secret = folder.parent.parent / "outside" / f"secret{ending}"
    inner = folder / "given"
    inner.mkdir()
    shapefile.write(inner)
    secret.write_bytes((inner / f"a{ending}").read_bytes())
    (inner / f"a{ending}").unlink()
    (inner / f"a{ending}").symlink_to(secret)
    return inner


@case("any")
def folders_fifteen_hundred_deep(folder):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    (folder / "a.csv").write_text(ROW)
    return folder


@case("any")
def twenty_thousand_files(folder):
    for i in range(20_000):
        (folder / f"{i}.csv").touch()
    return folder


@cases([".csv", ".shp", ".gpkg", ".geojson", ".zip", ".xlsx", ".kml", ".fgb", ".dxf", ".gml"],
       "refused", "empty")
def no_bytes(folder, ending):
    (folder / f"a{ending}").touch()
    return folder / f"a{ending}"


@cases(["a\nb.csv", "a\x1b[2Jb.csv", "井盖🕳️.csv", "x" * 251 + ".csv", "=cmd.csv", "-rf.csv",
        " .csv", "a'b\"c`d$(e).csv", "%s%n%d.csv", "a\udcff.csv", "A{B}.csv", "a?b#c&d.csv"], "any")
def odd_name(folder, name):
    path = os.fsencode(folder) + b"/" + os.fsencode(name)
    with open(path, "w") as file:
        file.write(ROW)
    return os.fsdecode(path)


@cases(["/vsicurl/http://127.0.0.1:{port}/a.csv", "http://127.0.0.1:{port}/a.geojson",
        "PG:host=127.0.0.1 port={port}", "/vsizip/a.zip", "/vsistdin/", "<OGRVRTDataSource/>",
        "GPKG:a.gpkg:b", "WFS:http://127.0.0.1:{port}", "../../../../../../etc/passwd",
        '{"type":"Point","coordinates":[1,2]}', "CSV:/etc/passwd", ""], "refused")
def name_that_is_an_address(folder, name):
    from trials.listener import PORT
    return name.replace("{port}", str(PORT))
