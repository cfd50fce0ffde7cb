"""Archives that lead out of their folder, or unpack to more than anybody has."""
import gzip
import io
import struct
import zipfile
import zlib

from trials import shapefile
from trials.hostile import case, cases

ROW = "code,category,lon,lat\n99010101001000500,component/01001,120.0005,30.0005\n"
MARKER = "/tmp/wangge-hostile-marker.csv"


def archive(path, members, **more):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def zeros(count):
    """The packed form of so many zero bytes; unpacked they are never held."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1 << 20)
    data = b"".join(packer.compress(piece) for _ in range(count >> 20))
    return data + packer.flush()


def by_hand(path, name, packed, size, claimed=None, crc=0):
    """An archive of one packed member whose sizes are what they are said to be."""
    claimed = size if claimed is None else claimed
    name = name.encode()
    big = claimed >= 0xFFFFFFFF
    extra = struct.pack("<HHQQ", 1, 16, claimed, len(packed)) if big else b""
    sizes = (0xFFFFFFFF, 0xFFFFFFFF) if big else (len(packed), claimed)
    local = struct.pack("<IHHHIIIIHH", 0x04034B50, 45, 0, 8, 0, crc, *sizes, len(name), len(extra))
    entry = struct.pack(
        "<IHHHHIIIIHHHHHII", 0x02014B50, 45, 45, 0, 8, 0, crc, *sizes, len(name), len(extra), 0, 0,
        0, 0, 0)
    directory = entry + name + extra
    start = len(local) + len(name) + len(extra) + len(packed)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(directory), start, 0)
    path.write_bytes(local + name + extra + packed + directory + end)
    return path


@cases(["../a.csv", "x/../../a.csv", MARKER, "..\\a.csv", "C:\\a.csv", "//host/a.csv"], "refused",
       "leads out")
def names_that_lead_out(folder, name):
    return archive(folder / "a.zip", [(name, ROW)])


@case("refused", "leads out")
def link_to_a_password_file(folder):
    link = zipfile.ZipInfo("a.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return archive(folder / "a.zip", [(link, "/etc/passwd")])


@case("refused", "times its size")
def bomb_of_a_gigabyte(folder):
    return by_hand(folder / "a.zip", "a.csv", zeros(1 << 30), 1 << 30)


@case("refused", "unpacked")
def ten_gigabytes_claimed(folder):
    return by_hand(folder / "a.zip", "a.csv", b"\x03\x00", 10 << 30)


@case("refused", "another size")
def bomb_that_claims_to_be_small(folder):
    return by_hand(folder / "a.zip", "a.csv", zeros(1 << 30), 1 << 30, claimed=100)


@case("refused", "holds the archive")
def bomb_in_a_bomb(folder):
    inner = by_hand(folder / "inner.zip", "a.csv", zeros(1 << 28), 1 << 28).read_bytes()
    (folder / "inner.zip").unlink()
    return archive(folder / "a.zip", [(f"{i}.zip", inner) for i in range(16)])


@case("refused")
def bomb_of_members_that_share_their_bytes(folder):
    """Every entry of the list names the same packed bytes."""
    packed, size, count = zeros(64 << 20), 64 << 20, 2000
    local = struct.pack("<IHHHIIIIHH", 0x04034B50, 20, 0, 8, 0, 0, len(packed), size, 5, 0) + b"0.csv"
    entries = b"".join(
        struct.pack("<IHHHHIIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, len(packed), size,
                    len(name), 0, 0, 0, 0, 0, 0) + name
        for name in (f"{i}.csv".encode() for i in range(count)))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(entries),
                      len(local) + len(packed), 0)
    (folder / "a.zip").write_bytes(local + packed + entries + end)
    return folder / "a.zip"


@case("refused", "10000 files")
def hundred_thousand_members(folder):
    return archive(folder / "a.zip", [(f"{i}.csv", "") for i in range(100_000)])


@case("refused")
def workbook_that_unpacks_to_a_gigabyte(folder):
    return by_hand(folder / "a.xlsx", "xl/worksheets/sheet1.xml", zeros(1 << 30), 1 << 30)


@case("refused")
def gzipped_bomb(folder):
    (folder / "a.csv.gz").write_bytes(
        struct.pack("<BBBBIBB", 31, 139, 8, 0, 0, 0, 3) + zeros(1 << 30)
        + struct.pack("<II", 0, 1 << 30))
    return folder / "a.csv.gz"


@case("any")
def gzip_in_gzip(folder):
    (folder / "a.csv.gz").write_bytes(gzip.compress(gzip.compress(ROW.encode())))
    return folder / "a.csv.gz"


@cases([0, 3, 10, 30, 60, -1], "refused")
def cut_archive(folder, count):
    data = archive(folder / "a.zip", [("a.csv", ROW)]).read_bytes()
    (folder / "a.zip").write_bytes(data[:count])
    return folder / "a.zip"


@case("refused")
def member_with_a_wrong_checksum(folder):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(ROW.encode()) + packer.flush()
    return by_hand(folder / "a.zip", "a.csv", packed, len(ROW), crc=1)


@cases(["a\nb.csv", "a\x1b[2Jb.csv", "井盖🕳️.csv", "x" * 250 + ".csv", "{a}.csv", "a}b.csv"], "any")
def odd_member(folder, name):
    return archive(folder / "a.zip", [(name, ROW)])


@cases(["a}b.zip", "{a.zip", "井盖 🕳️.zip", "a\nb.zip", "-a.zip"], "any")
def odd_archive(folder, name):
    return archive(folder / name, [("a.csv", ROW)])


@case("any")
def shapefile_whose_parts_lie_in_two_folders(folder):
    parts = shapefile.write(folder)
    for ending in parts:
        (folder / f"a{ending}").unlink()
    return archive(folder / "a.zip", [
        (f"{'x' if ending == '.shp' else 'y'}/a{ending}", data) for ending, data in parts.items()])


@case("refused", "holds the archive")
def archive_that_holds_itself(folder):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("r.csv", ROW)
    return archive(folder / "r.zip", [("r.zip", inner.getvalue()), ("a.csv", ROW)])
