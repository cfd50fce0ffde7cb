"""What the program must do with any file whatever: refuse in a sentence or read it, and touch nothing."""
import os
import re

from trials import listener, sandbox

# What an ordinary file and one of millions of rows may take.
MEGABYTES = 600
MOST_MEGABYTES = 1000
# A debug build needs more: SECONDS_EACH=500 tools/hostile …
SECONDS = int(os.environ.get("SECONDS_EACH", "60"))
# Done, findings, and the numbers of sysexits(3).
STATUSES = {0, 1, *range(64, 79)}
FORMULA = re.compile(r'^[=+\-@\t\r＝＋－＠]')
NOISE = re.compile(r"ERROR \d+:|Warning \d+:|Fatal error|Stack dump|Traceback|\bError\(|GDAL|In file |\.cpp")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff]")


class Judge:
    """Delivers files to one city and keeps what went wrong."""

    def __init__(self, program, town, folder):
        self.program, self.town, self.folder = program, town, folder
        self.worst = (0, "")
        self.slowest = (0, "")

    def judge(self, case):
        """Delivers a case.

        Returns what happened in a line, and what is wrong with that."""
        given = self.folder / "given" / "case"
        given.mkdir(parents=True)
        path = case.make(given)
        before = sandbox.snapshot(self.folder)
        calls = len(listener.calls)
        self.wrong = []
        self.case = case
        staged = self.run("stage", self.town, case.layer, path, *case.options)
        if staged.status == 0:
            line = self.look_at(staged)
        else:
            line = self.sentence(staged, path)
            again = self.run("import", self.town, case.layer, path, *case.options)
            if again.status != staged.status:
                self.wrong.append(f"import ends with {again.status}, stage with {staged.status}")
        happened = "refused" if staged.status else self.happened
        if case.expected not in ("any", happened):
            self.wrong.append(f"{happened} instead of {case.expected}")
        if case.words and case.words not in line + staged.error:
            self.wrong.append(f"does not say {case.words!r}")
        touched = sandbox.differences(before, sandbox.snapshot(self.folder))
        if touched:
            self.wrong.append(f"touched {touched[:5]}")
        if len(listener.calls) > calls:
            self.wrong.append("called an address")
        return line, self.wrong

    def run(self, *arguments):
        run = sandbox.run([self.program, *arguments], self.folder, SECONDS)
        verb = arguments[0]
        self.worst = max(self.worst, (run.megabytes, self.case.name))
        self.slowest = max(self.slowest, (run.seconds, self.case.name))
        if run.timed_out:
            self.wrong.append(f"{verb} takes more than {SECONDS} s")
        elif run.status not in STATUSES:
            self.wrong.append(f"{verb} ends with {run.status}: {run.error[-200:]}")
        if run.status == 70:
            self.wrong.append(f"{verb} fails in a way that nobody thought of")
        if run.megabytes > (MOST_MEGABYTES if self.case.is_large else MEGABYTES):
            self.wrong.append(f"{verb} takes {run.megabytes:.0f} MB")
        # Reports are files for programs; only what a terminal shows must not steer it.
        for text in (run.error,) if "--report" in arguments else (run.output, run.error):
            if CONTROL.search(text) or NOISE.search(text):
                self.wrong.append(f"{verb} says {text[:200]!r}")
        return run

    def sentence(self, run, path):
        """What a refusal says: one line that names the file and ends as a sentence."""
        # How far it was stands above, a line now and then.
        said = re.sub(r"^(reading|checking)[^\n]*\n", "", run.error, flags=re.M).strip()
        name = os.path.basename(os.path.normpath(str(path)))
        if run.timed_out or run.signal:
            return said
        if "\n" in said and "\n" not in name:
            self.wrong.append("says more than a line")
        if len(said) > 1200 or not said.endswith((".", ". ")):
            self.wrong.append("is no sentence")
        named = [name.split(".")[0], "The file", "The first"]
        if re.fullmatch(r"[\w.]+", name) and not any(word in said for word in named):
            self.wrong.append("does not name the file")
        return said

    def look_at(self, staged):
        """Checks a delivery that was taken, reads its reports, and throws it away."""
        delivery = re.match(r"Staged (\S+)", staged.output).group(1)
        checked = self.run("check", self.town, delivery)
        self.happened = {0: "clean", 1: "found"}.get(checked.status, str(checked.status))
        for form in ["csv", "html", "json", "geojson"]:
            report = self.run("check", self.town, delivery, "--report", form)
            if form == "csv":
                self.look_for_formulas(report.output)
            if form == "html" and re.search(r"<script>alert|<img src=x", report.output):
                self.wrong.append("the page runs what the file says")
        self.run("discard", self.town, delivery)
        lines = checked.output.strip().split("\n")
        return f"{self.happened}: {lines[0][:300]}"

    def look_for_formulas(self, text):
        import csv
        import io
        csv.field_size_limit(1 << 30)
        for record in csv.reader(io.StringIO(text)):
            for column, cell in enumerate(record):
                # Degrees west and south begin with a sign and are numbers.
                if FORMULA.match(cell) and not re.fullmatch(r"-[\d.]+", cell):
                    self.wrong.append(f"a cell of the report runs: {cell[:60]!r}")
