"""A layer of a city as rows that can be changed, and written as a file again."""
import copy
import csv
import json
import random

POINTS, SHAPES, NONE = "points", "shapes", "none"
# GDAL writes geometries of tables under this header.
TEXT_SHAPE = "WKT"
csv.field_size_limit(1 << 30)


class Delivery:
    """Rows of a layer: each a dictionary of its values, with its shape beside it."""

    def __init__(self, layer, fields, rows, shapes=None):
        self.layer, self.fields, self.rows, self.shapes = layer, fields, rows, shapes
        # How the file is written: one that has lines, or one that has features.
        self.form = "geojson" if shapes else "csv"
        self.options = ["--crs", "EPSG:4490"] if shapes else []
        # The city to hand it in to, where that is not the one that it was exported from.
        self.town = None

    @classmethod
    def read(cls, layer, path):
        """Reads what `wangge export` wrote."""
        if path.suffix == ".csv":
            with open(path, newline="", encoding="utf-8") as file:
                reader = csv.DictReader(file)
                return cls(layer, list(reader.fieldnames), list(reader))
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
        rows = [feature["properties"] for feature in features]
        fields = list(dict.fromkeys(name for row in rows for name in row))
        return cls(layer, fields, rows, [feature["geometry"] for feature in features])

    def changed(self):
        """A copy to spoil: the rows are copied when they are asked for."""
        other = copy.copy(self)
        other.rows = list(self.rows)
        other.shapes = list(self.shapes) if self.shapes else None
        other.fields = list(self.fields)
        other.options = list(self.options)
        return other

    def row(self, place):
        """A row to be changed."""
        self.rows[place] = dict(self.rows[place])
        return self.rows[place]

    def put(self, place, column, value):
        """Changes a value."""
        if column not in self.fields:
            self.fields.append(column)
        self.row(place)[column] = value

    def add(self, row, shape=None):
        """Adds a row at the end and returns its place."""
        self.rows.append(dict(row))
        if self.shapes is not None:
            self.shapes.append(shape)
        return len(self.rows) - 1

    def shape(self, place):
        """A shape to be changed."""
        self.shapes[place] = copy.deepcopy(self.shapes[place])
        return self.shapes[place]

    def number(self, place):
        """The number by which findings name the row at a place."""
        return place + (2 if self.form in ("csv", "points") else 1)

    def any(self, seed, fits=lambda row: True):
        """The place of a row that fits, the same for the same seed."""
        places = [place for place, row in enumerate(self.rows) if fits(row)]
        if not places:
            raise LookupError(f"no row of {self.layer} fits")
        return random.Random(seed).choice(places)

    def write(self, folder):
        """Writes the file and returns its path."""
        if self.form == "geojson":
            return self.write_features(folder / f"{self.layer}.geojson")
        path = folder / f"{self.layer}.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            columns = self.fields + (["lon", "lat"] if self.form == "points" else [])
            writer = csv.writer(file)
            writer.writerow(columns)
            for place, row in enumerate(self.rows):
                values = [row.get(name, "") for name in self.fields]
                if self.form == "points":
                    shape = self.shapes[place]
                    values += shape["coordinates"] if shape else ["", ""]
                writer.writerow(values)
        return path

    def write_features(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"type":"FeatureCollection","features":[\n')
            for place, (row, shape) in enumerate(zip(self.rows, self.shapes)):
                feature = {"type": "Feature", "properties": row, "geometry": shape}
                file.write((",\n" if place else "") + json.dumps(feature, ensure_ascii=False))
            file.write("\n]}\n")
        return path
