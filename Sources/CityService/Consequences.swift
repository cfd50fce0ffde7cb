public import City
import CityStore
import Geo

/// What hangs on the areas that a delivery takes out of force or redraws.
public struct Consequences: Hashable, Sendable, Codable {
    /// The codes of areas that vanish or come to their end.
    public var retired: [String]
    /// The codes of areas that cover other ground than before.
    public var redrawn: [String]
    /// The codes of areas that others state as their lineage.
    public var divided: [String]
    /// The rows that name them or lie on their ground, by layer.
    public var dependents: [Dependents]
    /// How many components lie in another unit grid than they name once this is published.
    public var componentsToDerive: Int

    /// The delivery's consequences as lines for people, in both languages.
    ///
    /// - Parameter command: what offers the components anew.
    public func lines(command: String) -> [String] {
        let areas = [
            (retired, "retired", "停用"), (redrawn, "redrawn", "调整范围"),
            (divided, "divided or merged", "拆分或合并"),
        ].filter { !$0.0.isEmpty }
        var lines = [
            "On areas " + areas.map { "\($0.1) (\(Self.list($0.0)))" }.joined(separator: ", ")
                + " hang:",
            "    以下数据与" + areas.map { "\($0.2)的区域（\($0.0.count)个）" }.joined(separator: "、")
                + "相关：",
        ]
        for item in dependents {
            let name = Layer.named(item.layer)?.chineseName ?? item.layer
            let examples =
                item.examples.joined(separator: ", ")
                + (item.rows > item.examples.count ? ", …" : "")
            lines.append("    \(item.rows) \(item.layer) (\(item.column)) \(name): \(examples)")
        }
        if componentsToDerive > 0 {
            lines += [
                """
                \(componentsToDerive) components then lie in another unit grid than they name: \
                `\(command)` stages them with the right one.
                """,
                "    其中\(componentsToDerive)个部件的所在单元网格将随之改变，可用上述命令生成部件交付。",
            ]
        }
        return lines
    }

    private static func list(_ codes: [String]) -> String {
        codes.prefix(5).joined(separator: ", ")
            + (codes.count > 5 ? ", … \(codes.count) in all" : "")
    }
}

extension Register {
    /// The consequences of a checked delivery; `nil` if nothing hangs on what it changes.
    func consequences(
        of registration: Registration, _ result: CheckResult, on day: Day
    ) throws -> Consequences? {
        let comparison = registration.comparison
        let affected = comparison.affectedAreas(result, on: day)
        let codes = affected.codes
        guard !codes.isEmpty else { return nil }
        let ground = comparison.registered.keys.enumerated().flatMap { row, key in
            codes.contains(comparison.texts[key])
                ? comparison.registered.shapes[row]?.polygons ?? [] : []
        }
        let dependents = try dependents(of: codes, in: comparison.layer, on: ground)
        guard !dependents.isEmpty else { return nil }
        var derived = 0
        if comparison.layer == .unitGrids,
            dependents.contains(where: { $0.layer == Layer.components.name })
        {
            let grids = UnitGridsByPlace(comparison.areasAfterwards(result, on: day))
            try forEachComponent(declaring: codes) { _, grid, place in
                if grids.isElsewhere(than: grid, place) { derived += 1 }
            }
        }
        return Consequences(
            retired: affected.retired, redrawn: affected.redrawn, divided: affected.divided,
            dependents: dependents, componentsToDerive: derived)
    }
}

/// Unit grids, asked in which of them a place lies.
struct UnitGridsByPlace {
    private let index: AreaIndex
    private let codes: [String]

    /// The unit grids in the order of their codes.
    init(_ areas: [Area]) {
        index = AreaIndex(areas.enumerated().map { (Int32($0), $1.polygons) })
        codes = areas.map(\.code)
    }

    /// The code of the unit grid at a place; on a shared border the lower one.
    func code(at place: Coordinate) -> String? {
        index.lowestArea(at: place).map { codes[Int($0)] }
    }

    /// Whether a place lies in another unit grid than the named one. A place exactly on its border
    /// lies in it.
    func isElsewhere(than code: String, _ place: Coordinate) -> Bool {
        let found = index.areas(at: place)
        return !found.isEmpty && !found.contains { codes[Int($0.number)] == code }
    }
}
