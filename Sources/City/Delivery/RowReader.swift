public import Geo

/// Reads the batches of one file into the register's form: canonical texts, shapes on the lattice.
///
/// What a row says wrongly by itself becomes a finding; what only the register can tell is left to
/// ``DeliveryCheck``. A text is read once for each column in which it stands, however many rows say
/// it. Complexity: O(cells).
public struct RowReader: Sendable {
    private let layer: Layer
    private var match: HeaderMatch
    private let values: ValueReader
    private let shapes: ShapeReader
    /// For each field what a row says that leaves it empty.
    private var defaults: [String?]
    /// Where the category is read from the code, as the file has no column for it.
    private var stated: StatedByCode?
    /// The files that were begun.
    private var absences: [DeliveredRows.Absence] = []

    private var sourceTexts: [String] = []
    private var memo = ValueMemo()
    private var rows: DeliveredRows
    private var reservoir = DatumReservoir()
    private let categoryField: Int?

    /// A reader of one file.
    ///
    /// - Parameter defaults: the values of columns where a row has none.
    public init(
        layer: Layer, match: HeaderMatch, scheme: CodeScheme, defaults: [String: String] = [:]
    ) {
        self.layer = layer
        self.match = match
        self.defaults = []
        categoryField = layer.fields.firstIndex { $0.column == "category" }
        values = ValueReader(layer: layer, scheme: scheme)
        shapes = ShapeReader(rule: layer.geometry)
        rows = DeliveredRows(layer: layer)
        begin(match, defaults: defaults)
    }

    /// Begins the next file of the delivery; the rows that follow are its.
    ///
    /// - Parameter statesByCode: whether the category is the one that the code states.
    public mutating func begin(
        _ match: HeaderMatch, defaults: [String: String] = [:], statesByCode: Bool = false
    ) {
        self.match = match
        self.defaults = layer.fields.map { defaults[$0.column] }
        stated = statesByCode ? stated ?? StatedByCode(layer) : nil
        sourceTexts = []
        memo = ValueMemo()
        let absent = layer.fields.enumerated().compactMap { index, field in
            !match.hasValues(ofField: index) && defaults[field.column] == nil
                && !(statesByCode && field.column == "category") ? field.column : nil
        }
        if absences.last?.from == rows.table.count { absences.removeLast() }
        absences.append(DeliveredRows.Absence(from: rows.table.count, columns: absent))
    }

    /// Reads some rows.
    ///
    /// - Parameter convert: takes positions of the file's reference system to degrees in CGCS2000.
    public mutating func read(
        _ batch: SourceBatch, convert: ([Position]) throws -> [Position]
    ) {
        sourceTexts.append(contentsOf: batch.newTexts)
        let converted = layer.geometry == .none ? nil : Self.converted(batch, convert)
        for (index, source) in batch.rows.enumerated() {
            let first = rows.findings.count
            let values = texts(of: source)
            if let fault = source.fault {
                rows.findings.append(
                    Finding(
                        .rowUnreadable, row: source.number, english: fault,
                        chinese: "该行无法读取：\(fault)"))
            }
            let shape = shape(of: source, converted?[index])
            rows.table.append(
                number: source.number, values: values, shape: shape, texts: &rows.texts)
            offer(source, values)
            if rows.findings.count > first, let key = rows.table.keys.last {
                let key = rows.texts[key]
                for finding in first..<rows.findings.count { rows.findings[finding].key = key }
            }
        }
    }

    /// What was found so far.
    public var findings: [Finding] { rows.findings }

    /// How much memory the findings take: one for each, and one more for each with sentences of its
    /// own.
    public var weightOfFindings: Int { rows.findings.count + memo.findings.count }

    /// What was read.
    public func finish() -> DeliveredRows {
        var rows = rows
        rows.samples = reservoir.samples
        rows.absences = absences
        return rows
    }

    /// Offers a row, as the file writes it, to those whose places are compared with the register.
    private mutating func offer(_ source: SourceRow, _ values: [Int32]) {
        guard let geometry = source.geometry, let key = rows.table.keys.last else { return }
        let (texts, field) = (rows.texts, categoryField)
        reservoir.offer {
            DatumSample(
                row: source.number, key: texts[key],
                category: field.flatMap { texts.text(values[$0]) }, geometry: geometry)
        }
    }

    // MARK: Texts

    private mutating func texts(of source: SourceRow) -> [Int32] {
        var places: [Int32] = []
        places.reserveCapacity(layer.fields.count)
        for (index, position) in match.positions.enumerated() {
            if let place = stated?.place(ofField: index, places, &rows.texts) {
                places.append(place)
                continue
            }
            switch reading(of: source, position: position, field: index) {
            case .text(let text): places.append(text)
            case .problem(let number, let text):
                // A copy, so that thousands of rows share the sentences.
                var finding = memo.findings[number]
                finding.row = source.number
                rows.findings.append(finding)
                places.append(text)
            }
        }
        return places
    }

    private mutating func reading(
        of source: SourceRow, position: Int?, field index: Int
    ) -> ValueMemo.Reading {
        if match.isNumbered[index], let mapping = match.mappings[index] {
            return read(mapping.value(ofRow: source.number), field: index)
        }
        let place = position.map { source.values[$0] } ?? TextPool.none
        if let known = memo.reading(of: place, field: index) { return known }
        let text = place >= 0 ? sourceTexts[Int(place)] : nil
        let mapping = match.mappings[index]
        let new = read(mapping.map { text.flatMap($0.value) } ?? text, field: index)
        memo.keep(new, of: place, field: index)
        return new
    }

    private mutating func read(_ text: String?, field index: Int) -> ValueMemo.Reading {
        var reading = values.read(text, of: layer.fields[index])
        if let standard = defaults[index] {
            switch reading {
            case .nothing, .problem(.missing, _):
                reading = values.read(standard, of: layer.fields[index])
            case .text, .problem: break
            }
        }
        switch reading {
        case .nothing: return .text(TextPool.none)
        case .text(let text): return .text(rows.texts.place(of: text))
        case .problem(let problem, let kept):
            var finding = problem.finding(field: layer.fields[index], row: nil)
            finding.share(&memo.sentences)
            memo.findings.append(finding)
            return .problem(memo.findings.count - 1, kept: rows.texts.place(of: kept))
        }
    }

    // MARK: Geometry

    /// The geometries of a batch in degrees: all at once, or, if one cannot be converted, each by
    /// itself.
    private static func converted(
        _ batch: SourceBatch, _ convert: ([Position]) throws -> [Position]
    ) -> [Result<PlanarGeometry, any Error>?] {
        let points = batch.rows.map { row -> Position? in
            guard case .points(let points)? = row.geometry, points.count == 1 else { return nil }
            return points[0]
        }
        let single = points.compactMap(\.self)
        // A file of points, which most are, is one run of numbers.
        if let degrees = try? convert(single) {
            var next = degrees.makeIterator()
            return zip(batch.rows, points).map { row, point in
                if point != nil { return next.next().map { .success(.points([$0])) } }
                return row.geometry.map { geometry in
                    Result { try geometry.mapPositions(convert) }
                }
            }
        }
        return batch.rows.map { row in
            row.geometry.map { geometry in Result { try geometry.mapPositions(convert) } }
        }
    }

    private mutating func shape(
        of source: SourceRow, _ degrees: Result<PlanarGeometry, any Error>?
    ) -> Shape? {
        switch degrees {
        case nil: return nil
        case .success(let degrees)?:
            return shapes.shape(of: degrees, row: source.number, &rows.findings)
        case .failure(let error)?:
            rows.findings.append(shapes.notConvertible(error, row: source.number))
            return nil
        }
    }
}

/// What a file's rows say, read and not yet checked.
public struct DeliveredRows: Sendable {
    /// The rows.
    public var table: RowTable
    /// Their texts.
    public var texts = TextPool()
    /// What was found when they were read.
    public var findings: [Finding] = []
    /// The columns about which the files say nothing: what is registered there stays.
    public var absences: [Absence] = []
    /// Whether rows without any geometry have none: otherwise what is registered stays.
    public var hasGeometries = false
    /// The keys of rows that vanish, by their places among the texts: those that an undoing takes
    /// back.
    public var withdrawn: [Int32] = []
    /// Says nothing of some columns: what is registered there stays.
    public mutating func leave(_ columns: [String]) {
        absences = [Absence(from: 0, columns: columns)]
    }

    /// Some rows as the file writes their places, for the datum detective.
    public var samples: [DatumSample] = []

    /// The columns that a file lacks.
    public struct Absence: Hashable, Sendable, Codable {
        /// The place of the file's first row; it reaches to the next one's.
        public var from: Int
        /// The columns.
        public var columns: [String]

        /// What the rows from a place on lack.
        public init(from: Int, columns: [String]) {
            self.from = from
            self.columns = columns
        }
    }

    /// No rows yet.
    public init(layer: Layer) { table = RowTable(layer: layer) }

    /// Rows that are at hand in the register's form; they are numbered from 1.
    public init(layer: Layer, rows: some Sequence<LayerRow>) {
        self.init(layer: layer)
        for row in rows {
            table.append(
                number: table.count + 1, values: row.values.map { texts.place(of: $0) },
                shape: row.shape, texts: &texts)
        }
    }

    /// Calls with every column that is lacking, and the places of the rows that lack it.
    func forEachAbsence(_ visit: (_ column: Int, _ rows: Range<Int>) -> Void) {
        let ends = absences.dropFirst().map(\.from) + [table.count]
        for (absence, end) in zip(absences, ends) where absence.from < end {
            for (index, field) in table.layer.fields.enumerated()
            where absence.columns.contains(field.column) {
                visit(index, absence.from..<end)
            }
        }
    }
}

/// What texts were found to say, so that each is read once for each column.
///
/// Most texts stand in one column only: that reading is kept in an array, the others in a
/// dictionary.
private struct ValueMemo: Sendable {
    enum Reading: Sendable {
        /// The place of the canonical text.
        case text(Int32)
        /// The number of a problem, and the place of the text that is kept nevertheless.
        case problem(Int, kept: Int32)
    }

    private struct First: Sendable {
        var field: Int32
        var reading: Reading
    }

    /// What is said of the texts that do not suit their columns.
    var findings: [Finding] = []
    var sentences = SharedTexts()
    private var first: [First?] = []
    private var others: [Int64: Reading] = [:]
    /// What the absence of a text means in each field.
    private var nothing: [Reading?] = []

    func reading(of place: Int32, field: Int) -> Reading? {
        guard place >= 0 else { return field < nothing.count ? nothing[field] : nil }
        guard place < first.count, let known = first[Int(place)] else { return nil }
        return known.field == Int32(field) ? known.reading : others[Self.key(place, field)]
    }

    mutating func keep(_ reading: Reading, of place: Int32, field: Int) {
        guard place >= 0 else {
            while nothing.count <= field { nothing.append(nil) }
            nothing[field] = reading
            return
        }
        while first.count <= place { first.append(nil) }
        if first[Int(place)] == nil {
            first[Int(place)] = First(field: Int32(field), reading: reading)
        } else {
            others[Self.key(place, field)] = reading
        }
    }

    private static func key(_ place: Int32, _ field: Int) -> Int64 {
        Int64(field) << 32 | Int64(UInt32(bitPattern: place))
    }
}
