import Geo

/// The ground of registered areas by their codes, each measured once when it is first asked for.
struct LevelGround {
    /// The kinds from the coarse to the fine.
    private let kinds: [AreaKind]
    private var areas: [String: [Polygon]] = [:]
    private var kindsOfCode: [String: AreaKind] = [:]
    private var measured: [String: MeasuredGround] = [:]

    /// The ground of the territory's levels that are coarser than a kind, as it is registered.
    init(coarserThan kind: AreaKind, _ context: CheckContext) {
        kinds = AreaKind.territory.filter { $0.rawValue < kind.rawValue }
        for kind in kinds {
            let rows = context.registered.levels[kind.layer.name] ?? []
            for area in Area.areas(of: kind, in: rows)
            where area.isValid(on: context.day) && !area.polygons.isEmpty {
                areas[area.code] = area.polygons
                kindsOfCode[area.code] = kind
            }
        }
    }

    /// Whether no ground is known at all.
    var isEmpty: Bool { areas.isEmpty }

    /// The codes of the areas in which one must lie: the one that is named, and the finest one whose
    /// code is a prefix. A zone may lie where its code says or where it is administered.
    func parents(of code: String, named: String?, _ scheme: CodeScheme) -> [String] {
        var codes = [named].compactMap(\.self).filter { areas[$0] != nil }
        guard scheme == .national else { return codes }
        for kind in kinds.reversed() {
            let prefix = String(code.prefix(kind.nationalDigits ?? 0))
            if prefix != code, areas[prefix] != nil, kindsOfCode[prefix] == kind {
                if !codes.contains(prefix) { codes.append(prefix) }
                break
            }
        }
        return codes
    }

    /// The ground of a code.
    mutating func ground(_ code: String) -> MeasuredGround {
        if let known = measured[code] { return known }
        let ground = MeasuredGround(areas[code] ?? [])
        measured[code] = ground
        return ground
    }
}
