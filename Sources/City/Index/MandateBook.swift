import Geo

/// The mandates of one edition: for each category and role those that speak about it, by area.
final class MandateBook: Packed {
    /// A mandate as it speaks about one category in one area.
    struct Entry: BitwiseCopyable {
        /// The area where it holds, or −1 for the whole city.
        var area: Int32
        /// How general its pattern is: 0 names the category itself.
        var generality: Int32
        /// The road level that it is limited to, or −1.
        var roadLevel: Int32
        /// The mandate's number, in the order of codes.
        var mandate: Int32
        /// Its organization by number, or −1 if that is not registered.
        var organization: Int32
    }

    let codes: TextColumn
    private let entries: PackedArray<Entry>
    /// Where the entries of each category and role begin; one more entry marks the end.
    private let starts: PackedArray<Int32>
    /// For each category and role what its entries look at.
    private let kinds: PackedArray<Kinds>
    /// The areas that mandates name, ascending.
    private let areas: PackedArray<Int32>

    /// What mandates look at: a bit for every kind of area that one of them names, and more.
    struct Kinds: BitwiseCopyable {
        fileprivate var areas: UInt8 = 0
        private var levels: UInt8 = 0
        private var always: UInt8 = 0

        fileprivate init(_ entries: [Entry], _ book: AreaBook) {
            for entry in entries {
                if entry.area >= 0 { areas |= 1 << book.kind(of: entry.area).rawValue }
                if entry.roadLevel >= 0 { levels = 1 }
            }
            let isForAll = entries.contains { $0.area < 0 && $0.roadLevel < 0 }
            always = isForAll && entries.allSatisfy { $0.organization >= 0 } ? 1 : 0
        }

        /// Whether a mandate names an area at all.
        var nameAreas: Bool { areas != 0 }

        /// Whether a mandate is limited to a road level.
        var hasRoadLevels: Bool { levels == 1 }

        /// Whether some mandate speaks at every place of the city.
        var alwaysSpeak: Bool { always == 1 }
    }

    init(
        _ all: [Mandate], book: AreaBook, catalogue: Catalogue, levels: inout TextCollector,
        organization: (String?) -> Int32?
    ) {
        let mandates = all.sorted { $0.code.bytes < $1.code.bytes }
        codes = TextColumn(mandates.map(\.code))
        var ofPattern: [CategoryPattern: [Entry]] = [:]
        for (number, mandate) in mandates.enumerated() {
            let areas = mandate.territory.map { territory in
                AreaKind.allCases.compactMap { book.number($0, territory) }
            }
            for area in areas ?? [-1] {
                ofPattern[mandate.category, default: []].append(
                    Entry(
                        area: area, generality: 0,
                        roadLevel: levels.place(of: mandate.roadLevel), mandate: Int32(number),
                        organization: organization(mandate.organization) ?? -1))
            }
        }
        var entries: [Entry] = []
        var starts: [Int32] = [0]
        var kinds: [Kinds] = []
        for category in catalogue.placesOfRules {
            let speaking = catalogue.patterns(for: category).enumerated().flatMap {
                place, pattern in
                (ofPattern[pattern] ?? []).map { entry in
                    var entry = entry
                    entry.generality = Int32(place)
                    return entry
                }
            }
            for role in Mandate.Role.allCases {
                let own = speaking.filter { mandates[Int($0.mandate)].role == role }
                entries += own.sorted {
                    ($0.area, $0.generality, $0.mandate) < ($1.area, $1.generality, $1.mandate)
                }
                starts.append(Int32(entries.count))
                kinds.append(Kinds(own, book))
            }
        }
        self.entries = PackedArray(entries)
        self.starts = PackedArray(starts)
        self.kinds = PackedArray(kinds)
        areas = PackedArray(Set(entries.lazy.map(\.area)).filter { $0 >= 0 }.sorted())
    }

    /// The mandates that apply: equally strong ones of one area and one pattern.
    struct Applying {
        fileprivate var places: Range<Int> = 0..<0
        fileprivate var roadLevel: Int32 = -1
    }

    /// Whether a mandate names an area.
    func names(_ area: Int32) -> Bool {
        let place = areas.partition(by: { $0 }, notBelow: area)
        return place < areas.count && areas[place] == area
    }

    /// Calls `visit` with each mandate that applies.
    @inline(__always)
    func forEach(_ applying: Applying, _ visit: (Entry) -> Void) {
        for place in applying.places {
            let entry = entries[place]
            if entry.roadLevel == applying.roadLevel { visit(entry) }
        }
    }

    private func place(_ category: Int32?, _ role: Mandate.Role) -> Int {
        Int((category ?? -1) + 1) * Mandate.Role.allCases.count + role.place
    }

    /// What the mandates for a category look at in a role.
    func kinds(for category: Int32?, role: Mandate.Role) -> Kinds {
        kinds[place(category, role)]
    }

    /// The mandates that apply in a role: of the most specific territory, there of the most
    /// specific category, there those for the road's own level before those for any.
    ///
    /// - Parameter tile: the areas of the place.
    @inline(__always)
    func mandates(
        for category: Int32?, role: Mandate.Role, at tile: Mosaic.Tile, kindOfFirst: AreaKind?,
        roadLevel: Int32
    ) -> Applying {
        let place = place(category, role)
        let all = Int(starts[place])..<Int(starts[place + 1])
        guard !all.isEmpty else { return Applying() }
        let kinds = kinds[place]
        if kinds.areas != 0 {
            var found: Applying?
            Self.forEachArea(of: tile, kindOfFirst: kindOfFirst) { area in
                found = applying(in: area, among: all, roadLevel)
                return found != nil
            }
            if let found { return found }
        }
        return applying(in: -1, among: all, roadLevel) ?? Applying()
    }

    /// The areas where mandates are looked for: the territory, with the groupings of grids after
    /// the unit grid and before the community.
    @inline(__always)
    private static func forEachArea(
        of tile: Mosaic.Tile, kindOfFirst: AreaKind?, _ look: (Int32) -> Bool
    ) {
        var territory = tile.territory[...]
        if kindOfFirst == .unitGrid, let unitGrid = territory.popFirst(), look(unitGrid) { return }
        for kind in [AreaKind.managementGrid, .responsibilityGrid, .evaluationGrid] {
            if let grid = tile.areas[kind], look(grid) { return }
        }
        // Whoever administers need not be the area on the ground.
        for area in territory where look(area) { return }
    }

    private func applying(
        in area: Int32, among all: Range<Int>, _ roadLevel: Int32
    ) -> Applying? {
        var place = entries.partition(by: { $0.area }, notBelow: area, in: all)
        while place < all.upperBound, entries[place].area == area {
            let start = place
            let generality = entries[place].generality
            var hasOwnLevel = false
            var hasAnyLevel = false
            while place < all.upperBound, entries[place].area == area,
                entries[place].generality == generality
            {
                let level = entries[place].roadLevel
                hasAnyLevel = hasAnyLevel || level < 0
                hasOwnLevel = hasOwnLevel || (level >= 0 && level == roadLevel)
                place += 1
            }
            if hasOwnLevel || hasAnyLevel {
                return Applying(places: start..<place, roadLevel: hasOwnLevel ? roadLevel : -1)
            }
        }
        return nil
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        entries = try reader.array()
        starts = try reader.array()
        kinds = try reader.array()
        areas = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try writer.write(entries)
        try writer.write(starts)
        try writer.write(kinds)
        try writer.write(areas)
    }
}

extension Mandate.Role {
    /// The role's place in the list of all.
    var place: Int {
        switch self {
        case .competent: 0
        case .owner: 1
        case .maintainer: 2
        case .assisting: 3
        }
    }
}
