import City
import CityFiles
import Datum
import Geo

/// One opened file of a delivery, and how its rows are read.
struct DeliveredFile {
    let member: FileSet.Member
    let file: VectorFile
    let match: HeaderMatch
    /// The values of columns where a row has none.
    let defaults: [String: String]
    /// Where the categories of its rows stand.
    let category: CategorySource
    /// The reference system of its coordinates, if it is known.
    let system: ReferenceSystem?
    /// How its coordinates were said to be written, if it has any.
    let declared: DeclaredSystem?
    private let layer: Layer
    private let toRegister: (@Sendable ([Position]) throws -> [Position])?

    /// Where the categories of rows stand.
    enum CategorySource: Hashable {
        /// In a column, as it should be, or nowhere.
        case column
        /// In the name of the file or its layer.
        case name(CategoryKey)
        /// In the rows' codes.
        case code
    }

    /// A member of a delivery that is open.
    ///
    /// - Parameter isAlone: whether it is the only one, so that it must have every header that the
    ///   surveyor names.
    init(
        _ member: FileSet.Member, _ file: VectorFile, isAlone: Bool, as layer: Layer,
        _ reading: Deliveries.Reading, scheme: CodeScheme, correction: DatumCorrection?
    ) throws {
        self.member = member
        self.layer = layer
        self.file = file
        var defaults = reading.defaults
        if reading.canLackCodes { defaults["code"] = "" }
        let told = reading.columns.filter { isAlone || file.fields.contains($0.key) }
        if let mapping = reading.mapping {
            match = try mapping.match(file.fields, of: layer, told: told, defaults: defaults)
            category = .column
        } else {
            (match, category) = try Self.match(
                file.fields, layer, told, &defaults, named: member.category, scheme)
        }
        self.defaults = defaults
        system = layer.geometry == .none ? nil : try Self.system(of: file, reading)
        toRegister = try system.map { try Self.positions(of: $0, reading, correction) }
        declared = system.map {
            DeclaredSystem(
                $0, isNorthingFirst: reading.isNorthingFirst, pipeline: reading.pipeline)
        }
    }

    /// Matches the headers; without a column for the category it is the one that the file's name
    /// states, or in the national scheme the one that every code states.
    private static func match(
        _ headers: [String], _ layer: Layer, _ told: [String: String],
        _ defaults: inout [String: String], named: CategoryKey?, _ scheme: CodeScheme
    ) throws -> (HeaderMatch, CategorySource) {
        var known = defaults
        let stated = layer == .components && named?.kind == .component ? named : nil
        if layer == .components { known["category"] = stated?.description ?? "" }
        let match = try HeaderMatch(headers: headers, layer: layer, told: told, defaults: known)
        let place = layer.fields.firstIndex { $0.column == "category" }
        guard layer == .components, let place, match.positions[place] == nil else {
            return (match, .column)
        }
        if let stated {
            defaults = known
            return (match, .name(stated))
        }
        guard scheme == .national else {
            throw HeaderError.columnMissing("category", layer: layer, headers: headers)
        }
        return (match, .code)
    }

    private static func system(
        of file: VectorFile, _ reading: Deliveries.Reading
    ) throws -> ReferenceSystem? {
        if let told = reading.referenceSystem { return try ReferenceSystem(parsing: told) }
        switch file.referenceSystem {
        case .epsg(let code): return .epsg(code)
        case .wkt(let text): return .wkt(text)
        case .none: return nil
        }
    }

    /// Takes positions of a file to CGCS2000 degrees, as it says or as was proposed and accepted.
    private static func positions(
        of system: ReferenceSystem, _ reading: Deliveries.Reading, _ correction: DatumCorrection?
    ) throws -> @Sendable ([Position]) throws -> [Position] {
        if let correction {
            return try correction.reader(declared: system, pipeline: reading.pipeline)
        }
        let converter = try DatumConverter(
            from: system, axisOrder: reading.isNorthingFirst ? .northingFirst : .eastingFirst,
            pipeline: reading.pipeline)
        return { try converter.toRegister($0) }
    }

    /// Tells the line that rows are this file's from now on.
    func begin(_ line: ReadingLine) {
        let (toRegister, needsSystem, name) = (toRegister, layer.geometry != .none, member.name)
        let (match, defaults, statesByCode) = (match, defaults, category == .code)
        line.begin { batch, reader in
            if toRegister == nil, needsSystem,
                batch.rows.contains(where: { $0.geometry != nil })
            {
                throw CityServiceError.noReferenceSystem(file: name)
            }
            reader.read(batch) { try toRegister?($0) ?? $0 }
        } _: { reader in
            reader.begin(match, defaults: defaults, statesByCode: statesByCode)
        }
    }
}
