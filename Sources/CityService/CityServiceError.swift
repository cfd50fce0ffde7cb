public import City
public import Geo

/// A reason why a request cannot be served; each says what to do next.
public enum CityServiceError: Error, Hashable, Sendable {
    /// A city without a name.
    case noName
    /// There is no layer of that name.
    case unknownLayer(String)
    /// The file does not say its reference system and neither did the caller.
    case noReferenceSystem(file: String)
    /// The file has no rows.
    case emptyFile(String)
    /// An offered step does not pass the ordinary check; its first line.
    case stepRefused(String)
    /// One of several delivered files cannot be read.
    case member(String, Fault, detail: String)
    /// The rows of a file have so many errors that it is not read to its end.
    case hopeless(faults: Int, rows: Int, first: String)
    /// The delivery has errors and is not published.
    case refused(delivery: String, rejectedRows: Int, layerErrors: Int)
    /// The delivery is of another layer than unit grids.
    case notOfUnitGrids(delivery: String)
    /// For the layer, or in a city of free codes, no codes are proposed.
    case noCodesFor(layer: String)
    /// The delivery was published before.
    case alreadyPublished(delivery: String, edition: Int)
    /// The rows of the delivery come from no file.
    case noDeliveredFile(delivery: String)
    /// The text is not two numbers.
    case notACoordinate(String)
    /// The category is not in the city's catalogue.
    case unknownCategory(CategoryKey)
    /// There is no component, and no device, of that code.
    case unknownComponent(String)
    /// The place is outside the city, and inside if its two numbers are swapped.
    case axesSwapped(Coordinate)
    /// A question names neither a place nor a component, or both.
    case placeOrCode
    /// The batch's header lacks a column.
    case batchColumnMissing(String, headers: [String])
    /// Rows of a batch cannot be asked; the first sentences, and how many rows there are.
    case batchRows([String], count: Int)
    /// The role of a token is none.
    case unknownRole(String)
    /// No area of the code is registered, so that nothing can be complete in it.
    case unknownArea(String)
    /// Rows of the layer lie in no area, or have no category.
    case nothingToBound(layer: String, by: String)
    /// The text is no moment.
    case notAMoment(String)
    /// The moment has passed.
    case momentPassed(String)
    /// The value of a key cannot be set: the row would be another one.
    case keySet(String)
    /// No person of a code is registered; codes that may be names are not repeated.
    case unknownPerson(isFirst: Bool)
    /// The person holds no post on the day or later.
    case noPosts(from: Day)
    /// A text file cannot be read.
    case noTextFile(String)
    /// A text file is not in UTF-8.
    case notUTF8(String)
    /// There is a file of that name already.
    case fileExists(String)
    /// The records of a text end inside a quotation that begins in this line's record.
    case quoteOpen(line: Int)
    /// A format that cannot say that its coordinates are shifted.
    case shiftNotSaid(system: String, path: String)
    /// A file cannot be written.
    case cannotWrite(String)
    /// There is no demo city of that name.
    case unknownDemoCity(String, known: [String])
    /// The published data of a demo city are not in any of these folders, or cannot be read.
    case noPublishedData(city: String, folders: [String])
    /// A demo city does not pass the ordinary check; its first line.
    case demoRefused(layer: String, line: String)
    /// The map has no layer of that name.
    case unknownMapLayer(String, known: [String])
    /// The map is not drawn at such zooms.
    case zoomsNotDrawn(drawn: ClosedRange<Int>)
    /// No district has that code.
    case unknownDistrict(String)
    /// No tile shows anything, so that there is no archive.
    case nothingDrawn(String)
    /// The file that says what is drawn is not in the folder, or there is no such folder.
    case noMapLayers(folder: String?)
    /// The port to listen on cannot be had.
    case portTaken(host: String, port: Int, detail: String)
}

extension CityServiceError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noName: "The city needs a name. Give it with --name."
        case .unknownLayer(let name):
            """
            There is no layer \(name). Layers are \
            \(Layer.all.map(\.name).joined(separator: ", ")).
            """
        case .noReferenceSystem(let file):
            """
            \(file) does not say its reference system. Say it with --crs, for example \
            --crs EPSG:4490, --crs EPSG:4547 or --crs gcj02.
            """
        case .emptyFile(let file): "\(file) has no rows. Check that it is the right file."
        case .hopeless(let faults, let rows, let first):
            """
            The first \(rows) rows have \(faults) errors, so that no more were read. \(first) Check \
            the layer, --map and --crs, or deliver fewer rows to see all that is wrong.
            """
        case .stepRefused(let line): "Nothing was changed: \(line)"
        case .member(let name, _, let detail): "\(name): \(detail)"
        case .refused(let delivery, let rejected, let layer):
            """
            \(delivery) is not published: \
            \(layer > 0 ? "\(layer) errors of the whole layer" : "\(rejected) rejected rows")\
            . \(layer > 0 ? "Mend them and deliver again." : """
                Mend them and deliver again, or publish the others with --without-rejected.
                """)
            """
        case .notOfUnitGrids(let delivery):
            "\(delivery) is no delivery of unit grids. Components follow those alone."
        case .noCodesFor(let layer):
            """
            No codes are proposed for \(layer). They are for unit-grids and components, in cities \
            with national codes.
            """
        case .alreadyPublished(let delivery, let edition):
            "\(delivery) was published as edition \(edition). Nothing remains to be done."
        case .noDeliveredFile(let delivery):
            "\(delivery) was not delivered as a file: there are no rows of a file to give back."
        case .notACoordinate(let text):
            "\"\(text)\" is not a coordinate: write LON,LAT, for example 121.4737,31.2304."
        case .unknownCategory(let key):
            """
            \(key) is not in the city's catalogue. `wangge export … categories` lists what is.
            """
        case .unknownComponent(let code):
            "No component has the code or device \(code). Check it, or ask with a coordinate."
        case .axesSwapped(let place):
            """
            \(place) lies outside the city, but \
            \(Coordinate.degrees(place.latitude)),\(Coordinate.degrees(place.longitude)) lies \
            inside: the axes are swapped. Give longitude first, then latitude.
            """
        case .placeOrCode: "Give either a coordinate or a component's code."
        case .batchColumnMissing(let column, let headers):
            """
            The batch has no column \(column). It has \(headers.joined(separator: ", ")); needed \
            are id, lon and lat, and category, crs and time may follow.
            """
        case .batchRows(let sentences, let count):
            sentences.joined(separator: "\n")
                + (count > sentences.count ? "\n… and \(count - sentences.count) more rows." : "")
                + "\nNothing was answered. Correct these rows and ask again."
        case .unknownArea(let code):
            """
            There is no area \(code), so that nothing can be complete in it. Name the code of a \
            district, subdistrict, community or grid.
            """
        case .nothingToBound(let layer, let bound):
            "Rows of \(layer) have no \(bound). Say --whole if the file is the whole layer."
        case .notAMoment(let text):
            """
            "\(text)" is no moment. Write it like 2026-03-01T08:30, or a day alone for its \
            midnight; without a zone it is China Standard Time.
            """
        case .momentPassed(let text):
            "\(text) has passed. Name a later moment, or leave --effective out to publish now."
        case .keySet(let key):
            """
            \(key) identifies the row and cannot be set to something else. Add the row anew under \
            the other one.
            """
        case .unknownPerson(let isFirst):
            """
            The \(isFirst ? "first" : "second") code is none of a registered person. \
            `wangge export … people` lists the codes.
            """
        case .noPosts(let day):
            "The person holds no post on \(day) or later. Name an earlier day with --from."
        case .noTextFile(let path): "\(path) cannot be read. Check its name."
        case .notUTF8(let path): "\(path) is not UTF-8 text. Save it as UTF-8 and try again."
        case .fileExists(let path):
            "\(path) exists already. Choose another name, or remove it first."
        case .quoteOpen(let line):
            """
            The record in line \(line) opens a quotation that never ends. Close it, or remove the \
            quotation mark. Nothing was answered.
            """
        case .shiftNotSaid(let system, let path):
            """
            \(path) cannot say that its coordinates are \(system): every reader would take them as \
            WGS 84. Write .csv, .gpkg or .shp, or leave --crs out.
            """
        case .cannotWrite(let path):
            "\(path) cannot be written. Check that its folder exists and is writable."
        case .unknownMapLayer(let name, let known):
            "The map has no layer \(name). It has \(known.joined(separator: ", "))."
        case .zoomsNotDrawn(let drawn):
            "The map is drawn from zoom \(drawn.lowerBound) to \(drawn.upperBound). Ask for these."
        case .unknownDistrict(let code):
            "No district has the code \(code). `wangge export … districts` lists those there are."
        case .nothingDrawn(let path):
            """
            Nothing is on the map at these zooms in these layers, so that \(path) was not made. Ask \
            for others, or import the city's layers first.
            """
        case .noMapLayers(let folder):
            """
            There is no layers.json in \(folder ?? "a folder tiles here or beside the program"). Say \
            with --tiles where the folder is.
            """
        case .portTaken(let host, let port, let detail):
            "\(host):\(port) cannot be listened on (\(detail)). Choose another one with --port or --host."
        case .unknownDemoCity(let name, let known):
            "There is no demo city \(name). Choose one of \(known.joined(separator: ", "))."
        case .noPublishedData(let city, let folders):
            """
            The published data of \(city) are not in \(folders.joined(separator: " or ")). Say with \
            --gisdata where the folder gisdata is.
            """
        case .demoRefused(let layer, let line):
            """
            The demo city's \(layer) do not pass the check: \(line). Nothing was made; try \
            another --seed.
            """
        case .unknownRole(let role):
            """
            There is no role \(role). Roles are \
            \(Role.allCases.map(\.rawValue).joined(separator: ", ")).
            """
        }
    }
}
