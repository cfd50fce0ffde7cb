/// A Gauss-Krüger zone 高斯-克吕格投影带 of China: 3 or 6 degrees wide, with its number in front of
/// the easting or without.
///
/// Source: the CGCS2000 systems of the EPSG dataset: 3-degree zones 25 to 45 and 6-degree zones 13
/// to 23, middle meridians 75° to 135°, each once with the number in front and once without.
public struct GaussKrugerZone: Hashable, Sendable {
    /// The middle meridian in degrees, a multiple of 3 from 75 to 135.
    public let meridian: Int
    /// Whether the zone is 3 degrees wide, and not 6.
    public let isNarrow: Bool
    /// Whether eastings have the zone's number in front: 38,500,000 and not 500,000.
    public let hasNumberInFront: Bool

    private static let meridians = 75...135

    /// A zone by its parts; `nil` if China has none such.
    public init?(meridian: Int, isNarrow: Bool, hasNumberInFront: Bool) {
        guard Self.meridians.contains(meridian),
            (meridian - 75).isMultiple(of: isNarrow ? 3 : 6)
        else { return nil }
        self.meridian = meridian
        self.isNarrow = isNarrow
        self.hasNumberInFront = hasNumberInFront
    }

    /// The zone whose number stands in front of eastings: 25 to 45 are narrow, 13 to 23 wide.
    public init?(number: Int) {
        switch number {
        case 25...45: self.init(meridian: 3 * number, isNarrow: true, hasNumberInFront: true)
        case 13...23: self.init(meridian: 6 * number - 3, isNarrow: false, hasNumberInFront: true)
        default: return nil
        }
    }

    init?(meridian: Double, isNarrow: Bool, hasNumberInFront: Bool) {
        guard let whole = Int(exactly: meridian) else { return nil }
        self.init(meridian: whole, isNarrow: isNarrow, hasNumberInFront: hasNumberInFront)
    }

    /// The zone of a transverse Mercator grid; one without a number in front can be of both widths
    /// and is taken as narrow.
    init?(meridian: Double, falseEasting: Double) {
        let zone: GaussKrugerZone?
        switch falseEasting {
        case 500_000:
            zone = GaussKrugerZone(meridian: meridian, isNarrow: true, hasNumberInFront: false)
        case 13_500_000...45_500_000:
            zone = GaussKrugerZone(number: Int(falseEasting / 1_000_000))
        default: zone = nil
        }
        guard let zone, Double(zone.meridian) == meridian else { return nil }
        self = zone
    }

    /// The zone's number.
    public var number: Int { isNarrow ? meridian / 3 : (meridian + 3) / 6 }

    /// The zone's system in CGCS2000.
    public var system: ReferenceSystem {
        let place = (meridian - 75) / (isNarrow ? 3 : 6)
        switch (isNarrow, hasNumberInFront) {
        case (true, true): return .epsg(4513 + place)
        case (true, false): return .epsg(4534 + place)
        case (false, true): return .epsg(4491 + place)
        case (false, false): return .epsg(4502 + place)
        }
    }

    var systemName: String { "\(system)" }

    /// Every zone whose middle meridian lies at most so many degrees away, the nearest first, this
    /// one not among them. Of two without a number in front that have one meridian and are
    /// therefore the same, the one as wide as this is taken.
    public func neighbours(within degrees: Int = 6) -> [GaussKrugerZone] {
        let ways = stride(from: 0, through: degrees, by: 3).flatMap { $0 == 0 ? [0] : [-$0, $0] }
        var found: [GaussKrugerZone] = []
        for way in ways {
            for hasNumber in [hasNumberInFront, !hasNumberInFront] {
                for narrow in [isNarrow, !isNarrow] {
                    guard
                        let zone = GaussKrugerZone(
                            meridian: meridian + way, isNarrow: narrow,
                            hasNumberInFront: hasNumber),
                        !zone.isSameGrid(as: self),
                        !found.contains(where: { zone.isSameGrid(as: $0) })
                    else { continue }
                    found.append(zone)
                }
            }
        }
        return found
    }

    private func isSameGrid(as other: GaussKrugerZone) -> Bool {
        meridian == other.meridian && hasNumberInFront == other.hasNumberInFront
            && (!hasNumberInFront || isNarrow == other.isNarrow)
    }
}
