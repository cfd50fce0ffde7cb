import Geo

/// Which districts a place belongs to: the one on whose ground it lies, and those that administer
/// an area there whose code says otherwise.
///
/// Districts are known by the number that their six digits are.
struct DistrictGround {
    private let ground: AreaIndex
    private let districtOfArea: [Int32]
    private let zones: AreaIndex
    private let districtsOfZone: [[Int32]]
    private let known: Set<Int32>

    /// The districts of a city; `nil` if none is registered under a code of six digits or more.
    init?(_ registered: Registered) {
        var areas: [(number: Int32, polygons: [Polygon])] = []
        var districts: [Int32] = []
        for row in registered.outline {
            guard let code = row.values.first ?? nil, let district = Self.district(ofArea: code)
            else { continue }
            areas.append((Int32(areas.count), row.shape?.polygons ?? []))
            districts.append(district)
        }
        guard !areas.isEmpty else { return nil }
        ground = AreaIndex(areas)
        districtOfArea = districts
        zones = AreaIndex(registered.zones.enumerated().map { (Int32($0), $1.polygons) })
        let administrators = Dictionary(
            registered.zones.compactMap { zone in zone.administeredBy.map { (zone.code, $0) } },
            uniquingKeysWith: { $1 })
        districtsOfZone = registered.zones.map { Self.districts(of: $0.code, administrators) }
        let own = Self.district(ofArea: registered.settings.code).map { [$0] } ?? []
        known = Set(districts + districtsOfZone.flatMap(\.self) + own)
    }

    /// The districts that administer an area, its own code's first, each once.
    private static func districts(
        of code: String, _ administrators: [String: String]
    ) -> [Int32] {
        var found: [Int32] = []
        var next: String? = code
        // A chain has no more links than the territory has levels; a circle ends too.
        for _ in 0...AreaKind.territory.count {
            guard let at = next else { break }
            if let district = district(ofArea: at), !found.contains(district) {
                found.append(district)
            }
            next = administrators[at] ?? administrators[String(at.prefix(6))]
        }
        return found
    }

    private static func district(ofArea code: String) -> Int32? {
        let digits = code.prefix(6)
        guard digits.utf8.count == 6 else { return nil }
        return Int32(digits)
    }

    /// The district that the code of a component begins with; `nil` for a code of another form.
    static func district(ofCode bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard bytes.count == 17 || bytes.count == 16 else { return nil }
        var number: Int32 = 0
        for byte in bytes[..<6] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int32(byte - UInt8(ascii: "0"))
        }
        return number
    }

    /// Whether the city has a district, or administers an area, of that number.
    func knows(_ district: Int32) -> Bool { known.contains(district) }

    /// Whether a place belongs to a district; of a place outside the city nothing is known.
    ///
    /// A place on a border belongs to both sides.
    func isOf(_ district: Int32, at place: Coordinate) -> Bool {
        guard let lowest = ground.lowestArea(at: place) else { return true }
        if districtOfArea[Int(lowest)] == district { return true }
        return districts(at: place).contains(district)
    }

    /// All districts that a place belongs to, the one of its ground first.
    func districts(at place: Coordinate) -> [Int32] {
        let onGround = ground.areas(at: place).map { districtOfArea[Int($0.number)] }
        let administering = zones.areas(at: place).flatMap { districtsOfZone[Int($0.number)] }
        var found: [Int32] = []
        for district in onGround + administering where !found.contains(district) {
            found.append(district)
        }
        return found
    }
}
