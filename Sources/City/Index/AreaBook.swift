import Geo

/// The areas of one edition: numbered, indexed by kind, and joined by relations.
///
/// Numbers follow kind and then code, so that within a kind the lower number is the lower code:
/// that is the border rule.
final class AreaBook: Packed {
    let codes: TextColumn
    let names: TextColumn
    /// The organization of each area by number, or −1.
    let organizations: PackedArray<Int32>
    /// Where the numbers of each kind begin; one more entry marks the end.
    private let kindStarts: PackedArray<Int32>
    /// The number of the area that administers each, or −1.
    private let administrators: PackedArray<Int32>
    /// The grids of other kinds that have each unit grid as a member, one run for each unit grid.
    private let groupingStarts: PackedArray<Int32>
    private let groupings: PackedArray<Int32>
    private let indexes: [AreaIndex]

    init(
        _ all: [Area], scheme: CodeScheme, on day: Day, organization: (String?) -> Int32?
    ) {
        let areas = all.filter { $0.isValid(on: day) }.sorted {
            ($0.kind.rawValue, $0.code.bytes) < ($1.kind.rawValue, $1.code.bytes)
        }
        var numbers = [[String: Int32]](repeating: [:], count: AreaKind.allCases.count)
        for (number, area) in areas.enumerated() {
            numbers[Int(area.kind.rawValue)][area.code] = Int32(number)
        }
        codes = TextColumn(areas.map(\.code))
        names = TextColumn(areas.map(\.name))
        organizations = PackedArray(areas.map { organization($0.organization) ?? -1 })
        kindStarts = PackedArray(
            AreaKind.allCases.map { kind in
                Int32(areas.count { $0.kind.rawValue < kind.rawValue })
            } + [Int32(areas.count)])
        administrators = PackedArray(
            areas.map { Self.administrator(of: $0, numbers, scheme) ?? -1 })
        indexes = AreaKind.allCases.map { kind in
            AreaIndex(
                areas.enumerated().compactMap { number, area in
                    area.kind == kind && !area.polygons.isEmpty
                        ? (Int32(number), area.polygons) : nil
                })
        }
        (groupingStarts, groupings) = Self.groupings(of: areas, numbers)
    }

    /// The area that a relation names, or else the one that the code's prefix names.
    private static func administrator(
        of area: Area, _ numbers: [[String: Int32]], _ scheme: CodeScheme
    ) -> Int32? {
        let coarser = AreaKind.territory.reversed().filter {
            $0.rawValue < min(area.kind.rawValue, AreaKind.unitGrid.rawValue + 1)
        }
        if let stated = area.administeredBy {
            for kind in coarser {
                if let number = numbers[Int(kind.rawValue)][stated] { return number }
            }
        }
        guard scheme == .national, area.kind.nationalDigits != nil else { return nil }
        for kind in coarser {
            let prefix = String(area.code.prefix(kind.nationalDigits ?? 0))
            if let number = numbers[Int(kind.rawValue)][prefix] { return number }
        }
        return nil
    }

    private static func groupings(
        of areas: [Area], _ numbers: [[String: Int32]]
    ) -> (starts: PackedArray<Int32>, groupings: PackedArray<Int32>) {
        let unitGrids = numbers[Int(AreaKind.unitGrid.rawValue)]
        let first = unitGrids.values.min() ?? 0
        var runs = [[Int32]](repeating: [], count: unitGrids.count)
        for (number, area) in areas.enumerated() {
            for member in area.members {
                if let grid = unitGrids[member] { runs[Int(grid - first)].append(Int32(number)) }
            }
        }
        var starts: [Int32] = [0]
        for run in runs { starts.append((starts.last ?? 0) + Int32(run.count)) }
        return (PackedArray(starts), PackedArray(runs.flatMap(\.self)))
    }

    /// How many areas there are.
    var count: Int { codes.count }

    /// The numbers of the areas of a kind.
    func numbers(of kind: AreaKind) -> Range<Int32> {
        kindStarts[Int(kind.rawValue)]..<kindStarts[Int(kind.rawValue) + 1]
    }

    /// The kind of an area.
    func kind(of number: Int32) -> AreaKind {
        AreaKind.allCases.last { kindStarts[Int($0.rawValue)] <= number } ?? .district
    }

    /// The number of an area by kind and code.
    func number(_ kind: AreaKind, _ code: String) -> Int32? {
        let numbers = numbers(of: kind)
        return codes.place(of: code, in: Int(numbers.lowerBound)..<Int(numbers.upperBound))
            .map { Int32($0) }
    }

    /// The area that administers an area.
    func administrator(of number: Int32) -> Int32? {
        let administrator = administrators[Int(number)]
        return administrator < 0 ? nil : administrator
    }

    /// The areas of a kind that have ground of their own.
    func index(of kind: AreaKind) -> AreaIndex { indexes[Int(kind.rawValue)] }

    /// The area of each kind at a place: by its own ground, or by having the unit grid as a member.
    ///
    /// On the outer border of the city the residue may lead outside; the border is still inside.
    func areas(at place: Coordinate, residue: Residue) -> AreaNumbers {
        var found = AreaNumbers()
        for kind in AreaKind.allCases {
            let index = index(of: kind)
            found[kind] =
                index.lowestArea(at: place, residue: residue)
                ?? (residue == .none ? nil : index.lowestArea(at: place))
        }
        addGroupings(to: &found)
        return found
    }

    /// The grids of other kinds that have the unit grid as a member, where none has ground here.
    func addGroupings(to found: inout AreaNumbers) {
        guard let grid = found[.unitGrid] else { return }
        let place = Int(grid - numbers(of: .unitGrid).lowerBound)
        for position in groupingStarts[place]..<groupingStarts[place + 1] {
            let number = groupings[Int(position)]
            let kind = kind(of: number)
            if found[kind] == nil { found[kind] = number }
        }
    }

    /// The unit grids that make up a grid of another kind. Complexity: O(groupings).
    func members(of number: Int32) -> [Int32] {
        numbers(of: .unitGrid).filter { grid in
            let place = Int(grid - numbers(of: .unitGrid).lowerBound)
            return (groupingStarts[place]..<groupingStarts[place + 1]).contains {
                groupings[Int($0)] == number
            }
        }
    }

    /// The territory of a place, fine before coarse: the finest area found on the ground and then
    /// whoever administers it, level by level; where a relation ends, the ground goes on.
    func territory(_ found: AreaNumbers) -> Territory {
        var chain = Territory()
        for kind in AreaKind.territory.reversed() {
            guard let number = found[kind] else { continue }
            if let last = chain.last, self.kind(of: last).rawValue <= kind.rawValue { continue }
            var next: Int32? = number
            while let area = next, !chain.contains(area) {
                chain.append(area)
                next = administrator(of: area)
            }
        }
        return chain
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        names = try TextColumn(from: &reader)
        organizations = try reader.array()
        kindStarts = try reader.array()
        administrators = try reader.array()
        groupingStarts = try reader.array()
        groupings = try reader.array()
        var indexes: [AreaIndex] = []
        for _ in AreaKind.allCases { indexes.append(try AreaIndex(from: &reader)) }
        self.indexes = indexes
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try names.write(to: &writer)
        try writer.write(organizations)
        try writer.write(kindStarts)
        try writer.write(administrators)
        try writer.write(groupingStarts)
        try writer.write(groupings)
        for index in indexes { try index.write(to: &writer) }
    }
}

extension String {
    /// The text in the order of its bytes, which is the order of codes.
    var bytes: ByteOrder { ByteOrder(text: self) }
}

/// Texts compared byte by byte.
struct ByteOrder: Comparable {
    let text: String

    static func < (left: ByteOrder, right: ByteOrder) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    static func == (left: ByteOrder, right: ByteOrder) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}
