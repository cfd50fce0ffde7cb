import Geo

/// The areas of one edition: numbered, indexed by kind, and joined by relations.
///
/// Numbers follow kind and then code, so that within a kind the lower number is the lower code:
/// that is the border rule.
struct AreaBook: Sendable {
    let areas: [Area]
    /// The number of the area that administers each, or −1.
    private let administrators: [Int32]
    /// The numbers of the grids of other kinds that have each unit grid as a member.
    private let groupings: [Int32: [Int32]]
    private let indexes: [AreaIndex]
    private let numbers: [[String: Int32]]

    init(_ all: [Area], scheme: CodeScheme, on day: Day) {
        let areas = all.filter { $0.isValid(on: day) }.sorted {
            ($0.kind.rawValue, $0.code) < ($1.kind.rawValue, $1.code)
        }
        var numbers = [[String: Int32]](repeating: [:], count: AreaKind.allCases.count)
        for (number, area) in areas.enumerated() {
            numbers[Int(area.kind.rawValue)][area.code] = Int32(number)
        }
        self.areas = areas
        self.numbers = numbers
        administrators = areas.map { area in
            Self.administrator(of: area, numbers, scheme) ?? -1
        }
        indexes = AreaKind.allCases.map { kind in
            AreaIndex(
                areas.enumerated().compactMap { number, area in
                    area.kind == kind && !area.polygons.isEmpty
                        ? (Int32(number), area.polygons) : nil
                })
        }
        groupings = Self.groupings(of: areas, numbers)
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
    ) -> [Int32: [Int32]] {
        var groupings: [Int32: [Int32]] = [:]
        for (number, area) in areas.enumerated() {
            for member in area.members {
                if let grid = numbers[Int(AreaKind.unitGrid.rawValue)][member] {
                    groupings[grid, default: []].append(Int32(number))
                }
            }
        }
        return groupings
    }

    /// The number of an area by kind and code.
    func number(_ kind: AreaKind, _ code: String) -> Int32? { numbers[Int(kind.rawValue)][code] }

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
                index.lowestArea(at: place, residue: residue) ?? index.lowestArea(at: place)
        }
        if let grid = found[.unitGrid] {
            for number in groupings[grid] ?? [] {
                let kind = areas[Int(number)].kind
                if found[kind] == nil { found[kind] = number }
            }
        }
        return found
    }

    /// The territory of a place, fine before coarse: the finest area found on the ground and then
    /// whoever administers it, level by level; where a relation ends, the ground goes on.
    func territory(_ found: AreaNumbers) -> [Int32] {
        var chain: [Int32] = []
        for kind in AreaKind.territory.reversed() {
            guard let number = found[kind] else { continue }
            if let last = chain.last, areas[Int(last)].kind.rawValue <= kind.rawValue { continue }
            var next: Int32? = number
            while let area = next, !chain.contains(area) {
                chain.append(area)
                next = administrator(of: area)
            }
        }
        return chain
    }
}

/// At most one area of each kind, by number.
public struct AreaNumbers: Hashable, Sendable {
    private var numbers: (Int32, Int32, Int32, Int32, Int32, Int32, Int32) =
        (-1, -1, -1, -1, -1, -1, -1)

    /// No area of any kind.
    public init() {}

    /// The number of the area of a kind.
    public subscript(kind: AreaKind) -> Int32? {
        get {
            let number =
                switch kind {
                case .district: numbers.0
                case .subdistrict: numbers.1
                case .community: numbers.2
                case .unitGrid: numbers.3
                case .managementGrid: numbers.4
                case .responsibilityGrid: numbers.5
                case .evaluationGrid: numbers.6
                }
            return number < 0 ? nil : number
        }
        set {
            let number = newValue ?? -1
            switch kind {
            case .district: numbers.0 = number
            case .subdistrict: numbers.1 = number
            case .community: numbers.2 = number
            case .unitGrid: numbers.3 = number
            case .managementGrid: numbers.4 = number
            case .responsibilityGrid: numbers.5 = number
            case .evaluationGrid: numbers.6 = number
            }
        }
    }

    /// Equal if every kind names the same area.
    public static func == (left: AreaNumbers, right: AreaNumbers) -> Bool {
        AreaKind.allCases.allSatisfy { left[$0] == right[$0] }
    }

    /// All seven numbers are hashed.
    public func hash(into hasher: inout Hasher) {
        for kind in AreaKind.allCases { hasher.combine(self[kind]) }
    }
}
