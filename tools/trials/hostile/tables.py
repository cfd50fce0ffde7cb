"""Separated texts and workbooks."""
import zipfile

from trials.hostile import case, cases

HEADER = "code,category,name,lon,lat\n"


def row(number, name="井盖"):
    return f"99010101001{500 + number:06d},component/01001,{name},120.0005,30.000{500 + number}\n"


FORMULAS = ["=1+2", "=cmd|' /C calc'!A0", "+1+2", "-2+3", "@SUM(1)", "\t=1", "＝1+2",
            "=HYPERLINK(\"http://127.0.0.1/\")"]


@case("clean")
def formulas_as_names(folder):
    rows = [row(i, '"' + text.replace('"', '""') + '"') for i, text in enumerate(FORMULAS)]
    (folder / "a.csv").write_text(HEADER + "".join(rows))
    return folder / "a.csv"


@case("found")
def formulas_as_codes_and_categories(folder):
    lines = [f'"{text}","{text}",x,120.0005,30.0005\n'.replace('""', '"')
             for text in FORMULAS if '"' not in text]
    (folder / "a.csv").write_text(HEADER + "".join(lines))
    return folder / "a.csv"


@case("found")
def markup_as_code(folder):
    (folder / "a.csv").write_text(
        HEADER + "<script>alert(1)</script>,</script><img src=x onerror=alert(1)>,x,120.0005,30\n")
    return folder / "a.csv"


@case("found")
def control_characters_as_code(folder):
    (folder / "a.csv").write_text(
        HEADER + "\x1b]0;pwned\x07\x1b[2J\x9b31m,component/\x1b[31m,\u202eabc,120.0005,30.0005\n")
    return folder / "a.csv"


@case("found", "1000000")
def text_of_a_megabyte(folder):
    (folder / "a.csv").write_text(HEADER + row(0, "x" * 1_100_000) + row(1))
    return folder / "a.csv"


@case("any")
def text_of_nine_megabytes_as_code(folder):
    (folder / "a.csv").write_text(
        HEADER + "9" * 9_000_000 + ",component/01001,x,120.0005,30.0005\n" + row(1))
    return folder / "a.csv"


@case("any")
def line_of_sixty_megabytes(folder):
    (folder / "a.csv").write_text(HEADER + "x" * 60_000_000)
    return folder / "a.csv"


@case("any", is_large=True)
def quote_that_never_ends(folder):
    (folder / "a.csv").write_text(HEADER + '"' + row(0) * 4_000_000)
    return folder / "a.csv"


@case("refused", "columns")
def thousand_columns(folder):
    names = ",".join(f"c{i}" for i in range(1000))
    (folder / "a.csv").write_text(f"code,{names}\n" + "x," * 1000 + "x\n")
    return folder / "a.csv"


@case("any")
def million_columns(folder):
    (folder / "a.csv").write_text("code" + ",x" * 1_000_000 + "\n" + "," * 1_000_000 + "\n")
    return folder / "a.csv"


@case("any")
def rows_wider_than_the_head(folder):
    (folder / "a.csv").write_text(HEADER + row(0).strip() + ",x" * 100_000 + "\n" + row(1))
    return folder / "a.csv"


@case("any")
def columns_of_one_name(folder):
    (folder / "a.csv").write_text("code,code,category,name,name,lon,lat,lon,lat\n" + "1," * 8 + "1\n")
    return folder / "a.csv"


@case("refused", "zero bytes")
def zero_bytes(folder):
    (folder / "a.csv").write_bytes((HEADER + row(0) + row(1, "a\0b")).encode())
    return folder / "a.csv"


@case("any")
def invalid_utf8(folder):
    (folder / "a.csv").write_bytes(
        HEADER.encode() + row(0).replace("井盖", "?").encode().replace(b"?", b"\xff\xfe\xc0\x80"))
    return folder / "a.csv"


@cases(["utf-16", "utf-32", "utf-7"], "any")
def other_unicode(folder, encoding):
    (folder / "a.csv").write_bytes((HEADER + row(0)).encode(encoding))
    return folder / "a.csv"


@case("any", is_large=True)
def ten_million_short_rows(folder):
    with open(folder / "a.csv", "w") as file:
        file.write("code,category\n")
        for _ in range(1000):
            file.write("1,2\n" * 10_000)
    return folder / "a.csv"


@case("any", is_large=True)
def million_rows_of_many_faults(folder):
    with open(folder / "a.csv", "w") as file:
        file.write(HEADER)
        for i in range(1_000_000):
            file.write(f"x{i},y{i},,a{i},b\n")
    return folder / "a.csv"


@case("any", options=())
def well_known_text_nested_deeply(folder):
    shape = "GEOMETRYCOLLECTION(" * 100_000 + "POINT(1 2)" + ")" * 100_000
    (folder / "a.csv").write_text(f'code,category,wkt\n1,2,"{shape}"\n')
    return folder / "a.csv"


@case("any")
def coordinates_of_absurd_size(folder):
    texts = ["1e309", "nan", "inf", "-inf", "1e-400", "0x10", "1" * 400, "１２０", "120,5"]
    rows = "".join(f'{i},component/01001,x,"{x}",30\n' for i, x in enumerate(texts))
    (folder / "a.csv").write_text(HEADER + rows)
    return folder / "a.csv"


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path, cells, more=()):
    """The least that a workbook is; cells are the inner XML of its rows."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    parts = {
        "[Content_Types].xml": head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        '</Relationships>',
        "xl/workbook.xml": head + f'<workbook xmlns="{SHEET}" xmlns:r="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": head + '<Relationships xmlns="http://schemas.openxmlformats.'
        'org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.'
        'org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        '</Relationships>',
        "xl/worksheets/sheet1.xml":
            head + f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }
    parts.update(more)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def cells(number, *texts):
    inner = "".join(
        f'<c r="{chr(65 + i)}{number}" t="str">{text}</c>' for i, text in enumerate(texts))
    return f'<row r="{number}">{inner}</row>'


def values(number, *texts):
    return cells(number, *(f"<v>{text}</v>" for text in texts))


NAMES = values(1, "code", "category", "name", "lon", "lat")
RIGHT = ("99010101001000500", "component/01001")


@cases(["1+2", "cmd|' /C calc'!A0", "[http://127.0.0.1:{port}/a.xlsx]a!A1",
        "WEBSERVICE(&quot;http://127.0.0.1:{port}/&quot;)", "A1", "C2"], "any")
def formula_in_a_workbook(folder, formula):
    from trials.listener import PORT
    formula = formula.replace("{port}", str(PORT))
    row = cells(2, f"<v>{RIGHT[0]}</v>", f"<v>{RIGHT[1]}</v>", f"<f>{formula}</f><v>井盖</v>",
                "<v>120.0005</v>", "<v>30.0005</v>")
    return workbook(folder / "a.xlsx", NAMES + row)


@cases(["A1048576", "XFD2", "XFD1048576", "ZZZZZZZ99999999", "A99999999999999999999"], "any")
def cell_far_out_in_a_workbook(folder, place):
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{place}" t="str"><v>x</v></c></row>'
    return workbook(folder / "a.xlsx", NAMES + values(2, *RIGHT, "井盖", "120.0005", "30.0005") + far)


@case("refused", "document type")
def entities_in_a_workbook(folder):
    bomb = '<!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '">]>'
    return workbook(folder / "a.xlsx", NAMES, {
        "xl/sharedStrings.xml": f'<?xml version="1.0"?>{bomb}<sst xmlns="{SHEET}"/>'}.items())


@case("any")
def shared_text_that_does_not_exist(folder):
    row = '<row r="2"><c r="A2" t="s"><v>4000000000</v></c><c r="B2" t="s"><v>-1</v></c></row>'
    return workbook(folder / "a.xlsx", NAMES + row)
