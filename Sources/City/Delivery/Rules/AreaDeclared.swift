import Geo

/// A row names another area as its own than the one that covers its place.
///
/// The finest area at fault is told: who is in another unit grid is often in another community too.
/// A place exactly on a border is in either area; the lower code is the one that is proposed.
struct AreaDeclared: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        let columns = context.registered.territory.sorted { $0.kind.rawValue > $1.kind.rawValue }
            .map { DeclaredAreas($0, context) }.filter { !$0.isEmpty }
        guard !columns.isEmpty else { return [] }
        let outline = Outline(context.registered.outline)
        return (0..<context.delivered.count).compactMap { row in
            for column in columns {
                guard let fault = column.fault(row, context) else { continue }
                if fault.computed == nil, !outline.contains(fault.place) { return nil }
                return column.finding(fault, row, context)
            }
            return nil
        }
    }

    /// What lies outside the city is told by another rule.
    private final class Outline {
        private lazy var index = AreaIndex(
            rows.enumerated().map { (Int32($0), $1.shape?.polygons ?? []) })
        private let rows: [LayerRow]

        init(_ rows: [LayerRow]) { self.rows = rows }

        func contains(_ place: Coordinate) -> Bool {
            rows.isEmpty || index.lowestArea(at: place) != nil
        }
    }
}

/// The registered areas of one level beside those that the rows of a delivery name.
private struct DeclaredAreas {
    struct Fault {
        var place: Coordinate
        /// The code of the area that covers the place; `nil` if none does.
        var computed: String?
    }

    private let field: Field?
    private let codes: [String]
    private let index: AreaIndex
    private let declared: [Int32]
    /// The number of the area that each different text names.
    private let numbers: [Int32: Int32]

    init(_ level: DeclaredLevel, _ context: CheckContext) {
        let areas = Area.areas(of: level.kind, in: level.rows)
            .filter { $0.isValid(on: context.day) && !$0.polygons.isEmpty }
            .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
        codes = areas.map(\.code)
        index = AreaIndex(zip(Int32(0)..., areas).map { ($0, $1.polygons) })
        field = context.layer.field(level.column)
        declared = context.delivered.column(level.column)
        var numberOfCode: [String: Int32] = [:]
        for (number, code) in codes.enumerated() { numberOfCode[code] = Int32(number) }
        var numbers: [Int32: Int32] = [:]
        for text in Set(declared) where text >= 0 {
            numbers[text] = numberOfCode[context.texts[text]]
        }
        self.numbers = numbers
    }

    var isEmpty: Bool { codes.isEmpty }

    /// What is wrong with the area that a row names, if it names one.
    func fault(_ row: Int, _ context: CheckContext) -> Fault? {
        let text = declared[row]
        guard text >= 0, let place = context.delivered.shapes.centre(row) else { return nil }
        let named = numbers[text]
        let found = index.find(place)
        guard found.number != named ?? -2 else { return nil }
        if let named, touches(named, row, place, found, context) { return nil }
        return Fault(place: place, computed: found.number < 0 ? nil : codes[Int(found.number)])
    }

    /// Whether a row's place lies on the border of an area, or a vertex of its line or polygon in
    /// it.
    private func touches(
        _ area: Int32, _ row: Int, _ place: Coordinate, _ found: AreaIndex.Found,
        _ context: CheckContext
    ) -> Bool {
        if context.delivered.shapes.point(row) != nil {
            return found.number >= 0 && !found.isInside
                && index.areas(at: place).contains { $0.number == area }
        }
        return context.delivered.shapes[row]?.vertices.contains { vertex in
            index.areas(at: vertex).contains { $0.number == area }
        } ?? false
    }

    func finding(_ fault: Fault, _ row: Int, _ context: CheckContext) -> Finding {
        let code = context.texts[declared[row]]
        let column = field?.column ?? ""
        return context.finding(
            .areaDeclared, .warning, row: row,
            english: """
                \(column): the row says \(code), but its place lies in \
                \(fault.computed ?? "none that is registered"). Correct the code, or survey the place again.
                """,
            chinese: """
                “\(field?.chineseName ?? "")”填写为“\(code)”，按位置应为\
                \(fault.computed.map { "“\($0)”" } ?? "无（不在任何已登记区域内）")，请改正代码或核对位置。
                """, group: "\(column) \(code)")
    }
}
