public import City
import CityStore
import Foundation
import Geo

/// Codes proposed for the rows of a file.
public struct ProposedCodes: Sendable {
    /// The layer.
    public var layer: Layer
    /// For each row that had no code its number in the file and the proposed code; `nil` where its
    /// place lies in no community or district, or no number is left.
    public var codes: [(row: Int, code: String?)]
    /// The rows of the file, those that had no code with the proposed one.
    var rows: [LayerRow]
}

extension Deliveries {
    /// Proposes codes for the rows of a file that have none: for unit grids the next free numbers of
    /// the community in which they lie, from north to south and from west to east; for components
    /// those of their district and category, in the order of the file. No number that was ever given
    /// is given again. Nothing is staged.
    ///
    /// - Throws: ``CityServiceError/noCodesFor(layer:)`` for other layers and for cities with free
    ///   codes.
    public func proposeCodes(
        _ path: String, as layer: Layer, _ reading: Reading = Reading(),
        progress: Progress = { _, _ in }
    ) throws -> ProposedCodes {
        let settings = try register.settings()
        guard settings.scheme == .national, [.unitGrids, .components].contains(layer) else {
            throw CityServiceError.noCodesFor(layer: layer.name)
        }
        var reading = reading
        reading.canLackCodes = true
        reading.acceptsCorrection = false
        let summary = try stage(path, as: layer, reading, progress: progress)
        let staging = try open(summary.delivery)
        defer { try? staging.discard() }
        return try proposals(for: try staging.rows())
    }

    /// Writes the rows of a file with their proposed codes into a new file.
    ///
    /// - Throws: an error if the file exists or its format cannot hold the rows.
    public func write(_ proposed: ProposedCodes, to path: String) throws {
        _ = try Export(register: register).write(
            proposed.rows.forEach, of: proposed.layer, to: path, Export.Writing())
    }

    private func proposals(for delivered: DeliveredRows) throws -> ProposedCodes {
        let (table, layer) = (delivered.table, delivered.table.layer)
        guard let codeColumn = layer.keyPositions.first else {
            return ProposedCodes(layer: layer, codes: [], rows: [])
        }
        var rows = (0..<table.count).map { table.row($0, delivered.texts) }
        let without = rows.indices.filter { rows[$0].values[codeColumn]?.isEmpty ?? true }
        let isGrid = layer == .unitGrids
        let digits = isGrid ? 3 : 6
        let ground = ParentsByPlace(
            try register.areas(of: isGrid ? .community : .district, on: .today))
        let categories = isGrid ? nil : table.column("category")
        let things = without.map { row -> (prefix: String?, box: Box) in
            let parent = rows[row].shape.flatMap { ground.code(of: $0) }
            let category = categories.flatMap { delivered.texts.text($0[row]) }
                .flatMap { try? CategoryKey($0) }
            let prefix =
                isGrid ? parent : parent.flatMap { code in category.map { code + $0.code } }
            return (prefix, rows[row].shape?.box ?? .empty)
        }
        let given = Set(rows.compactMap { $0.values[codeColumn] })
        let codes = try NewCodes(digits: digits, isByPlace: isGrid).codes(for: things) { prefix in
            let own = given.filter { $0.hasPrefix(prefix) }.compactMap {
                Int($0.dropFirst(prefix.count))
            }
            return try register.numbers(under: prefix, digits: digits, in: layer).union(own)
        }
        for (row, code) in zip(without, codes) { rows[row].values[codeColumn] = code }
        return ProposedCodes(
            layer: layer, codes: zip(without, codes).map { (row: table.numbers[$0], code: $1) },
            rows: rows)
    }
}

/// Areas, asked which of them has the most of a shape.
private struct ParentsByPlace {
    private let areas: [(code: String, ground: MeasuredGround)]
    private let index: AreaIndex

    init(_ areas: [Area]) {
        self.areas = areas.map { ($0.code, MeasuredGround($0.polygons)) }
        index = AreaIndex(
            areas.enumerated().map { (Int32($0), $1.polygons) }, hasRaster: false)
    }

    /// The code of the area that has the most of a shape; for a point or a line that in which its
    /// middle lies.
    func code(of shape: Shape) -> String? {
        guard !shape.polygons.isEmpty else {
            return index.lowestArea(at: shape.box.centre).map { areas[Int($0)].code }
        }
        let ground = MeasuredGround(shape.polygons)
        let shares = areas.lazy.filter { $0.ground.box.intersects(ground.box) }
            .map { (code: $0.code, common: ground.squareMetres(in: $0.ground)) }
            .filter { $0.common > ground.squareMetres / 2 }
        return shares.max { $0.common < $1.common }?.code
    }
}
