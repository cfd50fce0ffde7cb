import Geo

/// Gaps and overlaps of the territory as it would stand after publication.
struct CoverageFaults: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard let kind = AreaKind(layer: context.layer), kind.isSeamless else { return [] }
        let rows = context.rowsAfterwards()
        let codes = rows.map { $0.key(in: context.layer) }
        let areas = zip(Int32(0)..., Area.areas(of: kind, in: rows)).compactMap { number, area in
            area.isValid(on: context.day) && !area.polygons.isEmpty
                ? (number: number, polygons: area.polygons) : nil
        }
        let ground = Dictionary(
            areas.map { ($0.number, $0.polygons) }, uniquingKeysWith: { first, _ in first })
        return CoverageCheck(areas).faults()
            .map { (fault: $0, size: size(of: $0, ground)) }
            .sorted { $0.size > $1.size }
            .map { finding($0.fault, $0.size, codes, context.layer) }
    }

    /// The ground at fault, in square metres.
    private func size(of fault: CoverageFault, _ ground: [Int32: [Polygon]]) -> Double {
        switch fault {
        case .gap(let gap): gap.squareMetres
        case .overlap(let first, let second, _):
            MeasuredGround(ground[first] ?? [])
                .squareMetres(in: MeasuredGround(ground[second] ?? []))
        }
    }

    private func finding(
        _ fault: CoverageFault, _ squareMetres: Double, _ codes: [String], _ layer: Layer
    ) -> Finding {
        let size = SquareMetres.text(squareMetres)
        switch fault {
        case .gap(let gap):
            let codes = gap.neighbours.map { codes[Int($0)] }
            let neighbours = codes.joined(separator: ", ")
            let (between, chineseBetween) = codes.count > 1 ? ("between", "之间") : ("inside", "之内")
            let place = gap.ring.vertices[0]
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
                english: """
                    \(first) and \(second) both cover \(size) m² at \(place). Part them.
                    """,
                chinese: "\(first)与\(second)在\(place)处重叠\(size)平方米，请修正边界。")
        }
    }
}

extension CheckContext {
    /// The rows of the layer as they would stand after publication, in the order of keys.
    func rowsAfterwards() -> [LayerRow] {
        var rows: [String: LayerRow] = [:]
        let gone = Set(vanished)
        for row in 0..<comparison.registered.count where !gone.contains(Int32(row)) {
            rows[texts[comparison.registered.keys[row]]] = comparison.registered.row(row, texts)
        }
        for row in 0..<delivered.count where !isRejected[row] {
            rows[texts[delivered.keys[row]]] = delivered.row(row, texts)
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }
}
