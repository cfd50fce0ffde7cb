import Geo

/// What is registered, as far as the check of a delivery needs it.
public struct Registered: Sendable {
    /// The city's name, code and code scheme.
    public var settings: CitySettings
    /// The registered keys of every layer that can be referred to, by the layer's name.
    public var keys: [String: Set<String>]
    /// The catalogue.
    public var categories: [Category]
    /// The registered rows of the delivered layer, by key.
    public var rows: [String: LayerRow]
    /// The districts, or what the city has as its coarsest territory: its outline.
    public var outline: [LayerRow]
    /// The keys of the delivered layer that rows of other layers name, with the name of one of them.
    public var naming: [String: String] = [:]

    /// What is registered, by its parts.
    public init(
        settings: CitySettings, keys: [String: Set<String>] = [:], categories: [Category] = [],
        rows: [String: LayerRow] = [:], outline: [LayerRow] = []
    ) {
        self.settings = settings
        self.keys = keys
        self.categories = categories
        self.rows = rows
        self.outline = outline
    }
}

/// What a check says about a delivery.
public struct CheckResult: Hashable, Sendable {
    /// All findings, those of the whole layer first, then by row.
    public var findings: [Finding]
    /// For each delivered row what it changes, or `nil` if it is rejected.
    public var changes: [RowChange?]
    /// The keys that the register has and a delivery of the whole layer lacks.
    public var vanished: [String]

    /// Whether something is wrong with the layer as a whole.
    public var refusesLayer: Bool {
        findings.contains { $0.severity == .error && $0.row == nil }
    }

    /// How many rows are rejected.
    public var rejectedRows: Int { changes.count { $0 == nil } }
}

/// The check of one delivery against what is registered: every rule that needs more than one row.
///
/// A pure function of values: nothing is written, and the same delivery against the same edition
/// says the same. Complexity: O(rows) plus, for territory layers, the check for gaps and overlaps.
public struct DeliveryCheck {
    let layer: Layer
    let rows: [StagedRow]
    let registered: Registered
    let isWhole: Bool
    let day: Day

    /// A check of a delivery's rows.
    ///
    /// - Parameters:
    ///   - isWhole: whether the delivery is the whole layer, so that what it lacks vanishes.
    ///   - day: the day on which areas must cover the ground: those that are not valid then do not
    ///     count.
    public init(
        layer: Layer, rows: [StagedRow], registered: Registered, isWhole: Bool, on day: Day
    ) {
        self.day = day
        self.layer = layer
        self.rows = rows
        self.registered = registered
        self.isWhole = isWhole
    }

    /// Runs every rule.
    ///
    /// - Parameter read: what was found when the rows were read.
    public func run(after read: [Finding] = []) -> CheckResult {
        let keys = rows.map { $0.row.key(in: layer) }
        let context = ReferenceContext(layer: layer, keys: keys, registered: registered)
        var findings = read + duplicates(keys)
        for (staged, key) in zip(rows, keys) {
            findings += context.findings(for: staged, key: key)
        }
        findings += outside(keys)
        hidePersonalKeys(&findings)
        let rejected = Set(
            findings.lazy.filter { $0.severity == .error }.compactMap(\.row))
        let delivered = Set(keys)
        let vanished = isWhole ? registered.rows.keys.filter { !delivered.contains($0) } : []
        findings += vanished.compactMap(stillNamed)
        findings += coverage(keys, rejected: rejected, vanished: vanished)

        let changes = zip(rows, keys).map { staged, key in
            rejected.contains(staged.number)
                ? nil : RowChange(from: registered.rows[key], to: staged.row, in: layer)
        }
        return CheckResult(
            findings: findings.sorted {
                ($0.row ?? 0, $0.rule.rawValue, $0.english)
                    < ($1.row ?? 0, $1.rule.rawValue, $1.english)
            },
            changes: changes, vanished: vanished.sorted())
    }

    /// A code that is a telephone number must not travel on in any finding about its row.
    private func hidePersonalKeys(_ findings: inout [Finding]) {
        let personal = Set(findings.lazy.filter { $0.rule == .personCodePersonal }.map(\.row))
        for index in findings.indices where personal.contains(findings[index].row) {
            findings[index].key = nil
        }
    }

    /// A row cannot vanish while others name it: what they say would be lost without a word.
    private func stillNamed(_ key: String) -> Finding? {
        guard let layer = registered.naming[key] else { return nil }
        return Finding(
            .referenceMissing, row: nil, key: key,
            english: """
                \(key) is missing from the delivery, but rows of \(layer) still name it. Deliver it, \
                or change those rows first.
                """,
            chinese: "交付中缺少“\(key)”，但\(Layer.named(layer)?.chineseName ?? layer)仍引用它，"
                + "请补充该行或先修改引用。", group: layer)
    }

    private func duplicates(_ keys: [String]) -> [Finding] {
        var firstRow: [String: Int] = [:]
        return zip(rows, keys).compactMap { staged, key in
            guard let first = firstRow[key] else {
                firstRow[key] = staged.number
                return nil
            }
            return Finding(
                .codeDuplicate, row: staged.number, key: key, place: staged.row.shape?.box.centre,
                english: "The code stands in row \(first) already. Keep one of the two.",
                chinese: "代码与第\(first)行重复，请保留一行。")
        }
    }

    /// Rows that lie outside the city; a line or area is outside if no vertex of it is inside.
    private func outside(_ keys: [String]) -> [Finding] {
        guard layer != .districts, !registered.outline.isEmpty else { return [] }
        let outline = AreaIndex(
            registered.outline.enumerated().map { (Int32($0), $1.shape?.polygons ?? []) })
        return zip(rows, keys).compactMap { staged, key in
            guard let shape = staged.row.shape,
                !shape.vertices.contains(where: { outline.lowestArea(at: $0) != nil })
            else { return nil }
            var metres = Double.infinity
            let place = shape.box.centre
            outline.forEachNearest(to: Metric(at: place), within: 100_000) {
                metres = $1.metres
                return false
            }
            let (distance, chineseDistance) = Self.distance(metres)
            return Finding(
                .geometryOutside, row: staged.number, key: key, place: place,
                english: """
                    \(place) lies outside the city, \(distance) from its nearest district. Check \
                    the reference system and the order of the axes.
                    """,
                chinese: "\(place)在城市范围之外，距最近区县\(chineseDistance)，请检查坐标系和坐标顺序。")
        }
    }

    /// A distance for people: decimetres where they matter, metres elsewhere.
    private static func distance(_ metres: Double) -> (english: String, chinese: String) {
        guard metres.isFinite else { return ("more than 100 km", "100公里以上") }
        let tenths = (metres * 10).rounded() / 10
        let text = metres < 10 ? "\(tenths)" : "\(Int(metres.rounded()))"
        return ("\(text) m", "\(text)米")
    }

    /// Gaps and overlaps of the layer as it would stand after publication.
    private func coverage(
        _ keys: [String], rejected: Set<Int>, vanished: [String]
    ) -> [Finding] {
        guard let kind = AreaKind(layer: layer), kind.isSeamless else { return [] }
        var final = registered.rows
        for key in vanished { final[key] = nil }
        for (staged, key) in zip(rows, keys) where !rejected.contains(staged.number) {
            final[key] = staged.row
        }
        let codes = final.keys.sorted()
        let rows = codes.compactMap { final[$0] }
        let areas = zip(Int32(0)..., Area.areas(of: kind, in: rows)).compactMap { number, area in
            area.isValid(on: day) && !area.polygons.isEmpty ? (number, area.polygons) : nil
        }
        return CoverageCheck(areas.map { (number: $0.0, polygons: $0.1) }).faults().map {
            finding($0, codes)
        }
    }

    private func finding(_ fault: CoverageFault, _ codes: [String]) -> Finding {
        switch fault {
        case .gap(let gap):
            let codes = gap.neighbours.map { codes[Int($0)] }
            let neighbours = codes.joined(separator: ", ")
            let (between, chineseBetween) = codes.count > 1 ? ("between", "之间") : ("inside", "之内")
            let place = gap.ring.vertices[0]
            let size = String(Int(gap.squareMetres.rounded()))
            return Finding(
                .gridGap, row: nil, key: codes.first,
                place: place,
                english: """
                    \(size) m² at \(place) \(between) \(neighbours) belong to none of \(layer.name). \
                    Close the gap.
                    """,
                chinese: "\(neighbours)\(chineseBetween)在\(place)处有\(size)平方米空白，请补齐。")
        case .overlap(let first, let second, let place):
            let (first, second) = (codes[Int(first)], codes[Int(second)])
            return Finding(
                .gridOverlap, row: nil, key: first, place: place,
                english: "\(first) and \(second) cover the same ground at \(place). Part them.",
                chinese: "\(first)与\(second)在\(place)处重叠，请修正边界。")
        }
    }
}
