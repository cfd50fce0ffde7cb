import Geo

/// Unit grids have the size of a unit grid: one summary of those that are far too small, one of
/// those that are far too large.
///
/// The guide value is 10,000 m² (万米单元网格). A tenth more or less is allowed in city centres and
/// more elsewhere, of which no figures are known; so only what is a tenth or ten times of it is
/// told, which is a remnant or several grids in one. Source: the guide value from local standards,
/// the tolerance from an implementation of a draft; the national text was not seen.
struct GridSize: CheckRule {
    var asksForPlaces: Bool { true }

    /// What passes without a word, in square metres.
    static let accepted = 1_000.0...100_000.0

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .unitGrids, context.registered.settings.scheme == .national else {
            return []
        }
        var (small, large): ([Sized], [Sized]) = ([], [])
        for row in context.rowsWithNewGround {
            guard let shape = context.delivered.shapes[row] else { continue }
            let size = MeasuredGround(shape.polygons).squareMetres
            if size < Self.accepted.lowerBound { small.append((row, size)) }
            if size > Self.accepted.upperBound { large.append((row, size)) }
        }
        return [
            finding(small.sorted { $0.size < $1.size }, isSmall: true, context),
            finding(large.sorted { $0.size > $1.size }, isSmall: false, context),
        ].compactMap(\.self)
    }

    private typealias Sized = (row: Int, size: Double)

    private func finding(
        _ rows: [Sized], isSmall: Bool, _ context: CheckContext
    ) -> Finding? {
        guard let worst = rows.first else { return nil }
        let code = { (row: Int) in context.texts[context.delivered.keys[row]] }
        let first =
            rows.prefix(5).map { "\(code($0.row)) (\(SquareMetres.text($0.size)) m²)" }
            .joined(separator: ", ") + (rows.count > 5 ? ", …" : "")
        let bound = isSmall ? "1,000" : "100,000"
        return Finding(
            .gridSize, .warning, row: nil, key: code(worst.row),
            place: context.delivered.shapes.centre(worst.row),
            english: """
                \(rows.count) of the unit grids measure \(isSmall ? "less" : "more") than \(bound) \
                m²: \(first). About 10,000 m² are usual. Look whether they are \
                \(isSmall ? "remnants of a cut" : "several grids in one").
                """,
            chinese: "有\(rows.count)个单元网格面积\(isSmall ? "小" : "大")于\(bound)平方米：\(first)。"
                + "单元网格一般约1万平方米，请核对是否为\(isSmall ? "切割残片" : "未细分的网格")。",
            group: isSmall ? "small" : "large")
    }
}

extension CheckContext {
    /// The delivered rows that are in force, are published, and cover other ground than before.
    var rowsWithNewGround: [Int] {
        (0..<delivered.count).filter { row in
            guard !isRejected[row], !delivered.isOver(row, on: day, texts) else { return false }
            let match = Int(comparison.matches[row])
            return match < 0
                || !delivered.shapes.isEqual(row, to: comparison.registered.shapes, match)
        }
    }
}
