import Geo

/// The ground of the areas within which a delivery is complete.
///
/// A part of the territory lies in an area if its chain of parents reaches it: the parent that is
/// named, else the one whose code is a prefix. A place lies where the smallest area of the territory
/// around it does, so that a development zone counts to who administers it; on a border it belongs to
/// the lower code. A line or polygon lies there if all its vertices do, a grid without ground of its
/// own if all its members do.
struct CompleteGround {
    private let codes: Set<String>
    private let scheme: CodeScheme
    /// In the order of codes.
    private let areas: [Area]
    /// For each kind its areas by code, as places among the areas.
    private var places: [[String: Int]]
    /// The areas of each level of the territory, the smallest first.
    private let levels: [AreaIndex]
    /// The areas of those other kinds of which some are named.
    private let groupings: [AreaIndex]

    /// The ground of some of a city's areas.
    ///
    /// - Parameters:
    ///   - all: the areas of every kind.
    ///   - day: the day on which they are looked at.
    init(of codes: Set<String>, among all: [Area], scheme: CodeScheme, on day: Day) {
        self.codes = codes
        self.scheme = scheme
        let areas = all.filter { $0.isValid(on: day) }
            .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
        self.areas = areas
        var places = [[String: Int]](repeating: [:], count: AreaKind.allCases.count)
        for (place, area) in areas.enumerated() {
            places[Int(area.kind.rawValue)][area.code] = place
        }
        self.places = places
        let grids = places[Int(AreaKind.unitGrid.rawValue)]
        func index(_ kind: AreaKind) -> AreaIndex {
            AreaIndex(
                areas.indices.filter { areas[$0].kind == kind }.map { place in
                    let own = areas[place].polygons
                    let members = areas[place].members.compactMap { grids[$0] }
                    return (
                        Int32(place), own.isEmpty ? members.flatMap { areas[$0].polygons } : own
                    )
                }.filter { !$0.1.isEmpty }, hasRaster: false)
        }
        levels = AreaKind.territory.reversed().map(index)
        let named = Set(areas.lazy.filter { codes.contains($0.code) }.map(\.kind))
        groupings = named.filter { !$0.isSeamless }.map(index)
    }

    /// Whether a registered row lies in the areas.
    func contains(_ row: Int, of table: RowTable, _ texts: TextPool) -> Bool {
        if let kind = AreaKind(layer: table.layer) {
            guard let place = places[Int(kind.rawValue)][texts[table.keys[row]]] else {
                return false
            }
            if isUnder(place) { return true }
            if kind.isSeamless { return false }
            let members = areas[place].members
            if !members.isEmpty {
                let grids = places[Int(AreaKind.unitGrid.rawValue)]
                return members.allSatisfy { grids[$0].map(isUnder) ?? false }
            }
        }
        if let point = table.shapes.point(row) { return holds(point, isClosed: false) }
        guard let vertices = table.shapes[row]?.vertices, !vertices.isEmpty else { return false }
        return vertices.allSatisfy { holds($0, isClosed: true) }
    }

    /// Whether a place lies in the areas.
    ///
    /// - Parameter isClosed: whether their borders count whole, not only where the neighbour's code
    ///   is the higher one.
    private func holds(_ place: Coordinate, isClosed: Bool) -> Bool {
        let around = levels.lazy.map { $0.areas(at: place) }.first { !$0.isEmpty } ?? []
        if around.prefix(isClosed ? around.count : 1).contains(where: { isUnder(Int($0.number)) }) {
            return true
        }
        return groupings.contains { grids in
            let found = grids.areas(at: place)
            return found.prefix(isClosed ? found.count : 1).contains {
                codes.contains(areas[Int($0.number)].code)
            }
        }
    }

    /// Whether an area or one above it is among those named.
    private func isUnder(_ place: Int) -> Bool {
        var next: Int? = place
        while let place = next {
            if codes.contains(areas[place].code) { return true }
            next = parent(of: areas[place])
        }
        return false
    }

    private func parent(of area: Area) -> Int? {
        let coarser = AreaKind.territory.reversed().filter { $0.rawValue < area.kind.rawValue }
        if let named = area.administeredBy {
            for kind in coarser {
                if let place = places[Int(kind.rawValue)][named] { return place }
            }
        }
        guard scheme == .national, area.kind.nationalDigits != nil else { return nil }
        for kind in coarser {
            let prefix = String(area.code.prefix(kind.nationalDigits ?? 0))
            if let place = places[Int(kind.rawValue)][prefix] { return place }
        }
        return nil
    }
}
